/** Why the phone is not registered, in the product's words. */
export type LineProblem =
  | 'not-set-up' // no server, domain or user name in the settings
  | 'no-password'
  | 'wrong-password' // 401/407 again after our answer
  | 'not-allowed' // 403
  | 'unknown-user' // 404
  | 'unreachable' // no connection: name, port, firewall, or a certificate the browser refuses (it does not tell which)
  | 'no-answer' // connected, but the PBX does not answer REGISTER
  | 'rejected' // any other final answer; `sipStatus` says which
  | 'offline'; // the browser has no network

/** A colleague's line (RFC 4235, and for `offline` RFC 3863). */
export type Presence = 'idle' | 'ringing' | 'busy' | 'offline' | 'unknown';

/** The line as pages show it. */
export interface PhoneStatus {
  /** `registered` only while the last round trip proved it. */
  line: 'off' | 'connecting' | 'registered' | 'problem';
  problem?: LineProblem;
  sipStatus?: number;
  /** When the next attempt starts, epoch milliseconds. */
  retryAt?: number;
  /** `1001@pbx.example.com`, for the user's eyes. */
  address: string;
  /** Host of the server in use. */
  server: string;
  doNotDisturb: boolean;
  /** Waiting voice messages (RFC 3842), if the PBX tells. */
  voicemail?: { waiting: boolean; count: number };
  /** State of the colleagues watched (RFC 4235), by number. */
  presence?: Readonly<Record<string, Presence>>;
  /** Microphone permission as last seen. */
  microphone: 'unknown' | 'granted' | 'ask' | 'denied' | 'none';
}
