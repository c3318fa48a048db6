import type { MediaError, MediaEvent, MediaOptions } from '@/utils/phone/media/media-host';

/**
 * A wire between the engine and the page that carries the sound: a runtime port, or anything like it. Messages are plain
 * JSON and arrive in order, or the wire is closed.
 */
export interface MediaLink {
  send(message: MediaMessage): void;
  /** Called for each message from the other end. Set once, before the first message can come. */
  onMessage(listener: (message: MediaMessage) => void): void;
  /** Called once, when the other end is gone. */
  onClose(listener: () => void): void;
}

/** What the engine asks and what the page answers. `ask` numbers a question of the engine. */
export type MediaMessage =
  | { type: 'open'; ask: number; session: string; callId: string; options: MediaOptions }
  | { type: 'offer'; ask: number; session: string; hold: boolean; iceRestart: boolean }
  | { type: 'answer'; ask: number; session: string; sdp: string; hold: boolean }
  | { type: 'remote-answer'; ask: number; session: string; sdp: string; early: boolean }
  | { type: 'rollback'; ask: number; session: string }
  | { type: 'devices'; ask: number; session: string; audio: MediaOptions['audio'] }
  | { type: 'mute'; session: string; muted: boolean }
  | { type: 'dtmf'; session: string; tone: string }
  | { type: 'bridge'; session: string; other: string | null }
  | { type: 'close'; session: string }
  | { type: 'done'; ask: number; sdp?: string }
  | { type: 'failed'; ask: number; kind: MediaError['kind']; message: string }
  | { type: 'event'; session: string; event: MediaEvent };
