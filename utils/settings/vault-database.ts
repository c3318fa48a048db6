import { completed, openDatabase, requested } from '@/utils/platform/database';
import { apply, type Change, type DatabaseCopy, joinCopy, newStamp } from '@/utils/platform/database-copy';

/** The table of the key, and that of what it seals. */
export const KEYS = 'keys';
export const SECRETS = 'secrets';

const NAME = 'switchhook-vault';
const TABLES = [KEYS, SECRETS];

/** Keys and sealed secrets on disk, and once more in a copy. */
export interface VaultDatabase {
  row<T>(table: string, key: string): Promise<T | undefined>;
  keys(table: string): Promise<string[]>;
  /** Writes all changes or none. `changes` may look into the transaction, but await nothing else. */
  write(
    changes: (transaction: IDBTransaction) => Promise<readonly Change[]> | readonly Change[],
  ): Promise<void>;
}

/** See `VaultDatabase`. Opened when it is first needed. */
export function createVaultDatabase(factory: IDBFactory, copies: Promise<IDBFactory | null>): VaultDatabase {
  let opening: ReturnType<typeof openWithCopy> | null = null;
  const opened = () => (opening ??= openWithCopy(factory, copies, () => (opening = null)));
  const store = async (table: string) => (await opened()).database.transaction(table).objectStore(table);

  return {
    row: async <T>(table: string, key: string) =>
      requested((await store(table)).get(key) as IDBRequest<T | undefined>),
    keys: async (table) => (await requested((await store(table)).getAllKeys())) as string[],
    async write(changes) {
      const { database, copy } = await opened();
      const transaction = database.transaction(TABLES, 'readwrite', { durability: 'strict' });
      const done = completed(transaction);
      const all = [...(await changes(transaction)), newStamp(KEYS)];
      apply(transaction, all);
      await done;
      await copy?.repeat(all);
    },
  };
}

async function openWithCopy(
  factory: IDBFactory,
  copies: Promise<IDBFactory | null>,
  closed: () => void,
): Promise<{ database: IDBDatabase; copy: DatabaseCopy | null }> {
  const open = (one: IDBFactory) =>
    openDatabase(one, NAME, 1, (created) => {
      for (const table of TABLES) created.createObjectStore(table);
    });
  const database = await open(factory);
  // The browser closes it when it finds it damaged: the next use opens it anew.
  database.addEventListener('close', closed);
  const there = await copies;
  try {
    if (!there) return { database, copy: null };
    const drop = async () => requested(there.deleteDatabase(NAME));
    const { copy } = await joinCopy({
      database,
      copy: await open(there),
      tables: TABLES,
      stampTable: KEYS,
      drop,
    });
    return { database, copy };
  } catch {
    // The copy is the second chance, not the first.
    return { database, copy: null };
  }
}
