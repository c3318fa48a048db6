import type { Call, CallOrigin } from '@/utils/phone/call';
import type { PhoneStatus } from '@/utils/phone/phone-status';

/** The phone as the engine sees it: line and calls, newest state. */
export interface PhoneSnapshot {
  status: PhoneStatus;
  /** Calls going on, oldest first, and calls that ended within the last seconds. */
  calls: Call[];
}

/** What is dialled. */
export interface DialRequest {
  /** E.164, digits, an extension, or a feature code. */
  number: string;
  /** Extension behind the number, sent as DTMF after the answer. */
  ext?: string;
  origin?: CallOrigin;
}

/** A request the phone cannot carry out; `message` is a plain sentence. */
export class PhoneError extends Error {
  override readonly name = 'PhoneError';
  readonly kind:
    'no-line' | 'no-such-call' | 'not-now' | 'not-a-number' | 'too-many-calls' | 'no-microphone' | 'refused';
  constructor(kind: PhoneError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * The phone. Every method is safe to repeat: a second answer, hang-up or mute of the same call changes nothing.
 * Methods reject with `PhoneError`; what happens afterwards arrives as snapshots.
 */
export interface PhoneService {
  readonly snapshot: PhoneSnapshot;
  /** Called after every change, with the new snapshot. Returns the function that ends it. */
  subscribe(listener: (snapshot: PhoneSnapshot) => void): () => void;
  /** Starts a call and returns its id at once; the INVITE follows. */
  dial(request: DialRequest): Promise<string>;
  /**
   * Opens the microphone and makes the offer of a call that is about to be dialled, if one can be dialled now. The next `dial`
   * takes them over; the function returned, or a second or so, lets them go.
   */
  prepare(): () => void;
  answer(callId: string): Promise<void>;
  /** Refuses an incoming call with 486 (or 603). */
  decline(callId: string): Promise<void>;
  /** Ends a call in whatever state it is: CANCEL, BYE or a refusal. */
  hangUp(callId: string): Promise<void>;
  setMuted(callId: string, muted: boolean): Promise<void>;
  setHeld(callId: string, held: boolean): Promise<void>;
  /** Tones from `0-9*#A-D`. */
  sendDtmf(callId: string, tones: string): Promise<void>;
  /** Blind transfer (REFER). */
  transfer(callId: string, number: string): Promise<void>;
  /** Attended transfer: joins the two parties and leaves. */
  transferTo(callId: string, otherCallId: string): Promise<void>;
  /** Three-way conference of two calls, mixed here; `on: false` parts them again. */
  conference(callId: string, otherCallId: string, on: boolean): Promise<void>;
  setDoNotDisturb(on: boolean): Promise<void>;
  /** The microphone was allowed: goes on with what was dialled before. */
  microphoneReady(): Promise<void>;
  /** Connects and registers now, whatever the back-off says. */
  reconnect(): Promise<void>;
  /** Ends everything: BYE, unregister, close. */
  stop(): Promise<void>;
}
