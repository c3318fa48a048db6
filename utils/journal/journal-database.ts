import { salvage, takeOver } from '@/utils/journal/salvage';
import { takenBack as asTakenBack } from '@/utils/journal/journal-copy';
import { requested } from '@/utils/platform/database';
import { type DatabaseCopy, joinCopy } from '@/utils/platform/database-copy';

/** Tables of the journal. */
export const CALLS = 'calls';
export const OUTBOX = 'outbox';
export const META = 'meta';
const TABLES = [CALLS, OUTBOX, META];

/** Why the journal cannot be kept on disk. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly kind: 'newer-version' | 'unavailable' | 'full';

  constructor(kind: JournalError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Each migration lifts the database by one version and must not change once released. Half-way killed upgrades are
 * undone by IndexedDB itself: an upgrade is one transaction.
 */
const MIGRATIONS: ((database: IDBDatabase, upgrade: IDBTransaction) => void)[] = [
  (database) => {
    const calls = database.createObjectStore(CALLS, { keyPath: 'id' });
    calls.createIndex('seq', 'seq');
    calls.createIndex('closed', 'closed');
    const outbox = database.createObjectStore(OUTBOX, { keyPath: 'id' });
    outbox.createIndex('state', 'state');
    database.createObjectStore(META);
  },
];

/** Generations a damaged journal may leave behind before we give up. */
const MOST_GENERATIONS = 20;

/** An open journal. */
export interface JournalDatabase {
  database: IDBDatabase;
  name: string;
  /** Names of damaged databases that were set aside, untouched. */
  quarantined: string[];
  /** Calls that could still be read there and go on in the new one. */
  rescued: number;
  /** The browser found its storage damaged and emptied it before we could read anything. */
  emptied: boolean;
  /** A second journal that every write is repeated in, where there is one. */
  copy: DatabaseCopy | null;
  /** Rows that were missing here and came back from the copy. */
  takenBack: number;
}

/**
 * Opens the journal. A database that cannot be opened or read is set aside untouched, and a new generation (`name-2`, …)
 * takes over with its copy, or with what can still be read of it: a damaged disk must not stop the phone. One of a newer version
 * of the product is refused, never changed.
 *
 * @param copies where the copy is kept (`openCopyBucket`).
 * @throws JournalError `newer-version`, or `unavailable` when not even a new one can be made.
 */
export async function openJournalDatabase(
  factory: IDBFactory,
  name = 'switchhook-journal',
  copies: IDBFactory | null = null,
): Promise<JournalDatabase> {
  const quarantined: string[] = [];
  for (let generation = await latestGeneration(factory, name); generation <= MOST_GENERATIONS; generation++) {
    const full = generation === 1 ? name : `${name}-${generation}`;
    try {
      const { database, emptied } = await open(factory, full);
      const join = () => joinWith(copies, name, database);
      let joined = await join();
      const { takenBack } = joined;
      const rescued = takenBack > 0 ? 0 : await rescue(factory, quarantined, database);
      if (quarantined.length > 0) joined = await join();
      return { database, name: full, quarantined, rescued, emptied, takenBack, copy: joined.copy };
    } catch (error) {
      if (error instanceof DOMException && error.name === 'VersionError')
        throw new JournalError(
          'newer-version',
          'The call journal was written by a newer version. Update the extension; until then calls are kept in memory only.',
        );
      quarantined.push(full);
    }
  }
  throw new JournalError(
    'unavailable',
    'The browser cannot open its storage. Calls are kept in memory only.',
  );
}

/** Joins a journal with its copy, where there can be one: it is the second chance, and its trouble must not cost the first. */
async function joinWith(
  copies: IDBFactory | null,
  name: string,
  database: IDBDatabase,
): Promise<{ copy: DatabaseCopy | null; takenBack: number }> {
  if (!copies) return { copy: null, takenBack: 0 };
  try {
    const { database: copy } = await open(copies, name);
    const drop = () => requested(copies.deleteDatabase(name));
    return await joinCopy({ database, copy, tables: TABLES, stampTable: META, drop }, asTakenBack);
  } catch {
    return { copy: null, takenBack: 0 };
  }
}

/** A generation is never left again: two journals at once would be two truths. */
async function latestGeneration(factory: IDBFactory, name: string): Promise<number> {
  const there = await factory.databases().catch(() => []);
  const generations = there.map((one) =>
    Number(one.name?.startsWith(`${name}-`) && one.name.slice(name.length + 1)),
  );
  return Math.max(1, ...generations.filter((number) => Number.isInteger(number)));
}

async function rescue(factory: IDBFactory, damaged: readonly string[], into: IDBDatabase): Promise<number> {
  let rescued = 0;
  for (const name of damaged)
    // What cannot be read at all stays where it is.
    rescued += await salvage(factory, name).then(
      (rows) => takeOver(into, rows),
      () => 0,
    );
  return rescued;
}

/** Whether every table answers: damage deep in a file shows only when it is read. */
async function expectReadable(database: IDBDatabase): Promise<void> {
  const transaction = database.transaction([CALLS, OUTBOX], 'readonly');
  await Promise.all([CALLS, OUTBOX].map((table) => requested(transaction.objectStore(table).getAll())));
}

function open(factory: IDBFactory, name: string): Promise<{ database: IDBDatabase; emptied: boolean }> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, MIGRATIONS.length);
    let emptied = false;
    request.addEventListener('upgradeneeded', (event) => {
      // Chromium alone says so.
      emptied = (event as IDBVersionChangeEvent & { dataLoss?: string }).dataLoss === 'total';
      for (const migrate of MIGRATIONS.slice(event.oldVersion)) migrate(request.result, request.transaction!);
    });
    request.addEventListener('success', () => {
      const database = request.result;
      // A newer version wants to upgrade, or the user deletes all data: never stand in the way.
      database.addEventListener('versionchange', () => database.close());
      const missing = TABLES.filter((table) => !database.objectStoreNames.contains(table));
      const giveUp = (error: unknown) => {
        database.close();
        reject(
          error instanceof Error ? error : new JournalError('unavailable', 'The journal cannot be read.'),
        );
      };
      if (missing.length > 0)
        return giveUp(new JournalError('unavailable', `Tables are missing: ${missing.join(', ')}`));
      expectReadable(database).then(() => resolve({ database, emptied }), giveUp);
    });
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
  });
}

/** Deletes every generation of the journal ("Delete all my data"). */
export async function deleteJournalDatabases(
  factory: IDBFactory,
  name = 'switchhook-journal',
): Promise<void> {
  const there = await factory.databases();
  const ours = there.flatMap((one) =>
    one.name === name || one.name?.startsWith(`${name}-`) ? [one.name] : [],
  );
  await Promise.all(
    ours.map(
      (one) =>
        new Promise<void>((resolve, reject) => {
          const request = factory.deleteDatabase(one);
          request.addEventListener('success', () => resolve());
          request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
        }),
    ),
  );
}
