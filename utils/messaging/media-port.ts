import { browser, type Browser } from 'wxt/browser';
import type { MediaLink, MediaMessage } from '@/utils/phone/media/media-link';
import { senderKind } from '@/utils/messaging/sender';

/** Name of the port between the engine and the page that carries sound (Firefox: the call window). */
const PORT = 'media';

function lineOf(port: Browser.runtime.Port): MediaLink {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener((message: MediaMessage) => listener(message)),
    onClose: (listener) => port.onDisconnect.addListener(() => listener()),
  };
}

/**
 * The engine's end. Resolves with the line to the open call window; opens the window if there is none and waits until it
 * has connected. Rejects when the window does not come within the time (milliseconds).
 */
export function acceptMediaLink(
  openWindow: () => Promise<void>,
  timeoutMs = 15_000,
): () => Promise<MediaLink> {
  let line: MediaLink | null = null;
  const waiting = new Set<(line: MediaLink) => void>();

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PORT) return;
    if (!port.sender || senderKind(port.sender) !== 'page') {
      port.disconnect();
      return;
    }
    const next = lineOf(port);
    line = next;
    next.onClose(() => {
      if (line === next) line = null;
    });
    for (const resolve of waiting) resolve(next);
    waiting.clear();
  });

  return async () => {
    // Firefox gives the microphone only to a window in front.
    await openWindow();
    if (line) return line;
    return new Promise<MediaLink>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(take);
        reject(new Error('The call window did not open.'));
      }, timeoutMs);
      const take = (next: MediaLink) => {
        clearTimeout(timer);
        resolve(next);
      };
      waiting.add(take);
    });
  };
}

/** The call window's end. */
export function connectMediaLink(): MediaLink {
  return lineOf(browser.runtime.connect({ name: PORT }));
}
