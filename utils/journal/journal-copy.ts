import type { OutboxRow } from '@/utils/journal/journal-row';

/**
 * A row of the copy as it comes back into an emptied journal. A log that was about to be sent may have been sent since the copy was
 * written, so it is looked up by its key first.
 */
export function takenBack(table: string, row: unknown): unknown {
  return table === 'outbox' ? doubted(row as OutboxRow) : row;
}

function doubted(row: OutboxRow): OutboxRow {
  if (row.state === 'ready') return { ...row, state: 'unknown' };
  return row.state === 'attention' ? { ...row, doubt: true } : row;
}
