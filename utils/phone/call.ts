/** Who placed the call, seen from this phone. */
export type CallDirection = 'inbound' | 'outbound';

/**
 * Where a call stands.
 *
 * - `preparing`  outbound: microphone and offer are being made ready; the other side knows nothing yet.
 * - `calling`    outbound: INVITE sent, no 18x yet; the other phone may not ring yet.
 * - `ringing`    outbound: 180 or 183 received; the other phone rings or early media plays.
 * - `incoming`   inbound: INVITE received and 180 sent; we ring.
 * - `answering`  inbound: the user answered; microphone and answer are being made, the caller still hears ringing.
 * - `active`     both: dialog confirmed; both may talk (see `held`, `heldByRemote`, `muted`).
 * - `ended`      both: nothing more will happen; `end` says why.
 */
export type CallPhase = 'preparing' | 'calling' | 'ringing' | 'incoming' | 'answering' | 'active' | 'ended';

/** Why a call ended, in the product's words; pages turn it into a sentence. */
export type EndCause =
  | 'hung-up' // either side ended an answered call
  | 'cancelled' // the caller gave up before an answer
  | 'declined' // the callee refused (603, or we declined)
  | 'busy' // 486, 600
  | 'no-answer' // 408, 480 after ringing, or our own ring time ran out
  | 'answered-elsewhere' // CANCEL with Reason: SIP;cause=200 (RFC 3326)
  | 'not-found' // 404, 410, 484, 604
  | 'unavailable' // 480
  | 'forbidden' // 403
  | 'not-acceptable' // 488, 606
  | 'no-microphone' // the microphone was refused or missing
  | 'no-line' // not registered, or the connection was lost before the call stood
  | 'connection-lost' // the line was lost during the call and did not come back
  | 'transferred' // the call went on without us
  | 'interrupted' // the browser or this phone stopped while the call went on
  | 'failed'; // anything else; `sipStatus` and `reason` say what

/** How a call ended. */
export interface CallEnd {
  cause: EndCause;
  /** Who ended it, where that is known. */
  by?: 'us' | 'them';
  /** SIP status code of the final response, if one decided it. */
  sipStatus?: number;
  /** Reason phrase of the PBX, cleaned; shown in details only. */
  reason?: string;
}

/** The other party as the PBX names it; never trusted as an identity. */
export interface RemoteParty {
  /** The user part as received or dialled, cleaned to `[0-9A-Za-z+*#._-]`; empty when withheld. */
  number: string;
  /** E.164 with `+` where the number could be understood. */
  e164?: string;
  /** Dialled behind the number, as tones after the answer. */
  ext?: string;
  /** Display name the caller sent (P-Asserted-Identity, then From), cleaned of control and bidi characters; often empty. */
  name: string;
}

/** Facts the PBX told about the call, kept for journal and rules. Cleaned text, each at most 256 characters. */
export interface CallFacts {
  /** `Diversion` or `History-Info`: the number first called. */
  diversion?: string;
  /** `X-Queue` or the like: the queue the call came through. */
  queue?: string;
  /** `Alert-Info` text; never fetched. */
  alertInfo?: string;
  /** Other phones were registered for this extension when the call came: they rang too. */
  otherPhones?: true;
  /** `Call-ID` of the dialog (RFC 3261 §20.8). */
  callId?: string;
  /** `X-Recording-Url` or the like: where the PBX will keep the recording. Always https; never fetched. */
  recordingUrl?: string;
}

/** The record a call was placed from, where it was clicked on a CRM page. */
export interface CallOrigin {
  /** The CRM's module in its own API name, such as `Contacts`. */
  module: string;
  /** The record's id, digits kept as text. */
  id: string;
}

/** How the audio of a call fares. */
export type QualityVerdict = 'unknown' | 'good' | 'poor-network' | 'they-may-not-hear-you' | 'no-audio-in';

/** Figures from `RTCPeerConnection.getStats()`, newest. */
export interface CallQuality {
  verdict: QualityVerdict;
  /** The worst verdict of the whole call so far. */
  worst?: QualityVerdict;
  /** Packets lost of those expected, inbound, 0…1. */
  lossIn?: number;
  /** As the far end reports it, 0…1. */
  lossOut?: number;
  /** Milliseconds. */
  jitterMs?: number;
  /** Milliseconds. */
  roundTripMs?: number;
  codec?: string;
}

