import { browser, type Browser } from 'wxt/browser';
import { senderKind } from '@/utils/messaging/sender';

/** Name of the port between the engine and the page that carries sound (Firefox: the call window). */
const PORT = 'media';

/** A two-way line of JSON-safe messages to the page that carries sound. */
export interface MediaLine {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

function lineOf(port: Browser.runtime.Port): MediaLine {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener(listener),
    onClose: (listener) => port.onDisconnect.addListener(() => listener()),
  };
}

/**
 * The engine's end. Resolves with the line to the open call window; opens the window if there is none and waits until it
 * has connected. Rejects when the window does not come within the time (milliseconds).
 */
export function acceptMediaLine(
  openWindow: () => Promise<void>,
  timeoutMs = 15_000,
): () => Promise<MediaLine> {
  let line: MediaLine | null = null;
  const waiting = new Set<(line: MediaLine) => void>();

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
    return new Promise<MediaLine>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(take);
        reject(new Error('The call window did not open.'));
      }, timeoutMs);
      const take = (next: MediaLine) => {
        clearTimeout(timer);
        resolve(next);
      };
      waiting.add(take);
    });
  };
}

/** The call window's end. */
export function connectMediaLine(): MediaLine {
  return lineOf(browser.runtime.connect({ name: PORT }));
}
