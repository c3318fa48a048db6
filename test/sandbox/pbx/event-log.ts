import type { PbxEvent, PbxEventOf, PbxEventType } from './pbx-sandbox.ts';

/** Keeps the events of a PBX and lets callers wait for them. */
export interface EventLog {
  readonly events: PbxEvent[];
  add(event: PbxEvent): void;
  on(listener: (event: PbxEvent) => void): () => void;
  waitFor<T extends PbxEventType>(
    type: T,
    fits?: (event: PbxEventOf<T>) => boolean,
    timeoutMs?: number,
  ): Promise<PbxEventOf<T>>;
  /** Whether the last thing heard of the extension is that it registered. */
  isRegistered(user: string): boolean;
  registered(user: string, timeoutMs?: number): Promise<void>;
}

export function createEventLog(): EventLog {
  const events: PbxEvent[] = [];
  const listeners = new Set<(event: PbxEvent) => void>();
  const log: EventLog = {
    events,
    add(event) {
      events.push(event);
      for (const listener of listeners) listener(event);
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    waitFor: (type, fits = () => true, timeoutMs = 15_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          forget();
          const seen = events.slice(-12).map((event) => JSON.stringify(event));
          reject(new Error(`No "${type}" event in ${timeoutMs} ms. The last ones:\n${seen.join('\n')}`));
        }, timeoutMs);
        const forget = log.on((event) => {
          const candidate = event as PbxEventOf<typeof type>;
          if (event.type !== type || !fits(candidate)) return;
          clearTimeout(timer);
          forget();
          resolve(candidate);
        });
      }),
    isRegistered(user) {
      const last = events.findLast(
        (event) => (event.type === 'registered' || event.type === 'unregistered') && event.user === user,
      );
      return last?.type === 'registered';
    },
    async registered(user, timeoutMs) {
      if (!log.isRegistered(user)) await log.waitFor('registered', (event) => event.user === user, timeoutMs);
    },
  };
  return log;
}
