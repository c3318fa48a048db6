import { initialState } from '@/utils/engine/initial-state';
import { startEngine } from '@/utils/engine/start-engine';
import { mayCallEngine } from '@/utils/messaging/access';
import type { ShellApi } from '@/utils/messaging/apis';
import { remote, serve } from '@/utils/messaging/rpc';
import { serveState } from '@/utils/messaging/state-stream';
import { chromiumMedia } from '@/utils/phone/media/chromium-media';
import { createLocalMediaHost } from '@/utils/phone/media/local-media-host';
import { browserMedia } from '@/utils/phone/media/browser-media';
import type { MediaKeysPort } from '@/utils/phone/headset/media-keys';
import { webHid } from '@/utils/phone/headset/web-hid';
import { createTonePlayer } from '@/utils/phone/media/tones';
import { openCopyBucket } from '@/utils/platform/copy-bucket';

/** Chrome's host of the engine. Listeners are attached in this first turn; what comes before the engine stands waits for it. */
const publish = serveState(initialState());
const engine = startEngine({
  // A worker that is stopped while it answers is asked again: the message itself starts it.
  shell: remote<ShellApi>('shell', async () => {}),
  // An offscreen document is never asked for the microphone: a page in a tab does that.
  media: createLocalMediaHost({ browser: chromiumMedia, canPrompt: false }),
  tones: createTonePlayer(browserMedia),
  buttons: { hid: webHid(navigator), mediaSession: navigator.mediaSession as MediaKeysPort | undefined },
  publish,
  databases: indexedDB,
  copies: openCopyBucket(navigator),
  fetch: (...request) => fetch(...request),
  locks: navigator.locks,
});
serve('engine', engine, mayCallEngine);
