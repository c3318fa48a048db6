import { completed, requested } from '@/utils/platform/database';

/** A row as it is from now on; without a value it is gone. */
export interface Change {
  table: string;
  key: IDBValidKey;
  value?: unknown;
}

/** A second database with the same tables and rows. */
export interface DatabaseCopy {
  /**
   * Repeats what was just written to the first. Never rejects: a copy that cannot follow is given up and deleted, for an old one
   * would bring back what is gone.
   */
  repeat(changes: readonly Change[]): Promise<void>;
}

/** Two databases that are to hold the same. */
export interface Pair {
  database: IDBDatabase;
  copy: IDBDatabase;
  /** All tables of both. */
  tables: readonly string[];
  /** The table with keys of its own that says under `STAMP` which write was the last. */
  stampTable: string;
  /** Deletes the copy. */
  drop: () => Promise<unknown>;
}

/** Two databases with the same value here hold the same rows: each write leaves a new one, here and there. */
export const STAMP = 'stamp';

/** The change that belongs to every write of a database that has a copy. */
export const newStamp = (table: string): Change => ({ table, key: STAMP, value: crypto.randomUUID() });

/** Writes changes within a transaction of either database. */
export function apply(transaction: IDBTransaction, changes: readonly Change[]): void {
  for (const { table, key, value } of changes) {
    const store = transaction.objectStore(table);
    if (value === undefined) store.delete(key);
    else if (store.keyPath === null) store.put(value, key);
    else store.put(value);
  }
}

/**
 * Makes both hold the same: an empty database is filled from its copy, else the copy follows the database.
 *
 * @param back what a row of the copy becomes when it is taken back.
 * @returns how many rows were taken back.
 */
export async function joinCopy(
  pair: Pair,
  back: (table: string, row: unknown) => unknown = (_, row) => row,
): Promise<{ copy: DatabaseCopy; takenBack: number }> {
  const { database, copy, tables, stampTable } = pair;
  const stampOf = (one: IDBDatabase) =>
    requested<unknown>(one.transaction(stampTable).objectStore(stampTable).get(STAMP));
  let takenBack = 0;
  if (await isEmpty(database.transaction(tables), tables)) {
    const rows = await allRows(copy, tables, back);
    takenBack = await replace(database, tables, rows, (writing) => isEmpty(writing, tables));
  } else {
    const [stamp, stampOfCopy] = await Promise.all([stampOf(database), stampOf(copy)]);
    if (stamp === undefined || stamp !== stampOfCopy)
      await replace(copy, tables, await allRows(database, tables), async () => true);
  }
  return { copy: createDatabaseCopy(pair), takenBack };
}

function createDatabaseCopy({ copy, tables, drop }: Pair): DatabaseCopy {
  let isGivenUp = false;
  return {
    async repeat(changes) {
      if (isGivenUp) return;
      try {
        // Against a power cut the first database is written `strict`; this one need only outlive the browser.
        const transaction = copy.transaction(tables, 'readwrite', { durability: 'relaxed' });
        const done = completed(transaction);
        apply(transaction, changes);
        await done;
      } catch {
        isGivenUp = true;
        copy.close();
        await drop().catch(() => undefined);
      }
    },
  };
}

async function isEmpty(transaction: IDBTransaction, tables: readonly string[]): Promise<boolean> {
  const counts = await Promise.all(tables.map((table) => requested(transaction.objectStore(table).count())));
  return counts.every((count) => count === 0);
}

async function allRows(
  database: IDBDatabase,
  tables: readonly string[],
  become: (table: string, row: unknown) => unknown = (_, row) => row,
): Promise<Change[]> {
  const reading = database.transaction(tables);
  const rows = await Promise.all(
    tables.map(async (table): Promise<Change[]> => {
      const store = reading.objectStore(table);
      const [keys, values] = await Promise.all([
        requested(store.getAllKeys()),
        requested<unknown[]>(store.getAll()),
      ]);
      return keys.map((key, index) => ({ table, key, value: become(table, values[index]) }));
    }),
  );
  return rows.flat();
}

/** Puts rows in the place of all that is there, in one transaction, unless another context was faster. */
async function replace(
  database: IDBDatabase,
  tables: readonly string[],
  rows: readonly Change[],
  may: (writing: IDBTransaction) => Promise<boolean>,
): Promise<number> {
  const writing = database.transaction(tables, 'readwrite', { durability: 'strict' });
  const done = completed(writing);
  const isWanted = await may(writing);
  if (isWanted) {
    for (const table of tables) writing.objectStore(table).clear();
    apply(writing, rows);
  }
  await done;
  return isWanted ? rows.length : 0;
}
