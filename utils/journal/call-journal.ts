import { callKey } from '@/utils/journal/call-key';
import type { JournalRow, OutboxJob, RowLog } from '@/utils/journal/journal-row';
import { JournalError } from '@/utils/journal/journal-database';
import type { JournalStore, Tables } from '@/utils/journal/journal-store';
import { changeOfLog, isNews } from '@/utils/journal/log-change';
import { amendedOutboxRow, newOutboxRow, type Amendment } from '@/utils/journal/new-outbox-row';
import type { Call } from '@/utils/phone/call';

/** What the call journal needs. */
export interface CallJournalOptions {
  store: JournalStore;
  /** A plain sentence where `store` is no disk. */
  memoryOnly?: string;
  crypto: Pick<Crypto, 'subtle'>;
  owner: string;
  aliveOwners: () => Promise<ReadonlySet<string>>;
  now: () => number;
  /** In [0, 1). */
  random: () => number;
  onChange: () => void;
}

/** What must be written to the CRM for a closed call; null when nothing. */
export type MakeJob = (row: JournalRow) => OutboxJob | null;

/** The calls, as they go. Every method may be called twice; none rejects: what cannot be written now is kept in memory. */
export interface CallJournal {
  /** At the first INVITE, either way, before anybody is told of the call. */
  begin(call: Call): Promise<void>;
  update(call: Call): Promise<void>;
  /** What the user or the lookup added. */
  amend(callId: string, change: Amendment): Promise<void>;
  /** Closes a call and puts its log into the outbox, in one transaction. */
  finish(call: Call, makeJob: MakeJob, account: string): Promise<void>;
  /** A sign of life of all calls of ours, every five seconds while there are any. */
  heartbeat(): Promise<void>;
  /** Closes calls whose engine is gone as interrupted, at the last sign of life. */
  recover(makeJob: MakeJob, account: string): Promise<JournalRow[]>;
  /** Why calls are in memory only, if they are. */
  problem(): string | null;
}

type Change = (tables: Tables) => Promise<void>;

