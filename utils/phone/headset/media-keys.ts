import type { ButtonAction, CallView } from '@/utils/phone/headset/call-view';

/** The part of `navigator.mediaSession` used here; browsers lack some of its methods and actions. */
export interface MediaKeysPort {
  setActionHandler(action: string, handler: (() => void) | null): void;
  setMicrophoneActive?(active: boolean): unknown;
  playbackState?: 'none' | 'paused' | 'playing';
}

/** What each key does with the calls as they stand. */
export function mediaKeyActions({ ringing, current, muted }: CallView): Record<string, ButtonAction | null> {
  // While it rings the play key picks up; in a call it is left alone, or a touch of the headset would cut people off.
  const answer: ButtonAction | null =
    ringing !== undefined && current === undefined ? { type: 'answer', callId: ringing } : null;
  return {
    play: answer,
    pause: answer,
    hangup: current === undefined ? null : { type: 'hang-up', callId: current },
    togglemicrophone: current === undefined ? null : { type: 'mute', callId: current, muted: !muted },
  };
}

/** Joins the browser's media keys (Media Session API). Without a call no key is taken, so that music keeps them. */
export function createMediaKeys(
  session: MediaKeysPort,
  onAction: (action: ButtonAction) => void,
): { show(view: CallView): void } {
  return {
    show(view) {
      for (const [key, action] of Object.entries(mediaKeyActions(view))) {
        try {
          session.setActionHandler(key, action && (() => onAction(action)));
        } catch {
          // This browser does not know the key.
        }
      }
      try {
        void session.setMicrophoneActive?.(view.current !== undefined && !view.muted);
        session.playbackState = (view.current ?? view.ringing) ? 'playing' : 'none';
      } catch {
        // Only a hint for the browser's own controls.
      }
    },
  };
}
