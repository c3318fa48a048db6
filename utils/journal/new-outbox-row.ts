import type { JournalRow, OutboxJob, OutboxRow } from '@/utils/journal/journal-row';
import { outcomeOf } from '@/utils/journal/outcome';

/** What the user or the lookup may add to a call at any time. */
export type Amendment = Partial<
  Pick<JournalRow, 'name' | 'record' | 'recognised' | 'ticketId' | 'note' | 'result' | 'purpose'>
>;

/** Browsers whose phones rang for one call miss it at the same moment: spread out, all but the first find its log. */
const SPREAD_MS = 10_000;

/** A closed call's log, ready to go. `random` in [0, 1). */
export function newOutboxRow(
  row: JournalRow,
  job: OutboxJob,
  context: { account: string; now: number; random: number },
): OutboxRow {
  const { call } = row;
  const outcome = outcomeOf(call);
  const missed = outcome === 'missed';
  const ownId = call.facts.callId;
  const grouped = call.direction === 'inbound' && ownId !== undefined && call.pbxId !== ownId;
  // A proxy rings several browsers under one Call-ID: whoever missed a call cannot know that it was alone.
  const shared = grouped || missed;
  const what = missed ? 'Missed call' : 'Call';
  const preposition = call.direction === 'inbound' ? 'from' : 'to';
  return {
    id: row.id,
    seq: row.seq,
    title: `${what} ${preposition} ${row.name || call.remote.number || 'unknown number'}`,
    account: context.account,
    job,
    state: 'ready',
    shared,
    step: job.create ? 'create' : 'log',
    dueAt: context.now + (missed ? Math.floor(context.random * SPREAD_MS) : 0),
    attempts: 0,
    misses: 0,
  };
}

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