/** One call, as every page and the journal see it. JSON-safe; times are epoch milliseconds. */
export interface Call {
  /** Made by us, unique for ever (UUID). */
  id: string;
  /** The PBX's id of the call, stable across legs where it gives one (`X-Call-UUID`, `X-Linkedid`), else the Call-ID. Empty until known. */
  pbxId: string;
  direction: CallDirection;
  phase: CallPhase;
  remote: RemoteParty;
  facts: CallFacts;
  origin?: CallOrigin;
  /** INVITE sent or received (or the user's click, while preparing). */
  startedAt: number;
  /** First 180/183 received or sent. */
  ringingAt?: number;
  /** Final 200 sent or received. */
  answeredAt?: number;
  endedAt?: number;
  end?: CallEnd;
  muted: boolean;
  /** We hold. */
  held: boolean;
  /** They hold (their SDP is sendonly or inactive). */
  heldByRemote: boolean;
  /** The line is being repaired; audio may be gone for some seconds. */
  reconnecting: boolean;
  /** Early media is playing (183 with SDP). */
  earlyMedia: boolean;
  quality: CallQuality;
  /** State of a transfer we started. */
  transfer?: { to: string; state: 'asked' | 'trying' | 'ringing' | 'done' | 'failed'; sipStatus?: number };
  /** In a three-way conference mixed by this phone. */
  inConference: boolean;
  /** Outbound: nothing was sent yet, because the user has to allow the microphone first. */
  needsMicrophone?: boolean;
  /** A device in use went away, and the default one took its place. */
  movedToDefault?: 'input' | 'output';
}

/** What happens to a call. `at` is epoch milliseconds. */
export type CallEvent =
  | { type: 'invited'; at: number } // our INVITE left
  | { type: 'rang'; at: number; earlyMedia: boolean } // 180 or 183 received
  | { type: 'answering'; at: number } // the user answered
  | { type: 'answer-failed'; at: number } // no microphone: it rings on
  | { type: 'established'; at: number } // 200 sent or received
  | { type: 'changed'; at: number; change: CallChange }
  | { type: 'ended'; at: number; end: CallEnd };

/** What may change while a call keeps its phase. */
export type CallChange = Partial<
  Pick<
    Call,
    | 'pbxId'
    | 'remote'
    | 'facts'
    | 'muted'
    | 'held'
    | 'heldByRemote'
    | 'reconnecting'
    | 'earlyMedia'
    | 'quality'
    | 'transfer'
    | 'inConference'
    | 'needsMicrophone'
    | 'movedToDefault'
  >
>;

/**
 * Every legal move. What is not here is illegal.
 *
 * The table knows nothing of SIP: who sent which message is the business of `sip-port.ts`. A call never goes back, with
 * one exception: an answer without a microphone leaves it ringing, so that the user can allow the microphone and answer
 * again. `ended` has no way out.
 */
export const TRANSITIONS: Readonly<
  Record<CallPhase, Readonly<Partial<Record<CallEvent['type'], CallPhase>>>>
> = {
  preparing: { invited: 'calling', changed: 'preparing', ended: 'ended' },
  calling: { rang: 'ringing', established: 'active', changed: 'calling', ended: 'ended' },
  ringing: { rang: 'ringing', established: 'active', changed: 'ringing', ended: 'ended' },
  incoming: { answering: 'answering', changed: 'incoming', ended: 'ended' },
  answering: {
    'answer-failed': 'incoming',
    established: 'active',
    changed: 'answering',
    ended: 'ended',
  },
  active: { changed: 'active', ended: 'ended' },
  ended: {},
};

/** A move the table does not know. The call is as it was. */
export class IllegalTransition extends Error {
  override readonly name = 'IllegalTransition';
  constructor(phase: CallPhase, event: CallEvent['type']) {
    super(`A call that is ${phase} cannot be ${event}.`);
  }
}

/**
 * The call after `event`. The call passed in is never changed.
 *
 * @throws IllegalTransition when the table has no such move.
 */
export function transition(call: Call, event: CallEvent): Call {
  const phase = TRANSITIONS[call.phase][event.type];
  if (!phase) throw new IllegalTransition(call.phase, event.type);
  switch (event.type) {
    case 'rang':
      return { ...call, phase, ringingAt: call.ringingAt ?? event.at, earlyMedia: event.earlyMedia };
    case 'established':
      return { ...call, phase, answeredAt: event.at };
    case 'changed':
      return { ...call, ...event.change };
    case 'ended':
      return { ...call, phase, endedAt: event.at, end: event.end, reconnecting: false, inConference: false };
    default:
      return { ...call, phase };
  }
}

/** The table as a Mermaid state diagram, for the README. */
export function printDiagram(): string {
  const lines = ['stateDiagram-v2', '  [*] --> preparing: dial', '  [*] --> incoming: INVITE received'];
  for (const [from, moves] of Object.entries(TRANSITIONS))
    for (const [event, to] of Object.entries(moves))
      if (from !== to) lines.push(`  ${from} --> ${to}: ${event}`);
  lines.push('  ended --> [*]');
  return lines.join('\n');
}
