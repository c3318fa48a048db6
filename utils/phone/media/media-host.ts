import type { CallQuality } from '@/utils/phone/call';
import type { AudioSettings, IceServer } from '@/utils/phone/phone-config';

/** What a media session is made with. */
export interface MediaOptions {
  audio: Pick<
    AudioSettings,
    'input' | 'output' | 'noiseSuppression' | 'echoCancellation' | 'autoGainControl'
  >;
  iceServers: IceServer[];
  /** Only relayed candidates are used and told. */
  relayOnly: boolean;
  /** The call is ours: the first description is an offer, and can be made while the microphone opens. */
  offers?: boolean;
}

/** What a session reports while it lives. */
export type MediaEvent =
  | { type: 'connected' } // ICE and DTLS stand
  | { type: 'disconnected' } // ICE lost its path; a restart may bring it back
  | { type: 'silent' } // packets stopped coming; told once, long before ICE notices
  | { type: 'moved' } // packets stopped coming, and this machine lost an address that they came to
  | { type: 'heard' } // packets come, for the first time or again
  | { type: 'quality'; quality: CallQuality }
  | { type: 'microphone-lost' } // the track ended and no other microphone took its place
  | { type: 'device-changed'; kind: 'input' | 'output' } // moved to the default device
  | { type: 'closed' }; // the page that carried the audio is gone

/** Why there is no audio. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly kind: 'denied' | 'ask' | 'no-device' | 'busy' | 'no-page' | 'failed';
  constructor(kind: MediaError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Sound and its negotiation for one dialog: an `RTCPeerConnection`, a microphone and a loudspeaker. */
export interface MediaSession {
  /** Makes a local offer with candidates gathered (without waiting for slow ones). Rejects with `MediaError`. */
  createOffer(options: { hold: boolean; iceRestart: boolean }): Promise<string>;
  /** Takes the remote offer and makes the answer. */
  createAnswer(remoteSdp: string, options: { hold: boolean }): Promise<string>;
  /**
   * Takes the remote answer. `early`: it came in a provisional response, and the final one may differ (another fork
   * answered).
   */
  setRemoteAnswer(sdp: string, options?: { early: boolean }): Promise<void>;
  /** Back to the last stable description after a refused re-INVITE. */
  rollback(): Promise<void>;
  /** Silence without stopping the track: RTP goes on. */
  setMuted(muted: boolean): void;
  /** RFC 4733 event; false where the far end did not negotiate it. */
  sendDtmf(tone: string): boolean;
  /** Mixes another session's sound into what this one sends, and back (three-way conference). */
  bridge(other: MediaSession | null): void;
  setDevices(audio: MediaOptions['audio']): Promise<void>;
  close(): void;
}

/**
 * Makes media sessions. In Chrome it runs beside the engine in the offscreen document; in Firefox the background page may
 * not have the microphone, so it runs in the call window and is reached over a port. The engine cannot tell them apart.
 */
export interface MediaHost {
  /** Rejects with `MediaError` when no microphone may be used or no page can carry the sound. */
  open(callId: string, options: MediaOptions, onEvent: (event: MediaEvent) => void): Promise<MediaSession>;
  /**
   * Acquires what the next `open` with these options needs, for a second or so, without asking the user for anything; the
   * function returned lets go at once. Absent where it would open a window.
   */
  prepare?(options: MediaOptions): () => void;
}
