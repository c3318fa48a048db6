import type { Heard } from '../../support/tone.ts';

/** Numbers of the public network that do something special; every other number of six digits or more answers. */
export const SPECIAL_NUMBERS = {
  busy: '+12025550186',
  noAnswer: '+12025550180',
  rejects: '+12025550163',
  unknown: '+12025550104',
  /** Plays an announcement before it answers (183 with media); never answers by itself. */
  earlyMedia: '+12025550183',
} as const;

export interface PbxUser {
  readonly username: string;
  readonly password: string;
  /** Signs in with this name instead, if the PBX keeps a separate one. */
  readonly authorizationUsername?: string;
}

/** What the PBX saw. `at` is in milliseconds since 1970; `callId` is the Call-ID header. */
export type PbxEvent =
  | { type: 'registered'; at: number; user: string; contact: string; expires: number }
  | { type: 'unregistered'; at: number; user: string }
  | { type: 'invite'; at: number; callId: string; from: string; displayName: string; to: string }
  | { type: 'reply'; at: number; callId: string; method: string; status: number; reason: string }
  | { type: 'cancelled'; at: number; callId: string }
  | { type: 'ended'; at: number; callId: string; by: string };

export type PbxEventType = PbxEvent['type'];
export type PbxEventOf<T extends PbxEventType> = Extract<PbxEvent, { type: T }>;

export interface OutgoingCallOptions {
  /** The caller's number, in E.164 by default '+12025550142'. */
  readonly from?: string;
  readonly displayName?: string;
  /** Headers the PBX adds to the INVITE for the extension, such as `X-Call-UUID` or `Diversion`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call at a desk phone, in either direction. */
export interface DeskCall {
  readonly id: string;
  readonly direction: 'incoming' | 'outgoing';
  /** User part of the other side's address. */
  readonly peer: string;
  readonly displayName: string;
  readonly state: 'ringing' | 'answered' | 'ended';
  /** Resolves when the call is answered; rejects if it ends before. */
  answered(timeoutMs?: number): Promise<void>;
  /** Resolves with the reason when the call has ended. */
  ended(timeoutMs?: number): Promise<string>;
  answer(): Promise<void>;
  hangUp(): Promise<void>;
  /** Puts the other side on hold by re-INVITE, or takes it back. */
  hold(): Promise<void>;
  resume(): Promise<void>;
  /** Digits the other side pressed, as received (RFC 4733 or INFO). */
  digits(): string;
  sendDigits(digits: string): Promise<void>;
  /** Refers the other side to another number (blind transfer). */
  transfer(to: string): Promise<void>;
  /** What this phone hears now: the last `seconds` (default 1) of what is sent to it. */
  hears(seconds?: number): Promise<Heard>;
  /** Waits until it hears a tone within 15 Hz of `hz`, or silence for null. */
  untilHears(hz: number | null, timeoutMs?: number): Promise<Heard>;
  /** The call as this phone recorded it; baresip stops recording at the first hold. */
  recording(): Promise<Heard>;
}

/** A telephone that is no browser. It says a steady tone, so that who hears whom can be proven. */
export interface DeskPhone {
  /** The tone it plays into every call. */
  readonly toneHz: number;
  call(to: string, options?: OutgoingCallOptions): Promise<DeskCall>;
  /** The next call that rings here, from now on. */
  incoming(timeoutMs?: number): Promise<DeskCall>;
  calls(): readonly DeskCall[];
  log(): string;
  stop(): Promise<void>;
}

/** A running phone system with a customer on the public network. */
export interface PbxSandbox {
  readonly kind: 'kamailio' | 'embedded';
  /** What goes into `sip.servers`, e.g. `wss://pbx.switchhook.test:8443/ws`. */
  readonly url: string;
  readonly host: string;
  /** The port of `url`; on loopback the server listens on the same. */
  readonly port: number;
  readonly domain: string;
  readonly users: readonly PbxUser[];
  readonly customer: DeskPhone;
  /** Everything that happened, oldest first. */
  readonly events: readonly PbxEvent[];
  /** Every SIP message the PBX received, as text, oldest first. */
  messages(): readonly string[];
  on(listener: (event: PbxEvent) => void): () => void;
  /** The next event of this type from now on that fits. */
  waitFor<T extends PbxEventType>(
    type: T,
    fits?: (event: PbxEventOf<T>) => boolean,
    timeoutMs?: number,
  ): Promise<PbxEventOf<T>>;
  /** Resolves when the extension is registered, at once if it is. */
  registered(user: string, timeoutMs?: number): Promise<void>;
  /** Forgets an extension's registration without telling it. */
  dropRegistration(user: string): Promise<void>;
  /** Sends a request to an extension out of any dialog, e.g. a NOTIFY with a message summary. */
  send(method: string, user: string, headers: Readonly<Record<string, string>>, body?: string): Promise<void>;
  /** Ends it without warning: sockets reset, nothing said. */
  kill(): Promise<void>;
  /** Starts it again on the same ports, its registrations forgotten. */
  restart(): Promise<void>;
  log(): string;
  stop(): Promise<void>;
}
