import type { CallEntry } from '@/utils/crm/connector';
import type { CrmError, CrmErrorKind } from '@/utils/crm/crm-error';
import { backoff } from '@/utils/http/retry';
import type { OutboxRow } from '@/utils/journal/journal-row';

/** Longest a sender may take before others may doubt that it lives: twice the longest request. */
const LEASE_MS = 90_000;
/** First wait one second, then doubled, never above five minutes. */
const BACKOFF = { baseMs: 1_000, capMs: 5 * 60_000 };
/** A CRM without unique keys may show a record late: this long, and this many times, we look before we repeat. */
const DOUBT_MS = 60_000;
const DOUBT_MISSES = 2;
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** What the worker should do next. */
export type NextStep = { do: 'work'; row: OutboxRow } | { do: 'wait'; until: number } | { do: 'nothing' };

/**
 * The next row to work on: the oldest that is due and belongs to this account. A row that waits, or needs attention,
 * never holds up another.
 */
export function nextStep(
  rows: readonly OutboxRow[],
  context: { now: number; account: string; owner: string; isAlive: (owner: string) => boolean },
): NextStep {
  const mine = rows.filter((row) => row.account === '' || row.account === context.account);
  const open = mine.filter((row) => row.state !== 'attention' && row.state !== 'done');
  const row = open.find((one) => dueAt(one, context) <= context.now);
  if (row) return { do: 'work', row };
  const until = open.reduce((soonest, one) => Math.min(soonest, dueAt(one, context)), Infinity);
  return Number.isFinite(until) ? { do: 'wait', until } : { do: 'nothing' };
}

function dueAt(
  row: OutboxRow,
  context: { now: number; owner: string; isAlive: (owner: string) => boolean },
): number {
  // No wait is longer than a day: a later time was set by a clock that was wrong.
  if (row.state !== 'leased') return row.dueAt - context.now > LONGEST_WAIT_MS ? 0 : row.dueAt;
  // Our own lease while we are not sending is one we lost count of.
  const dead = row.leasedBy === context.owner || !context.isAlive(row.leasedBy ?? '');
  return dead ? 0 : (row.leasedUntil ?? 0);
}

/** Takes a row for sending. A lease somebody else left behind makes it `unknown`: it may have been sent. */
export function lease(row: OutboxRow, owner: string, now: number): { row: OutboxRow; doubtful: boolean } {
  const doubtful = row.state === 'leased' || row.state === 'unknown';
  return {
    row: { ...row, state: 'leased', leasedBy: owner, leasedUntil: now + LEASE_MS },
    doubtful,
  };
}

/** The CRM has it. */
export function acknowledged(row: OutboxRow, remoteId: string, now: number): OutboxRow {
  return { ...freed(row), state: 'done', remoteId, doneAt: now };
}

/**
 * The CRM was asked and does not have the key. Where it refuses doubles itself, sending is safe at once; else only
 * after a second look a minute later, because it may show a new record late.
 */
export function notThere(row: OutboxRow, dedupe: 'unique' | 'search', now: number): OutboxRow {
  const misses = row.misses + 1;
  if (dedupe === 'unique' || misses >= DOUBT_MISSES) return { ...row, misses };
  return {
    ...freed(row),
    state: 'unknown',
    misses,
    dueAt: now + DOUBT_MS,
    message: 'It may have been saved. We look again in a minute.',
  };
}

/** A failed try: when to try again, or that a human must look. `asking`: only the question whether it
 * is there failed. */
export function failed(
  row: OutboxRow,
  error: CrmError,
  context: { now: number; random: number; asking: boolean },
): OutboxRow {
  const { now, random, asking } = context;
  const attempts = row.attempts + 1;
  const message = wordsOf(error);
  if (needsHuman(error.kind))
    return { ...freed(row), state: 'attention', attempts, message, misses: 0, doubt: asking };
  const serverSays = error.retryAt === undefined ? null : error.retryAt - now;
  const unknown = asking || error.kind === 'ambiguous';
  return {
    ...freed(row),
    state: unknown ? 'unknown' : 'ready',
    misses: asking ? row.misses : 0,
    attempts,
    dueAt: now + backoff(attempts, BACKOFF, random, serverSays),
    message,
  };
}

/** Whether an error says that any other request would fail as well: then the whole outbox pauses. */
export function pausesAll(kind: CrmErrorKind): boolean {
  return kind === 'signed-out' || kind === 'rate-limited';
}

/** The user wants it tried again now. What may have been sent is still looked up first. */
export function retried(row: OutboxRow, now: number): OutboxRow {
  if (row.state === 'leased' || row.state === 'done') return row;
  const unknown = row.state === 'unknown' || row.doubt === true;
  return { ...row, state: unknown ? 'unknown' : 'ready', dueAt: now, attempts: 0, doubt: undefined };
}

/** What the user may correct of a log the CRM refused. Nothing for result and purpose means none. */
export type LogEdit = Pick<CallEntry, 'subject' | 'description' | 'note' | 'result' | 'purpose'>;

/** The log as the user corrected it. */
export function edited(row: OutboxRow, change: LogEdit): OutboxRow {
  return { ...row, job: { ...row.job, entry: { ...row.job.entry, ...change } } };
}

function needsHuman(kind: CrmErrorKind): boolean {
  return kind === 'rejected' || kind === 'forbidden' || kind === 'duplicate';
}

function freed(row: OutboxRow): OutboxRow {
  return { ...row, leasedBy: undefined, leasedUntil: undefined };
}

/** The CRM's own words where it gave any, else ours. */
function wordsOf(error: CrmError): string {
  return error.kind === 'rejected' && error.detail
    ? `${error.message} It says: ${error.detail}`
    : error.message;
}
