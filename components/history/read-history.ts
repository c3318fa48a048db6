import type { EngineApi, HistoryRow } from '@/utils/messaging/apis';

const PAGE = 200;

/** Reads the whole history page by page, newest first, until `until` (epoch milliseconds) or its end. */
export async function readHistory(
  history: EngineApi['history'],
  until = 0,
  limit = 1000,
): Promise<HistoryRow[]> {
  const rows: HistoryRow[] = [];
  while (rows.length < limit) {
    const next = await history({ text: '', before: rows.at(-1)?.startedAt, limit: PAGE });
    rows.push(...next);
    if (next.length < PAGE || rows.at(-1)!.startedAt < until) break;
  }
  return rows.slice(0, limit);
}
