import type { CrmConnector, LoggedEntry } from '@/utils/crm/connector';
import type { CrmError } from '@/utils/crm/crm-error';
import { deliver, type DeliveryOptions } from '@/utils/journal/deliver';
import { deliveryConnector } from '@/utils/journal/delivery-connector';
import type { JournalRow, OutboxRow, RowLog } from '@/utils/journal/journal-row';
import type { JournalStore } from '@/utils/journal/journal-store';
import { stillOwed } from '@/utils/journal/log-change';
import { lease, nextStep, pausesAll } from '@/utils/journal/outbox';
import type { Lock } from '@/utils/platform/lock';

/** What the worker needs. */
export interface OutboxWorkerOptions {
  store: JournalStore;
  lock: Lock;
  /** Name of this engine. */
  owner: string;
  /** Names of engines that live. */
  aliveOwners: () => Promise<ReadonlySet<string>>;
  now: () => number;
  /** In [0, 1). */
  random: () => number;
  onChange: () => void;
}

/** What a drain came to. */
export interface DrainResult {
  /** Epoch milliseconds at which to drain again; null when nothing waits. */
  nextAt: number | null;
  /** What made the CRM or us stop: sign in, or wait. */
  stopped?: CrmError;
}

const LOCK = 'switchhook-outbox';
/** So many unanswered requests in a row mean that the CRM is away, not that rows are bad. */
const AWAY_AFTER = 3;
/** How long to wait for a disk that refuses. */
const DISK_TROUBLE_MS = 60_000;

/**
 * Delivers what waits, one row after the other, in one context at a time. Each step is written down before it is done:
 * lease, send, acknowledge. Whatever interrupts us in between leaves a row that the next drain looks up by its key
 * before it sends anything again.
 */
export function createOutboxWorker(options: OutboxWorkerOptions) {
  const { store, now } = options;

  /** Saves a row, and on the call's own row what became of its log, in one transaction. */
  async function save(row: OutboxRow): Promise<void> {
    await store.write(async (tables) => {
      const call = await tables.call(row.id);
      // What was typed while the row was on its way goes after it.
      const owed = call ? stillOwed(row, call, now()) : row;
      if (call) tables.putCall(withLog(call, row, owed));
      // The call's row keeps the remote id; the outbox holds only what is still owed.
      if (owed.state === 'done') tables.deleteOutbox(row.id);
      else tables.putOutbox(owed);
    });
    options.onChange();
  }

  /** Leases a row if it is still as it was when it was listed. */
  function take(listed: OutboxRow, account: string) {
    return store.write(async (tables) => {
      const row = await tables.outbox(listed.id);
      if (!row || row.state !== listed.state || row.dueAt !== listed.dueAt) return null;
      const leased = lease({ ...row, account: row.account || account }, options.owner, now());
      tables.putOutbox(leased.row);
      return leased;
    });
  }

  async function drainOnce(connector: CrmConnector, account: string): Promise<DrainResult> {
    const delivery = { connector: deliveryConnector(connector), keep: save, now, random: options.random };
    const sent: LoggedEntry[] = [];
    const result = await deliverAll(delivery, account, sent);
    if (sent.length > 0) await delivery.connector.removeTwinLogs(sent);
    return result;
  }

  async function deliverAll(
    delivery: DeliveryOptions,
    account: string,
    sent: LoggedEntry[],
  ): Promise<DrainResult> {
    let away = 0;
    for (;;) {
      const alive = await options.aliveOwners();
      const context = { account, owner: options.owner, isAlive: (owner: string) => alive.has(owner) };
      const rows = await store.outbox();
      let step = nextStep(rows, { ...context, now: now() });
      if (step.do === 'nothing') return { nextAt: null };
      if (step.do === 'wait') return { nextAt: step.until };
      while (step.do === 'work') {
        rows.splice(rows.indexOf(step.row), 1);
        const taken = await take(step.row, account);
        if (taken) {
          const { row, error } = await deliver(delivery, taken.row, taken.doubtful);
          await save(row);
          const { key, startedAt } = row.job.entry;
          if (row.state === 'done' && row.step !== 'change' && row.remoteId)
            sent.push({ id: row.remoteId, key, startedAt });
          away = error && /^(unreachable|ambiguous)$/.test(error.kind) ? away + 1 : 0;
          if (error && (pausesAll(error.kind) || away >= AWAY_AFTER))
            return { nextAt: Math.max(row.dueAt, error.retryAt ?? 0), stopped: error };
        }
        step = nextStep(rows, { ...context, now: now() });
      }
    }
  }

  return {
    /**
     * Delivers all that is due and belongs to `account` (`organisationId/userId`). Safe at any time, from any context;
     * never rejects: while the disk refuses, nothing is sent that could not be written down.
     */
    async drain(connector: CrmConnector, account: string): Promise<DrainResult> {
      try {
        return await options.lock(LOCK, () => drainOnce(connector, account));
      } catch {
        return { nextAt: now() + DISK_TROUBLE_MS };
      }
    },
  };
}

function withLog(call: JournalRow, row: OutboxRow, owed: OutboxRow): JournalRow {
  const record = row.job.created ?? row.job.found;
  return {
    ...call,
    log: logOf(owed),
    ...(row.state === 'done'
      ? { settledAt: row.doneAt, sent: { entry: row.job.entry, account: row.account } }
      : {}),
    ...(record && !call.record
      ? {
          name: record.name,
          record: { module: record.module, id: record.id, name: record.name, url: record.url },
        }
      : {}),
  };
}

function logOf(row: OutboxRow): RowLog {
  if (row.state === 'done') return { state: 'logged', remoteId: row.remoteId, message: row.message };
  const { remoteId, message } = row;
  return { state: row.state === 'attention' ? 'attention' : 'waiting', remoteId, message };
}
