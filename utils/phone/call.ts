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
  /** `Call-ID` of the dialog (RFC 3261 §20.8). */
  callId?: string;
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
}
