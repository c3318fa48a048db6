import type { HistoryItem } from '@/utils/journal/history';

/** The calls of one day. */
export interface DayReport {
  calls: number;
  answered: number;
  missed: number;
  notReached: number;
  talkSeconds: number;
  /** One entry per hour of the local day, 0…23. */
  hours: { calls: number; answered: number; talkSeconds: number }[];
}

/**
 * Sums the calls of a day. Calls answered on another phone are not ours to count.
 *
 * @param startOfDay local midnight, epoch milliseconds.
 * @param hourOf local hour of a time, 0…23.
 */
export function dayReport(
  items: readonly HistoryItem[],
  startOfDay: number,
  hourOf: (at: number) => number,
): DayReport {
  const hours = Array.from({ length: 24 }, () => ({ calls: 0, answered: 0, talkSeconds: 0 }));
  const report: DayReport = { calls: 0, answered: 0, missed: 0, notReached: 0, talkSeconds: 0, hours };
  for (const item of items) {
    if (item.startedAt < startOfDay || item.outcome === 'answered-elsewhere') continue;
    const hour = hours[hourOf(item.startedAt)];
    if (!hour) continue;
    report.calls++;
    hour.calls++;
    if (item.outcome === 'missed') report.missed++;
    if (item.outcome === 'not-reached') report.notReached++;
    if (item.outcome !== 'answered') continue;
    report.answered++;
    hour.answered++;
    report.talkSeconds += item.talkSeconds;
    hour.talkSeconds += item.talkSeconds;
  }
  return report;
}
