import type { JournalRow, OutboxRow } from '@/utils/journal/journal-row';
import type { JournalStore, Tables } from '@/utils/journal/journal-store';

/** A journal for browsers that cannot open their storage: calls work, and are kept until the browser ends. */
export function createMemoryStore(): JournalStore {
  const calls = new Map<string, JournalRow>();
  const outbox = new Map<string, OutboxRow>();
  const meta = new Map<string, unknown>();
  let seq = 0;
  const tables: Tables = {
    call: async (id) => calls.get(id),
    putCall: (row) => void calls.set(row.id, row),
    deleteCall: (id) => void calls.delete(id),
    outbox: async (id) => outbox.get(id),
    putOutbox: (row) => void outbox.set(row.id, row),
    deleteOutbox: (id) => void outbox.delete(id),
    putMeta: (key, value) => void meta.set(key, value),
    nextSeq: async () => ++seq,
  };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    write<T>(task: (tables: Tables) => Promise<T> | T): Promise<T> {
      const next = turn.then(() => task(tables));
      turn = next.catch(() => undefined);
      return next;
    },
    call: tables.call,
    openCalls: async () => [...calls.values()].filter((row) => row.closed === 0),
    calls: async (limit, beforeSeq = Infinity) =>
      [...calls.values()]
        .filter((row) => row.seq < beforeSeq)
        .sort((a, b) => b.seq - a.seq)
        .slice(0, limit),
    outbox: async () =>
      [...outbox.values()].filter((row) => row.state !== 'done').sort((a, b) => a.seq - b.seq),
    outboxRow: tables.outbox,
    getMeta: async <T>(key: string) => meta.get(key) as T | undefined,
    setMeta: async (key, value) => void meta.set(key, value),
    close: () => undefined,
  };
}
