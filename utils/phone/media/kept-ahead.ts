import { type Clock, systemClock } from '@/utils/platform/clock';

interface Kept<T> {
  key: string;
  thing: Promise<T>;
  /** The clock's handle of the time when it is let go. */
  end: unknown;
}

interface KeptAheadOptions<T> {
  keepMs: number;
  letGo: (thing: T) => void;
  clock?: Clock;
}

/**
 * One slow thing that is acquired before it is surely needed. Whoever then asks for it under the same key takes it over;
 * after `keepMs`, or when another is begun, it is let go.
 */
export function createKeptAhead<T>({ keepMs, letGo, clock = systemClock }: KeptAheadOptions<T>) {
  let kept: Kept<T> | null = null;

  function drop(mine: Kept<T>): void {
    if (kept !== mine) return;
    kept = null;
    clock.clearTimeout(mine.end);
    // What could not be acquired needs no letting go.
    mine.thing.then(letGo, () => undefined);
  }

  return {
    /** Begins to acquire. The function returned lets go, unless the thing was taken. */
    begin(key: string, acquire: () => Promise<T>): () => void {
      if (kept) drop(kept);
      const mine: Kept<T> = { key, thing: acquire(), end: clock.setTimeout(() => drop(mine), keepMs) };
      // Only whoever takes it cares why it could not be acquired.
      mine.thing.catch(() => undefined);
      kept = mine;
      return () => drop(mine);
    },
    /** What was begun under this key, from now on the caller's own; null where there is nothing. Rejects as `acquire` does. */
    take(key: string): Promise<T> | null {
      if (!kept) return null;
      const mine = kept;
      if (mine.key !== key) {
        drop(mine);
        return null;
      }
      kept = null;
      clock.clearTimeout(mine.end);
      return mine.thing;
    },
  };
}