/** See `CallJournal`. */
export function createCallJournal(options: CallJournalOptions): CallJournal {
  const { store, now } = options;
  const live = new Set<string>();
  /** Changes not on disk yet, in order. A full disk leaves them here until there is room. */
  let waiting: Change[] = [];
  let writing: Promise<void> | null = null;
  let trouble: string | null = null;

  /** Resolves when the change is on disk, or has been kept for later because the disk refuses. */
  async function commit(change: Change): Promise<void> {
    waiting.push(change);
    while (waiting.includes(change) && trouble === null) await (writing ??= writeWaiting());
    if (waiting.includes(change)) await (writing ??= writeWaiting());
    options.onChange();
  }

  async function writeWaiting(): Promise<void> {
    try {
      await writeTogether([...waiting]);
      trouble = null;
    } catch (error) {
      trouble = isTrouble(error) ? wordsOf(error) : await writeApart([...waiting]);
    } finally {
      writing = null;
    }
  }

  async function writeTogether(batch: Change[]): Promise<void> {
    await store.write(async (tables) => {
      for (const change of batch) await change(tables);
    });
    waiting = waiting.filter((change) => !batch.includes(change));
  }

  /** One of the changes cannot be written by any disk: the others must not wait for it. */
  async function writeApart(batch: Change[]): Promise<string | null> {
    for (const change of batch)
      try {
        await writeTogether([change]);
      } catch (error) {
        if (isTrouble(error)) return wordsOf(error);
        waiting = waiting.filter((one) => one !== change);
      }
    return null;
  }

  const changeRow =
    (id: string, change: (row: JournalRow) => JournalRow): Change =>
    async (tables) => {
      const row = await tables.call(id);
      if (row) tables.putCall(change(row));
    };

  async function close(
    tables: Tables,
    row: JournalRow,
    makeJob: MakeJob,
    account: string,
  ): Promise<JournalRow> {
    const job = jobFor(row, makeJob);
    const log: RowLog =
      job === undefined
        ? { state: 'attention', message: 'This call could not be made ready for the CRM. Log it by hand.' }
        : { state: job ? 'waiting' : 'off' };
    const closed: JournalRow = { ...row, closed: 1, log };
    tables.putCall(closed);
    if (job && !(await tables.outbox(row.id)))
      tables.putOutbox(newOutboxRow(closed, job, { account, now: now(), random: options.random() }));
    return closed;
  }

  return {
    async begin(call) {
      live.add(call.id);
      const key = await callKey(call, options.crypto);
      await commit(async (tables) => {
        // Asked for together: the call waits for both. A number that is not used leaves a gap, and nothing else.
        const [known, seq] = await Promise.all([tables.call(call.id), tables.nextSeq()]);
        if (!known) tables.putCall(newRow(call, { key, owner: options.owner, seq, at: now() }));
      });
    },
    async update(call) {
      const key = await callKey(call, options.crypto);
      await commit(changeRow(call.id, (row) => (row.closed ? row : seen(row, call, key, now()))));
    },
    amend: (callId, change) =>
      commit(async (tables) => {
        const row = await tables.call(callId);
        if (!row) return;
        const owed = await tables.outbox(callId);
        tables.putCall({ ...row, ...change });
        // What is typed after hanging up gets into a log that has not left yet, or changes the one that has.
        if (owed && owed.state !== 'leased') tables.putOutbox(amendedOutboxRow(owed, change));
        if (owed || !isNews(row, change)) return;
        const later = changeOfLog(row, change, now());
        if (!later) return;
        tables.putOutbox(later);
        tables.putCall({ ...row, ...change, log: { ...row.log, state: 'waiting', message: undefined } });
      }),
    async finish(call, makeJob, account) {
      live.delete(call.id);
      const key = await callKey(call, options.crypto);
      await commit(async (tables) => {
        const row = await tables.call(call.id);
        if (row?.closed) return;
        const known =
          row ?? newRow(call, { key, owner: options.owner, seq: await tables.nextSeq(), at: now() });
        await close(tables, seen(known, call, key, now()), makeJob, account);
      });
    },
    async heartbeat() {
      const at = now();
      if (live.size === 0 && waiting.length === 0) return;
      await commit(async (tables) => {
        for (const id of live) {
          const row = await tables.call(id);
          if (row && !row.closed) tables.putCall({ ...row, heartbeatAt: at });
        }
      });
    },
    async recover(makeJob, account) {
      const alive = await options.aliveOwners();
      const dead = (await store.openCalls().catch(() => [])).filter(
        (row) => !live.has(row.id) && (row.owner === options.owner || !alive.has(row.owner)),
      );
      const recovered: JournalRow[] = [];
      for (const { id } of dead)
        await commit(async (tables) => {
          const row = await tables.call(id);
          if (!row || row.closed) return;
          recovered.push(await close(tables, interrupted(row), makeJob, account));
        });
      return recovered;
    },
    problem: () => trouble ?? options.memoryOnly ?? null,
  };
}

/** Undefined where the rules themselves failed: the call is kept all the same. */
function jobFor(row: JournalRow, makeJob: MakeJob): OutboxJob | null | undefined {
  try {
    return makeJob(row);
  } catch {
    return undefined;
  }
}

/** Whether the disk is to blame, not what was to be written. */
function isTrouble(error: unknown): error is Error {
  return error instanceof JournalError || (error instanceof DOMException && error.name !== 'DataCloneError');
}

/** A browser's own words for its storage's trouble are for programmers. */
function wordsOf(error: Error): string {
  return error instanceof JournalError
    ? error.message
    : 'The browser’s storage takes nothing at the moment. Calls are kept in memory until it does.';
}

function newRow(call: Call, more: { key: string; owner: string; seq: number; at: number }): JournalRow {
  return {
    id: call.id,
    seq: more.seq,
    key: more.key,
    owner: more.owner,
    call,
    phases: [{ phase: call.phase, at: more.at }],
    heartbeatAt: more.at,
    closed: 0,
    name: '',
    note: '',
    log: { state: 'off' },
  };
}

function seen(row: JournalRow, call: Call, key: string, at: number): JournalRow {
  const changed = row.call.phase !== call.phase;
  return {
    ...row,
    call,
    key,
    heartbeatAt: at,
    phases: changed ? [...row.phases, { phase: call.phase, at }] : row.phases,
  };
}

/** Nobody saw the end: the last sign of life is the end we can answer for, at most one heart-beat early. */
function interrupted(row: JournalRow): JournalRow {
  if (row.call.phase === 'ended') return row;
  const endedAt = Math.max(row.heartbeatAt, row.call.answeredAt ?? 0, row.call.startedAt);
  return {
    ...row,
    call: { ...row.call, phase: 'ended', endedAt, end: { cause: 'interrupted' } },
    phases: [...row.phases, { phase: 'ended', at: endedAt }],
  };
}
