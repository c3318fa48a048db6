import { describe, expect, it } from 'vitest';
import { dayReport } from '@/components/history/day-report';
import { historyCsv } from '@/components/history/history-csv';
import { readHistory } from '@/components/history/read-history';
import type { HistoryRow } from '@/utils/messaging/apis';

const at = (hour: number, minute = 0, day = 17) => new Date(2026, 10, day, hour, minute).getTime();
const row = (change: Partial<HistoryRow>): HistoryRow => ({
  id: String(change.startedAt),
  direction: 'inbound',
  outcome: 'answered',
  number: '+12125550106',
  name: '',
  startedAt: at(9),
  talkSeconds: 60,
  note: '',
  log: { state: 'logged' },
  ...change,
});

describe('the report of a day', () => {
  it('counts today only, in the user’s own time zone', () => {
    const rows = [row({ startedAt: at(0, 1) }), row({ startedAt: at(23, 59, 16) })];
    expect(dayReport(rows, at(12)).count).toBe(1);
  });

  it('tells answered, missed and not reached apart and sums the talk', () => {
    const report = dayReport(
      [
        row({ talkSeconds: 90 }),
        row({ outcome: 'missed', talkSeconds: 0 }),
        row({ outcome: 'not-reached', direction: 'outbound', talkSeconds: 0 }),
      ],
      at(12),
    );
    expect(report).toMatchObject({ count: 3, answered: 1, missed: 1, notReached: 1, talkSeconds: 90 });
  });

  it('does not count what a colleague answered', () => {
    expect(dayReport([row({ outcome: 'answered-elsewhere' })], at(12)).count).toBe(0);
  });

  it('shows the working day, and the hours around it that had calls', () => {
    const { hours } = dayReport(
      [
        row({ startedAt: at(7), talkSeconds: 30 }),
        row({ startedAt: at(9), talkSeconds: 90 }),
        row({ startedAt: at(9, 30), outcome: 'missed', talkSeconds: 0 }),
      ],
      at(12),
    );
    expect(hours.map(({ hour }) => hour)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
    expect(hours[0]).toEqual({ hour: 7, answered: 1, missed: 0, talkSeconds: 30 });
    expect(hours[2]).toEqual({ hour: 9, answered: 1, missed: 1, talkSeconds: 90 });
    expect(hours[3]).toEqual({ hour: 10, answered: 0, missed: 0, talkSeconds: 0 });
  });
});

describe('the exported calls', () => {
  it('cannot be taken for formulas by a spreadsheet', () => {
    const csv = historyCsv([
      row({ note: '=HYPERLINK("http://evil.example")', name: '\t@SUM(A1)', number: '+1212' }),
    ]);
    const cells = csv.split('\r\n')[1]!;
    expect(cells).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(cells).toContain(`'\t@SUM(A1)`);
    expect(cells).toContain(`'+1212`);
  });

  it('keep commas, quotes and line breaks inside their cell', () => {
    const csv = historyCsv([row({ note: 'a, "b"\nc' })]);
    expect(csv).toContain('"a, ""b""\nc"');
  });
});

it('the history is read page by page until the wanted day is covered', async () => {
  const all = Array.from({ length: 450 }, (_, index) =>
    row({ id: String(index), startedAt: at(12) - index * 60_000 }),
  );
  const asked: (number | undefined)[] = [];
  const history = async ({ before, limit }: { before?: number; limit: number }) => {
    asked.push(before);
    return all.filter((each) => before === undefined || each.startedAt < before).slice(0, limit);
  };
  expect(await readHistory(history)).toHaveLength(450);
  expect(asked).toHaveLength(3);
  asked.length = 0;
  await readHistory(history, all[50]!.startedAt);
  expect(asked).toHaveLength(1);
});
