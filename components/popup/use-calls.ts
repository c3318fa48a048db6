import { useEffect, useRef, useState } from 'preact/hooks';
import type { EngineApi, HistoryRow } from '@/utils/messaging/apis';

const PAGE = 30;

/** What of the history is in view. */
export interface CallsQuery {
  text: string;
  missed: boolean;
}

/** The calls read so far. */
export interface Calls {
  /** Null until they have been read once. */
  rows: readonly HistoryRow[] | null;
  /** There are older ones. */
  more: boolean;
  /** The last reading failed; what was read before stays. */
  failed: boolean;
  loadMore(): Promise<void>;
  retry(): void;
}

/** Reads the history page by page; anew for each query, and when `version` changes. */
export function useCalls(load: EngineApi['history'], { text, missed }: CallsQuery, version: string): Calls {
  const [read, setRead] = useState<Pick<Calls, 'rows' | 'more' | 'failed'>>({
    rows: null,
    more: false,
    failed: false,
  });
  const [turn, setTurn] = useState(0);
  /** Names the newest question: answers to older ones are for nobody. */
  const asked = useRef({});
  const ask = async (before: readonly HistoryRow[]) => {
    const question = (asked.current = {});
    const last = before.at(-1)?.startedAt;
    const answer = await load({
      text,
      limit: PAGE,
      ...(missed ? { missed } : {}),
      ...(last === undefined ? {} : { before: last }),
    }).catch(() => null);
    if (asked.current !== question) return;
    setRead((known) =>
      answer
        ? { rows: [...before, ...answer], more: answer.length === PAGE, failed: false }
        : { ...known, failed: true },
    );
  };
  useEffect(() => {
    void ask([]);
    return () => {
      asked.current = {};
    };
  }, [text, missed, version, turn]);
  return {
    ...read,
    loadMore: () => ask(read.rows ?? []),
    retry: () => setTurn((before) => before + 1),
  };
}
