import type { HistoryRow } from '@/utils/messaging/apis';
import { qualityFigures, worstWords } from '@/components/words/quality-words';
import { OUTCOME_WORDS } from '@/components/words/log-words';
import { withExtension } from '@/utils/numbers/format';

const COLUMNS: readonly [string, (row: HistoryRow) => string][] = [
  ['Started', (row) => new Date(row.startedAt).toISOString()],
  ['Direction', (row) => (row.direction === 'inbound' ? 'Incoming' : 'Outgoing')],
  ['Outcome', (row) => OUTCOME_WORDS[row.outcome]],
  ['Number', (row) => withExtension(row.number, row.ext)],
  ['Name', (row) => row.record?.name || row.name],
  ['Talk time (seconds)', (row) => String(row.talkSeconds)],
  ['Sound', (row) => (row.quality ? worstWords(row.quality) : '')],
  [
    'Sound in figures',
    (row) =>
      row.quality
        ? qualityFigures(row.quality)
            .map(([name, value]) => `${name}: ${value}`)
            .join('; ')
        : '',
  ],
  ['Note', (row) => row.note],
  ['Log', (row) => row.log.state],
];

/**
 * A cell that no spreadsheet takes for a formula: text that begins with `=`, `+`, `-`, `@`, tab or return gets an
 * apostrophe in front (OWASP, "CSV Injection"). Numbers in E.164 begin with `+` and get it, too: that keeps their plus.
 */
function cell(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The calls as CSV (RFC 4180), with a byte order mark so that spreadsheets read the names right. */
export function historyCsv(rows: readonly HistoryRow[]): string {
  const lines = [
    COLUMNS.map(([title]) => title),
    ...rows.map((row) => COLUMNS.map(([, read]) => cell(read(row)))),
  ];
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}
