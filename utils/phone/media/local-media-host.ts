import { type BrowserMedia, browserMedia } from '@/utils/phone/media/browser-media';
import { MediaError, type MediaHost } from '@/utils/phone/media/media-host';
import { openMicrophone } from '@/utils/phone/media/microphone';
import { createPeerSession, type PeerSession } from '@/utils/phone/media/peer-session';

/**
 * Media in this document. `canPrompt` says whether the browser shows its microphone question here: it does in a visible
 * page, not in an offscreen document, where each silent refusal brings the extension nearer to a temporary block.
 */
export function createLocalMediaHost({
  browser = browserMedia,
  canPrompt,
}: {
  browser?: BrowserMedia;
  canPrompt: boolean;
}): MediaHost {
  const sessions = new Set<PeerSession>();
  let unwatch: (() => void) | null = null;
  let refusedOnce = false;

  return {
    async open(_callId, options, onEvent) {
      if (!canPrompt && refusedOnce && (await browser.microphonePermission()) === 'prompt')
        throw new MediaError('ask', 'Switchhook may not use the microphone yet.');
      const microphone = await openMicrophone(browser, options.audio).catch((error: unknown) => {
        refusedOnce ||= error instanceof MediaError && error.kind === 'ask';
        throw error;
      });
      const session = createPeerSession(browser, microphone, options, onEvent);
      if (!microphone.chosen) onEvent({ type: 'device-changed', kind: 'input' });
      unwatch ??= browser.onDeviceChange(() => sessions.forEach((each) => each.checkDevices()));
      sessions.add(session);
      const { close } = session;
      session.close = () => {
        close();
        sessions.delete(session);
        if (sessions.size > 0) return;
        unwatch?.();
        unwatch = null;
      };
      return session;
    },
  };
}
