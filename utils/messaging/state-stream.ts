import { browser, type Browser } from 'wxt/browser';
import type { AppState } from '@/utils/messaging/app-state';
import { senderKind } from '@/utils/messaging/sender';
import { applyMessage, diffState, type Held, type StateMessage } from '@/utils/messaging/state-patch';

/** Name of the ports on which pages follow the engine's state. */
const PORT = 'engine';

/**
 * Publishes the engine's state to every extension page that connects: a snapshot on connect, then patches.
 * Content scripts and strangers are hung up on.
 */
export function serveState(initial: AppState): (state: AppState) => void {
  const ports = new Set<Browser.runtime.Port>();
  let seq = 0;
  let current = initial;

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PORT) return;
    if (!port.sender || senderKind(port.sender) !== 'page') {
      port.disconnect();
      return;
    }
    ports.add(port);
    port.onDisconnect.addListener(() => ports.delete(port));
    port.postMessage({ seq, snapshot: current } satisfies StateMessage<AppState>);
  });

  return (state) => {
    const patch = diffState(current, state);
    current = state;
    if (!patch) return;
    seq += 1;
    for (const port of ports) port.postMessage({ seq, patch } satisfies StateMessage<AppState>);
  };
}

/**
 * Follows the engine's state from a page, for as long as the page lives: `onState(null)` while the engine is away.
 * Reconnects by itself; `ensureEngine` asks the shell to start it first. Nobody is asked before the first try: the engine nearly
 * always runs, and a call window waits for the number it shows.
 */
export function followState(
  onState: (state: AppState | null) => void,
  ensureEngine: () => Promise<void>,
  signal: AbortSignal,
): void {
  let failures = 0;

  function connect(): void {
    if (signal.aborted) return;
    let held: Held<AppState> | null = null;
    const port = browser.runtime.connect({ name: PORT });
    const stop = () => port.disconnect();
    signal.addEventListener('abort', stop, { once: true });
    const again = () => {
      signal.removeEventListener('abort', stop);
      onState(null);
      failures += 1;
      setTimeout(() => void revive(), failures === 1 ? 0 : Math.min(2_000, 50 * 2 ** failures));
    };
    port.onMessage.addListener((message: StateMessage<AppState>) => {
      held = applyMessage(held, message);
      if (!held) {
        port.disconnect();
        again();
        return;
      }
      failures = 0;
      onState(held.state);
    });
    port.onDisconnect.addListener(again);
  }

  async function revive(): Promise<void> {
    if (signal.aborted) return;
    try {
      await ensureEngine();
    } catch {
      // The port fails too, and the next try comes after a pause.
    }
    connect();
  }

  connect();
}
