import type { JournalRow, OutboxJob, OutboxRow } from '@/utils/journal/journal-row';
import { outcomeOf } from '@/utils/journal/outcome';

/** What the user or the lookup may add to a call at any time. */
export type Amendment = Partial<
  Pick<JournalRow, 'name' | 'record' | 'recognised' | 'ticketId' | 'note' | 'result' | 'purpose'>
>;

/**
 * Browsers whose phones rang for one call miss it at the same moment: spread out, all but the first find its log. The first
 * to register does not know of the others and writes at once, so these leave it time.
 */
const HEAD_START_MS = 3_000;
const SPREAD_MS = 7_000;

/** A closed call's log, ready to go. `random` in [0, 1). */
export function newOutboxRow(
  row: JournalRow,
  job: OutboxJob,
  context: { account: string; now: number; random: number },
): OutboxRow {
  const { call } = row;
  const outcome = outcomeOf(call);
  const missed = outcome === 'missed';
  const { callId: ownId, otherPhones } = call.facts;
  const grouped = call.direction === 'inbound' && ownId !== undefined && call.pbxId !== ownId;
  const what = missed ? 'Missed call' : 'Call';
  const preposition = call.direction === 'inbound' ? 'from' : 'to';
  return {
    id: row.id,
    seq: row.seq,
    title: `${what} ${preposition} ${row.name || call.remote.number || 'unknown number'}`,
    account: context.account,
    job,
    state: 'ready',
    // A proxy rings several browsers under one Call-ID: whoever missed a call cannot be sure that it was alone.
    shared: grouped || missed,
    step: job.create ? 'create' : 'log',
    dueAt: context.now + (missed && (grouped || otherPhones) ? wait(context.random) : 0),
    attempts: 0,
    misses: 0,
  };
}

const wait = (random: number) => HEAD_START_MS + Math.floor(random * SPREAD_MS);

/** The log with what was added after the call ended. A record that was picked needs none to be created. */
export function amendedOutboxRow(row: OutboxRow, change: Amendment): OutboxRow {
  const { record, note, result, purpose } = change;
  const { create, ...job } = row.job;
  const entry = {
    ...job.entry,
    ...(note === undefined ? {} : { note: note || undefined }),
    ...(result === undefined ? {} : { result }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(record ? { record: { module: record.module, id: record.id } } : {}),
  };
  if (record && create && !job.created) return { ...row, step: 'log', job: { ...job, entry } };
  return { ...row, job: { ...row.job, entry } };
}
