import type { JournalRow, OutboxRow } from '@/utils/journal/journal-row';
import { amendedOutboxRow, type Amendment } from '@/utils/journal/new-outbox-row';

/** So long after the last keystroke a change leaves: a note is sent as a whole, not letter by letter. */
const TYPING_MS = 2_000;

/** Whether an amendment says anything the call's row does not say yet. */
export function isNews(row: JournalRow, { note, result, purpose, record }: Amendment): boolean {
  return (
    (note !== undefined && note !== row.note) ||
    (result !== undefined && result !== row.result) ||
    (purpose !== undefined && purpose !== row.purpose) ||
    (record !== undefined && (record.id !== row.record?.id || record.module !== row.record.module))
  );
}

/**
 * A log that has left already, to be brought up to date; null when the CRM does not have it. Sending it twice does no
 * harm: it says what the log is to be, not what is to be added.
 */
export function changeOfLog(
  { id, seq, name, call, log, sent }: JournalRow,
  change: Amendment,
  now: number,
): OutboxRow | null {
  if (!log.remoteId || !sent) return null;
  const row: OutboxRow = {
    id,
    seq,
    title: `Note on the call with ${name || call.remote.number || 'unknown number'}`,
    account: sent.account,
    job: { entry: sent.entry },
    state: 'ready',
    step: 'change',
    remoteId: log.remoteId,
    dueAt: now + TYPING_MS,
    attempts: 0,
    misses: 0,
  };
  return amendedOutboxRow(row, change);
}

/** What is still to be sent after a try: the row itself, with what the user added to the call while it was on its way. */
export function stillOwed(row: OutboxRow, call: JournalRow, now: number): OutboxRow {
  const { note, result, purpose } = call;
  const { entry } = row.job;
  const same =
    note === (entry.note ?? '') &&
    (result ?? entry.result) === entry.result &&
    (purpose ?? entry.purpose) === entry.purpose;
  if (same) return row;
  const added = { note, result, purpose };
  if (row.state !== 'done') return amendedOutboxRow(row, added);
  const log = { ...call.log, remoteId: row.remoteId };
  return changeOfLog({ ...call, log, sent: { entry, account: row.account } }, added, now) ?? row;
}
