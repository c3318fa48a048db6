import type { CrmConnector } from '@/utils/crm/connector';
import { createCallJournal, type CallJournal } from '@/utils/journal/call-journal';
import { matchingCalls, toHistoryItem, type HistoryItem, type HistoryQuery } from '@/utils/journal/history';
import type { OutboxRow } from '@/utils/journal/journal-row';
import type { JournalStore, Tables } from '@/utils/journal/journal-store';
import { edited, retried, type LogEdit } from '@/utils/journal/outbox';
import { createOutboxWorker, type DrainResult } from '@/utils/journal/outbox-worker';
import type { Lock } from '@/utils/platform/lock';

/** What the journal needs. */
export interface JournalOptions {
  store: JournalStore;
  /** A plain sentence where `store` is no disk. */
  memoryOnly?: string;
  crypto: Pick<Crypto, 'subtle'>;
  lock: Lock;
  /** Name of this engine, new at each start. */
  owner: string;
  /** Names of engines that live, such as the holders of a Web Lock. */
  aliveOwners: () => Promise<ReadonlySet<string>>;
  now: () => number;
  /** In [0, 1). */
  random: () => number;
}

/** A log that waits or was refused, as pages show it. */
export interface OutboxItem {
  id: string;
  title: string;
  number: string;
  at: number;
  state: 'ready' | 'sending' | 'unknown' | 'attention';
  message?: string;
  retryAt?: number;
  /** What the user may correct. */
  content: LogEdit;
}

/** Calls, their logs, and what is still owed to the CRM. The engine's only door to this folder. */
export interface Journal extends CallJournal {
  /** Newest first. */
  history(query: HistoryQuery): Promise<HistoryItem[]>;
  /** As the account (`organisationId/userId`, empty while nobody is signed in) finds them. */
  outboxItems(account: string): Promise<OutboxItem[]>;
  /** Never rejects: while the disk refuses, what was counted last. */
  counts(): Promise<{ waiting: number; attention: number }>;
  retry(id: string): Promise<void>;
  retryAll(): Promise<void>;
  /** Corrects a log and makes it due. */
  edit(id: string, change: LogEdit): Promise<void>;
  /** The user gives a log up. The call stays in the history. */
  discard(id: string): Promise<void>;
  drain(connector: CrmConnector, account: string): Promise<DrainResult>;
  /** Removes settled calls beyond the newest `keep`. What is owed to the CRM stays. */
  prune(keep?: number): Promise<void>;
  /** Calls back after every change. Returns how to stop. */
  subscribe(listener: () => void): () => void;
}

const HISTORY = 1_000;

/** See `Journal`. */
export function createJournal(options: JournalOptions): Journal {
  const { store, now } = options;
  const listeners = new Set<() => void>();
  const onChange = () => {
    for (const listener of listeners) listener();
  };
  let counted = { waiting: 0, attention: 0 };
  const worker = createOutboxWorker({ ...options, onChange });

  async function changeOutbox(id: string, change: (row: OutboxRow, tables: Tables) => Promise<void> | void) {
    await store.write(async (tables) => {
      const row = await tables.outbox(id);
      if (row) await change(row, tables);
    });
    onChange();
  }

  async function setLog(tables: Tables, id: string, state: 'waiting' | 'logged' | 'off') {
    const call = await tables.call(id);
    if (!call) return;
    const { remoteId } = call.log;
    tables.putCall({
      ...call,
      log: { state, remoteId },
      ...(state === 'waiting' ? {} : { settledAt: now() }),
    });
  }

  /** Due now, as it is or changed. */
  const retry = (id: string, change = (row: OutboxRow) => row) =>
    changeOutbox(id, async (row, tables) => {
      tables.putOutbox(retried(change(row), now()));
      await setLog(tables, id, 'waiting');
    });

  return {
    ...createCallJournal({ ...options, onChange }),
    async history(query) {
      return matchingCalls(await store.calls(HISTORY), query).map(toHistoryItem);
    },
    async outboxItems(account) {
      return (await store.outbox()).map((row) => toOutboxItem(row, now(), account));
    },
    async counts() {
      const rows = await store.outbox().catch(() => null);
      if (!rows) return counted;
      const attention = rows.filter((row) => row.state === 'attention').length;
      counted = { waiting: rows.length - attention, attention };
      return counted;
    },
    retry: (id) => retry(id),
    async retryAll() {
      for (const row of await store.outbox()) await retry(row.id);
    },
    edit: (id, change) => retry(id, (row) => edited(row, change)),
    discard: (id) =>
      changeOutbox(id, async (row, tables) => {
        // Being sent right now: too late to take back.
        if (row.state === 'leased' && (row.leasedUntil ?? 0) > now()) return;
        tables.deleteOutbox(id);
        // Given up was only the change: the log itself is in the CRM.
        await setLog(tables, id, row.step === 'change' ? 'logged' : 'off');
      }),
    drain: worker.drain,
    async prune(keep = HISTORY) {
      const calls = await store.calls(Number.MAX_SAFE_INTEGER);
      const settled = calls
        .slice(keep)
        .filter((row) => row.closed === 1 && /^(off|logged)$/.test(row.log.state));
      if (settled.length === 0) return;
      await store.write(async (tables) => {
        for (const { id } of settled) if (!(await tables.outbox(id))) tables.deleteCall(id);
      });
      onChange();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function toOutboxItem(row: OutboxRow, now: number, account: string): OutboxItem {
  const { entry } = row.job;
  return {
    id: row.id,
    title: row.title,
    number: entry.number.e164 ?? entry.number.raw,
    at: entry.startedAt,
    state: row.state === 'leased' ? 'sending' : row.state === 'done' ? 'ready' : row.state,
    message: heldBack(row, account) ?? row.message,
    retryAt: row.state !== 'attention' && row.dueAt > now ? row.dueAt : undefined,
    content: {
      subject: entry.subject,
      description: entry.description,
      note: entry.note,
      result: entry.result,
      purpose: entry.purpose,
    },
  };
}

/** Why a log waits however long its CRM is there: it goes into the account it was made for, and no other. */
function heldBack(row: OutboxRow, account: string): string | null {
  if (row.state === 'attention' || row.account === '' || row.account === account) return null;
  return account === ''
    ? 'It waits until you are signed in to the CRM.'
    : 'It belongs to another user or organisation. Sign in to the CRM as that user to save it there.';
}
