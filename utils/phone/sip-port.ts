import type { CallEnd, CallFacts, RemoteParty } from '@/utils/phone/call';
import type { Presence } from '@/utils/phone/phone-status';
import type { MediaSession } from '@/utils/phone/media/media-host';

/** Who we are at the PBX. */
export interface SipAccount {
  domain: string;
  username: string;
  authorizationUsername: string;
  password: string;
  displayName: string;
  dtmf: 'rtp' | 'info';
  /** UUID of this installation; the same binding is replaced after a restart (RFC 5626 §4.1). */
  instanceId: string;
}

/** What the PBX or the network did. Times are left to the listener. */
export type SipEvent =
  | { type: 'socket-open' }
  | { type: 'socket-closed' }
  /**
   * 200 to REGISTER. `expires` is what the registrar granted, not yet judged; `others` counts the bindings of other phones
   * on the same extension, where the registrar lists them (RFC 3261 §10.3).
   */
  | { type: 'registered'; expires: number | null; others?: number }
  /** REGISTER was challenged and went out again, with credentials. */
  | { type: 'register-proven' }
  | { type: 'register-refused'; status: number; retryAfter?: number; minExpires?: number }
  /** Any answer of the PBX to our OPTIONS. */
  | { type: 'pong' }
  | { type: 'incoming'; call: IncomingCall }
  /** Our INVITE left. */
  | { type: 'invited'; callId: string; pbxId: string; facts: CallFacts }
  | { type: 'progress'; callId: string; status: number; earlyMedia: boolean; facts?: CallFacts }
  /** `facts`: what only the 200 told. */
  | { type: 'established'; callId: string; remote?: RemoteParty; pbxId?: string; facts?: CallFacts }
  /** A final refusal of our INVITE, or our own failure to answer theirs. */
  | { type: 'refused'; callId: string; status: number; reason: string }
  /** The caller gave up; `elsewhere` when another phone answered (RFC 3326). */
  | { type: 'cancelled'; callId: string; elsewhere: boolean }
  | { type: 'bye'; callId: string; reason?: string }
  /** Direction of their newest SDP: true when they hold us. */
  | { type: 'remote-hold'; callId: string; held: boolean }
  | { type: 'reinvited'; callId: string }
  | { type: 'reinvite-refused'; callId: string; status: number }
  /** State of a transfer we asked for, as the NOTIFY or the refusal of the REFER tells. */
  | { type: 'transfer-progress'; callId: string; status: number }
  | { type: 'voicemail'; waiting: boolean; count: number }
  | { type: 'presence'; number: string; state: Presence };

/** An INVITE that passed the checks and now waits for an answer. No response was sent yet but 100. */
export interface IncomingCall {
  callId: string;
  /** Our established call that this one is to take the place of (RFC 3891): somebody transfers their caller to us. */
  replaces?: string;
  pbxId: string;
  remote: RemoteParty;
  facts: CallFacts;
}

/**
 * The SIP side of the phone, without opinions: it does what it is told and tells what happened. It never hides a lost
 * network and never repairs one by itself; `line.ts` decides about that. Every method returns at once, throws never, and
 * reports by events. A method called in a state it does not fit does nothing.
 *
 * Dialogs outlive the socket: after `connect` to the same or another server they go on. A re-INVITE that was sent when the
 * socket went is refused with 503; one whose offer is still being made goes out over the next socket.
 */
export interface SipPort {
  /**
   * Opens a WebSocket to `server`, dropping a socket that is open or opening, without waiting for its close.
   * Then `socket-open`, or `socket-closed` if it cannot be opened or closes later. The dropped socket is silent.
   */
  connect(server: string): void;
  /** Drops the socket. No event follows. */
  close(): void;
  /**
   * Sends REGISTER for `expires` seconds. Then `registered` or `register-refused`; neither when the PBX does not answer.
   * A new call of this method makes the answer to the old REGISTER count for nothing.
   */
  register(expires: number): void;
  /** Sends REGISTER with `Expires: 0`, once, without waiting. */
  unregister(): void;
  /** Sends OPTIONS to the domain. Then `pong`, or nothing. */
  ping(): void;

  /** Sends INVITE with an offer of `media`. Then `invited`, `progress`…, and `established` or `refused`. */
  invite(callId: string, target: string, media: MediaSession): void;
  /** Answers 180 to an incoming call. */
  ring(callId: string): void;
  /** Answers 200 with `media`. Then `established`, or `refused` when no answer to their offer could be made. */
  accept(callId: string, media: MediaSession): void;
  /**
   * Ends the call whatever its state: CANCEL before an answer to our INVITE, BYE after, `status` for one that rings here.
   * If the 200 crossed our CANCEL it is acknowledged and followed by BYE. No event follows. The call is forgotten.
   */
  end(callId: string, status?: number): void;
  /**
   * Sends re-INVITE. Only in an established call, and one at a time per call. Then always `reinvited`, or `reinvite-refused`
   * after the media was rolled back. Their answer's direction comes as `remote-hold` before. `media` may be another session
   * than before, when the page that carried the first one is gone.
   */
  reinvite(callId: string, options: { hold: boolean; iceRestart: boolean }, media: MediaSession): void;
  /** Sends tones in order, as RFC 4733 events where negotiated and wanted, else as INFO `application/dtmf-relay`. */
  sendDtmf(callId: string, tones: string): void;
  /** REFER to a number (blind). Then `transfer-progress`… */
  refer(callId: string, target: string): void;
  /**
   * REFER to the other party's number at our phone system, with Replaces (attended, RFC 3891, RFC 5589 §7). Then
   * `transfer-progress`… for `callId`; the far end of the other call may say `bye` before.
   */
  referTo(callId: string, otherCallId: string): void;
  /** Asks for the mailbox (RFC 3842) and the state of colleagues (RFC 4235). A new list replaces the old one. */
  watch(options: { voicemail: boolean; numbers: string[] }): void;
  /** Drops everything without a word on the wire. Nothing works afterwards. */
  dispose(): void;
}

/** How our reason for an end looks on the wire, for an incoming call that is refused. */
export function refusalStatus(cause: CallEnd['cause']): number {
  if (cause === 'declined') return 603;
  if (cause === 'no-answer' || cause === 'unavailable') return 480;
  if (cause === 'not-acceptable') return 488;
  return 486;
}
