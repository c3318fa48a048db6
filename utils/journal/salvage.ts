import type { JournalRow, OutboxRow } from '@/utils/journal/journal-row';
import { completed, requested } from '@/utils/platform/database';

/** Tables of a damaged journal that hold what cannot be made anew. */
export interface Salvaged {
  calls: JournalRow[];
  outbox: OutboxRow[];
}

/**
 * What can still be read of a damaged journal, row by row: one that cannot be read costs itself, not its neighbours. The
 * damaged database is only read, never changed.
 */
export async function salvage(factory: IDBFactory, name: string): Promise<Salvaged> {
  const database = await requested(factory.open(name));
  try {
    return {
      calls: await rowsOf<JournalRow>(database, 'calls'),
      outbox: await rowsOf<OutboxRow>(database, 'outbox'),
    };
  } finally {
    database.close();
  }
}

async function rowsOf<T>(database: IDBDatabase, table: string): Promise<T[]> {
  if (!database.objectStoreNames.contains(table)) return [];
  const store = () => database.transaction(table, 'readonly').objectStore(table);
  const keys = await requested(store().getAllKeys()).catch(() => []);
  const rows: T[] = [];
  for (const key of keys) {
    const row = (await requested(store().get(key)).catch(() => undefined)) as T | undefined;
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** Puts rescued rows into a journal, beside what is there. Gives how many calls they were. */
export async function takeOver(database: IDBDatabase, { calls, outbox }: Salvaged): Promise<number> {
  if (calls.length === 0 && outbox.length === 0) return 0;
  const transaction = database.transaction(['calls', 'outbox', 'meta'], 'readwrite', {
    durability: 'strict',
  });
  const done = completed(transaction);
  for (const row of calls) transaction.objectStore('calls').put(row);
  for (const row of outbox) transaction.objectStore('outbox').put(row);
  const last = Math.max(0, ...[...calls, ...outbox].map(({ seq }) => seq));
  const meta = transaction.objectStore('meta');
  const seq = (await requested(meta.get('seq') as IDBRequest<number | undefined>)) ?? 0;
  meta.put(Math.max(seq, last), 'seq');
  await done;
  return calls.length;
}
