import { isoTime } from '@/utils/platform/iso-time';
import type { HistoryItem } from '@/utils/journal/history';

const COLUMNS = ['Time', 'Direction', 'Outcome', 'Number', 'Name', 'Record', 'Talk seconds', 'Note', 'Log'];

/**
 * The history as CSV (RFC 4180, CRLF). Cells a spreadsheet would run as a formula get an apostrophe in front (OWASP,
 * "CSV Injection"); numbers in E.164 as well: the apostrophe also keeps their `+`.
 */
export function historyCsv(items: readonly HistoryItem[], offsetMinutes: (at: number) => number): string {
  const rows = items.map((item) => [
    isoTime(item.startedAt, offsetMinutes(item.startedAt)),
    item.direction,
    item.outcome,
    item.number,
    item.name,
    item.record ? `${item.record.module} ${item.record.id}` : '',
    String(item.talkSeconds),
    item.note,
    item.log.state,
  ]);
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n|%＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
