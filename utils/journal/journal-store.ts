import { CALLS, JournalError, META, OUTBOX, type JournalDatabase } from '@/utils/journal/journal-database';
import type { JournalRow, OutboxRow } from '@/utils/journal/journal-row';
import { apply, type Change, newStamp } from '@/utils/platform/database-copy';

/** What a transaction may do. All of it is written, or nothing. */
export interface Tables {
  call(id: string): Promise<JournalRow | undefined>;
  putCall(row: JournalRow): void;
  deleteCall(id: string): void;
  outbox(id: string): Promise<OutboxRow | undefined>;
  putOutbox(row: OutboxRow): void;
  deleteOutbox(id: string): void;
  putMeta(key: string, value: unknown): void;
  /** The next number of an order that no clock can disturb. */
  nextSeq(): Promise<number>;
}

/** The journal on disk. Rejects with `JournalError` (`full` when the disk is), or IndexedDB's own error. */
export interface JournalStore {
  /** Runs a task in one strict transaction over all tables. The task may await nothing but the tables. */
  write<T>(task: (tables: Tables) => Promise<T> | T): Promise<T>;
  call(id: string): Promise<JournalRow | undefined>;
  /** Calls not closed yet. */
  openCalls(): Promise<JournalRow[]>;
  /** Newest first, at most `limit`, of those before `beforeSeq`. */
  calls(limit: number, beforeSeq?: number): Promise<JournalRow[]>;
  /** All rows that are not done, oldest first. */
  outbox(): Promise<OutboxRow[]>;
  outboxRow(id: string): Promise<OutboxRow | undefined>;
  getMeta<T>(key: string): Promise<T | undefined>;
  setMeta(key: string, value: unknown): Promise<void>;
  close(): void;
}

type Opened = Pick<JournalDatabase, 'database' | 'copy'>;

/**
 * See `JournalStore`. Every write is `durability: 'strict'`: it survives a power cut once it resolved. It is repeated in the copy
 * before the next one begins, so that a browser killed at any instant tears one of the two at most.
 *
 * @param opened the open journal.
 * @param reopen opens it again when the browser closed it under us (data cleared, disk trouble).
 */
export function createJournalStore(opened: Opened, reopen?: () => Promise<Opened>): JournalStore {
  let { database, copy } = opened;
  let lastWrite: Promise<unknown> = Promise.resolve();

  /** Begins a transaction, on a connection opened anew if the one we had is gone. */
  async function begin(tables: string[], mode: 'readonly' | 'readwrite'): Promise<IDBTransaction> {
    const start = () => database.transaction(tables, mode, { durability: 'strict' });
    try {
      return start();
    } catch (error) {
      if (!reopen || !(error instanceof DOMException) || error.name !== 'InvalidStateError')
        throw readable(error);
      ({ database, copy } = await reopen());
      return start();
    }
  }

  async function read<T>(table: string, task: (store: IDBObjectStore) => Promise<T>): Promise<T> {
    // The transaction must be used in the same turn it is given, so nothing is awaited in between.
    return begin([table], 'readonly').then((transaction) => task(transaction.objectStore(table)));
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = lastWrite.then(work);
    lastWrite = turn.catch(() => undefined);
    return turn;
  }

  async function writeNow<T>(task: (tables: Tables) => Promise<T> | T): Promise<T> {
    const transaction = await begin([CALLS, OUTBOX, META], 'readwrite');
    const done = completed(transaction);
    const changes: Change[] = [];
    const change = (one: Change) => {
      apply(transaction, [one]);
      changes.push(one);
    };
    try {
      const result = await task(tablesOf(transaction, change));
      change(newStamp(META));
      await done;
      await copy?.repeat(changes);
      return result;
    } catch (error) {
      // An abort makes `done` reject as well; the first error is the one that tells.
      done.catch(() => undefined);
      try {
        transaction.abort();
      } catch {
        // It had failed by itself already.
      }
      throw readable(error);
    }
  }

  return {
    write: (task) => inTurn(() => writeNow(task)),
    call: (id) => read(CALLS, (store) => result<JournalRow | undefined>(store.get(id))),
    openCalls: () => read(CALLS, (store) => result<JournalRow[]>(store.index('closed').getAll(0))),
    calls: (limit, beforeSeq) =>
      read(CALLS, (store) =>
        newest(
          store.index('seq'),
          limit,
          beforeSeq === undefined ? null : IDBKeyRange.upperBound(beforeSeq, true),
        ),
      ),
    outbox: () =>
      read(OUTBOX, async (store) => {
        const states: OutboxRow['state'][] = ['ready', 'leased', 'unknown', 'attention'];
        const rows = await Promise.all(
          states.map((state) => result<OutboxRow[]>(store.index('state').getAll(state))),
        );
        return rows.flat().sort((a, b) => a.seq - b.seq);
      }),
    outboxRow: (id) => read(OUTBOX, (store) => result<OutboxRow | undefined>(store.get(id))),
    getMeta: <T>(key: string) => read(META, (store) => result<T | undefined>(store.get(key))),
    setMeta: (key, value) => inTurn(() => writeNow((tables) => tables.putMeta(key, value))),
    close: () => database.close(),
  };
}

function tablesOf(transaction: IDBTransaction, change: (one: Change) => void): Tables {
  const stored = <T>(table: string, key: string) =>
    result<T | undefined>(transaction.objectStore(table).get(key));
  return {
    call: (id) => stored<JournalRow>(CALLS, id),
    putCall: (row) => change({ table: CALLS, key: row.id, value: row }),
    deleteCall: (id) => change({ table: CALLS, key: id }),
    outbox: (id) => stored<OutboxRow>(OUTBOX, id),
    putOutbox: (row) => change({ table: OUTBOX, key: row.id, value: row }),
    deleteOutbox: (id) => change({ table: OUTBOX, key: id }),
    putMeta: (key, value) => change({ table: META, key, value }),
    async nextSeq() {
      const next = ((await stored<number>(META, 'seq')) ?? 0) + 1;
      change({ table: META, key: 'seq', value: next });
      return next;
    },
  };
}

function result<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T));
    request.addEventListener('error', () => reject(readable(request.error)));
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(readable(transaction.error)));
  });
}

function newest(index: IDBIndex, limit: number, range: IDBKeyRange | null): Promise<JournalRow[]> {
  return new Promise((resolve, reject) => {
    const rows: JournalRow[] = [];
    const request = index.openCursor(range, 'prev');
    request.addEventListener('error', () => reject(readable(request.error)));
    request.addEventListener('success', () => {
      const cursor = request.result;
      if (!cursor || rows.length >= limit) return resolve(rows);
      rows.push(cursor.value as JournalRow);
      cursor.continue();
    });
  });
}

function readable(error: unknown): Error {
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return new JournalError('full', 'The disk is full. Calls are kept in memory until there is room.');
  return error instanceof Error ? error : new JournalError('unavailable', 'The browser’s storage failed.');
}
