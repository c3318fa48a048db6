import type { Call } from '@/utils/phone/call';
import { type ButtonAction, viewCalls } from '@/utils/phone/headset/call-view';
import { createHeadsets } from '@/utils/phone/headset/headsets';
import { createMediaKeys, type MediaKeysPort } from '@/utils/phone/headset/media-keys';
import type { Hid } from '@/utils/phone/headset/web-hid';

/** Buttons outside the screen: of headsets, and media keys. */
export interface CallButtons {
  /** Shows how calls stand, on lamps and to the browser. */
  show(calls: readonly Call[]): void;
  /** A headset was granted, or taken back. */
  refresh(): Promise<void>;
  /** Set once, before the first press can come. */
  onAction(listener: (action: ButtonAction) => void): void;
}

/** What the browser has of both; either may be missing. */
export interface ButtonSources {
  hid?: Hid;
  mediaSession?: MediaKeysPort;
}

/** Joins whatever buttons there are. */
export function createCallButtons({ hid, mediaSession }: ButtonSources, now: () => number): CallButtons {
  let listener: (action: ButtonAction) => void = () => {};
  const tell = (action: ButtonAction) => listener(action);
  const headsets = hid && createHeadsets(hid, { onAction: tell, now });
  const keys = mediaSession && createMediaKeys(mediaSession, tell);
  return {
    show(calls) {
      const view = viewCalls(calls);
      headsets?.show(view);
      keys?.show(view);
    },
    refresh: async () => headsets?.refresh(),
    onAction(next) {
      listener = next;
    },
  };
}
