import type { Call, CallEnd, CallOrigin, RemoteParty } from '@/utils/phone/call';
import { type Line, type LineCommand, type LineInput, NO_LINE } from '@/utils/phone/line-state';
import type { MediaError, MediaEvent } from '@/utils/phone/media/media-host';
import type { CallSettings } from '@/utils/phone/phone-config';
import type { PhoneStatus, Presence } from '@/utils/phone/phone-status';
import type { SipEvent } from '@/utils/phone/sip-port';

/** A call with what only this phone needs to know about it. */
export interface Leg {
  readonly call: Call;
  /** User part we dial; empty for incoming calls. */
  readonly target: string;
  /** Tones to send after the answer: the extension behind a number. */
  readonly tonesOnAnswer: string;
  /** A media session exists. */
  readonly media: boolean;
  /** ICE lost its path. */
  readonly mediaDown: boolean;
  /** What the far end last agreed to; differs from `call.held` while a re-INVITE is under way or waits. */
  readonly agreedHold: boolean;
  /** The next re-INVITE asks for new ICE credentials. */
  readonly restart: boolean;
  /** The re-INVITE under way. */
  readonly asking: { hold: boolean; iceRestart: boolean } | null;
  /** Refusals in a row of the present wish. */
  readonly refusals: number;
  /** A glare timer runs: no re-INVITE before it fires. */
  readonly glare: boolean;
  /** Packets come no more; nobody says that they should not. */
  readonly silent: boolean;
  /** Repairs in a row that no line or page asked for, and when the last of all was asked for or agreed to. */
  readonly repairs: number;
  readonly repairedAt: number;
  /** Attended transfer: our other call, which goes with this one when it succeeds. */
  readonly joins: string | null;
  /** Incoming: our call that its answer takes the place of (RFC 3891). */
  readonly replaces: string | null;
}

/** Everything the phone decides from. */
export interface PhoneState {
  readonly line: Line;
  readonly calls: readonly Leg[];
  /** Calls that ended while the line was down: the PBX is told as soon as it is back. */
  readonly unsaid: readonly { callId: string; status?: number }[];
  readonly settings: Pick<CallSettings, 'waiting' | 'doNotDisturb'> & { autoAnswer: boolean };
  readonly microphone: PhoneStatus['microphone'];
  readonly voicemail?: { waiting: boolean; count: number };
  /** State of the colleagues watched, by number. */
  readonly presence: Readonly<Record<string, Presence>>;
  /** Other phones are registered for this extension. */
  readonly otherPhones: boolean;
  /** When INVITEs arrived, within the last ten seconds. */
  readonly arrivals: readonly number[];
}

export const NEW_PHONE: PhoneState = {
  line: NO_LINE,
  calls: [],
  unsaid: [],
  settings: { waiting: true, doNotDisturb: false, autoAnswer: false },
  microphone: 'unknown',
  presence: {},
  otherPhones: false,
  arrivals: [],
};

export type CallTimer = 'forget' | 'ring-limit' | 'glare' | 'lost' | 'repair' | 'microphone';

/** What the user asks. */
export type UserInput =
  | {
      type: 'dial';
      callId: string;
      target: string;
      remote: RemoteParty;
      origin?: CallOrigin;
      tonesOnAnswer: string;
    }
  | { type: 'answer'; callId: string }
  | { type: 'decline'; callId: string }
  | { type: 'hang-up'; callId: string }
  | { type: 'mute'; callId: string; muted: boolean }
  | { type: 'hold'; callId: string; held: boolean }
  | { type: 'dtmf'; callId: string; tones: string }
  | { type: 'transfer'; callId: string; target: string }
  | { type: 'transfer-to'; callId: string; otherCallId: string }
  | { type: 'conference'; callId: string; otherCallId: string; on: boolean }
  | { type: 'microphone-ready' }
  | { type: 'settings'; settings: PhoneState['settings'] }
  | { type: 'hang-up-all'; cause: CallEnd['cause'] };

/** What the audio side tells. */
export type MediaInput =
  | { type: 'media-open'; callId: string }
  | { type: 'media-failed'; callId: string; kind: MediaError['kind'] }
  | { type: 'media'; callId: string; event: MediaEvent };

export type PhoneInput =
  UserInput | MediaInput | SipEvent | LineInput | { type: 'call-timer'; timer: CallTimer; callId: string };

/** What the service does for the step. */
export type PhoneCommand =
  | LineCommand
  /** `offers`: an INVITE of ours follows. */
  | { type: 'open-media'; callId: string; offers?: boolean }
  | { type: 'close-media'; callId: string }
  | { type: 'set-muted'; callId: string; muted: boolean }
  | { type: 'bridge'; callId: string; otherCallId: string | null }
  | { type: 'invite'; callId: string; target: string }
  | { type: 'ring'; callId: string }
  | { type: 'accept'; callId: string }
  | { type: 'end'; callId: string; status?: number }
  | { type: 'reinvite'; callId: string; hold: boolean; iceRestart: boolean }
  | { type: 'send-dtmf'; callId: string; tones: string }
  | { type: 'refer'; callId: string; target: string }
  | { type: 'refer-to'; callId: string; otherCallId: string }
  | { type: 'watch' }
  | { type: 'call-wait'; timer: CallTimer; callId: string; ms: number }
  | { type: 'call-unwait'; timer: CallTimer; callId: string };
