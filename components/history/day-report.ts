import type { HistoryRow } from '@/utils/messaging/apis';

/** One hour of the day. */
export interface ReportHour {
  hour: number;
  answered: number;
  missed: number;
  /** Talk of the calls that began in this hour, in seconds. */
  talkSeconds: number;
}

/** What happened on one day. */
export interface DayReport {
  count: number;
  answered: number;
  missed: number;
  notReached: number;
  /** Seconds. */
  talkSeconds: number;
  /** The working day without gaps, and whatever hours before and after it had calls. */
  hours: ReportHour[];
}

/** Hours that are shown on any day: 8 to 18 o'clock. */
const [DAY_BEGINS, DAY_ENDS] = [8, 17];

/** Midnight, in the user's own time zone, of the day that holds this moment. */
export const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** Sums up the calls of the day of `now`. Calls answered on another phone do not count: somebody else had them. */
export function dayReport(rows: readonly HistoryRow[], now: number): DayReport {
  const midnight = startOfDay(now);
  const today = rows.filter((row) => row.startedAt >= midnight && row.outcome !== 'answered-elsewhere');
  const hourOf = (row: HistoryRow) => new Date(row.startedAt).getHours();
  const used = today.map(hourOf);
  const [first, last] = [Math.min(DAY_BEGINS, ...used), Math.max(DAY_ENDS, ...used)];
  const talkOf = (among: readonly HistoryRow[]) => among.reduce((sum, row) => sum + row.talkSeconds, 0);
  const count = (outcome: HistoryRow['outcome'], among = today) =>
    among.filter((row) => row.outcome === outcome).length;
  return {
    count: today.length,
    answered: count('answered'),
    missed: count('missed'),
    notReached: count('not-reached'),
    talkSeconds: talkOf(today),
    hours: Array.from({ length: last - first + 1 }, (_, index) => {
      const within = today.filter((row) => hourOf(row) === first + index);
      const answered = count('answered', within);
      return {
        hour: first + index,
        answered,
        missed: within.length - answered,
        talkSeconds: talkOf(within),
      };
    }),
  };
}
