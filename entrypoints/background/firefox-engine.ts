import { initialState } from '@/utils/engine/initial-state';
import { startEngine } from '@/utils/engine/start-engine';
import { mayCallEngine } from '@/utils/messaging/access';
import type { EngineApi, ShellApi } from '@/utils/messaging/apis';
import { acceptMediaLink } from '@/utils/messaging/media-port';
import { serve } from '@/utils/messaging/rpc';
import { serveState } from '@/utils/messaging/state-stream';
import { createRemoteMediaHost } from '@/utils/phone/media/remote-media-host';
import { browserMedia } from '@/utils/phone/media/browser-media';
import type { MediaKeysPort } from '@/utils/phone/headset/media-keys';
import { createTonePlayer } from '@/utils/phone/media/tones';
import { openCopyBucket } from '@/utils/platform/copy-bucket';

/**
 * Firefox's host of the engine: the persistent background page. It is always refused the microphone, so sound lives in the
 * call window and is reached over a port; ring tones need no microphone and play here, with every window closed.
 */
export function hostEngine(shell: ShellApi): Promise<EngineApi> {
  const publish = serveState(initialState());
  const engine = startEngine({
    shell,
    media: createRemoteMediaHost(acceptMediaLink(() => shell.openCallWindow({ focus: true }))),
    tones: createTonePlayer(browserMedia),
    // Firefox has no WebHID.
    buttons: { mediaSession: navigator.mediaSession as MediaKeysPort | undefined },
    publish,
    databases: indexedDB,
    copies: openCopyBucket(navigator),
    fetch: (...request) => fetch(...request),
    locks: navigator.locks,
  });
  serve('engine', engine, mayCallEngine);
  return engine;
}
