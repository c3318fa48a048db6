import type { Clock } from '@/utils/platform/clock';

/** Tells of changes that make it worth looking at the line at once. */
export interface NetworkWatch {
  /** Returns the function that ends it. */
  watch(listener: (change: 'online' | 'offline' | 'woke') => void): () => void;
}

const TICK = 5_000;
/** A tick this late means that the computer slept or the browser was frozen. */
const LATE = 10_000;

/** The browser's events, its connection type where it tells (Wi-Fi to cable), and jumps of the clock. */
export function watchNetwork(clock: Clock): NetworkWatch {
  return {
    watch(listener) {
      const target = globalThis as unknown as Partial<
        Pick<Window, 'addEventListener' | 'removeEventListener'>
      >;
      const { connection } = (globalThis.navigator ?? {}) as { connection?: EventTarget };
      const online = () => listener('online');
      const offline = () => listener('offline');
      let last = clock.now();
      let handle: unknown;
      const tick = () => {
        const now = clock.now();
        if (now - last > TICK + LATE) listener('woke');
        last = now;
        handle = clock.setTimeout(tick, TICK);
      };
      target.addEventListener?.('online', online);
      target.addEventListener?.('offline', offline);
      connection?.addEventListener?.('change', online);
      handle = clock.setTimeout(tick, TICK);
      return () => {
        clock.clearTimeout(handle);
        target.removeEventListener?.('online', online);
        target.removeEventListener?.('offline', offline);
        connection?.removeEventListener?.('change', online);
      };
    },
  };
}
