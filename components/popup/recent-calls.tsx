import { useEffect, useState } from 'preact/hooks';
import type { HistoryRow } from '@/utils/messaging/apis';
import type { RecordRef } from '@/utils/crm/connector';
import { RecentCall } from '@/components/popup/recent-call';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

const PAGE = 30;

export interface RecentCallsProps {
  country: string;
  now: () => number;
  /** Changes when a call ends, so that the list is read again. */
  version: string;
  load: (query: { text: string; before?: number; limit: number }) => Promise<HistoryRow[]>;
  onDial: (number: string, record?: RecordRef) => void;
  onView: (record: RecordRef) => void;
}

/** The last calls, searchable, each with a call back. */
export function RecentCalls({ country, now, version, load, onDial, onView }: RecentCallsProps) {
  const [text, setText] = useState('');
  const [rows, setRows] = useState<HistoryRow[] | null>(null);
  const [more, setMore] = useState(false);
  useEffect(() => {
    let wanted = true;
    load({ text, limit: PAGE }).then(
      (loaded) => wanted && (setRows(loaded), setMore(loaded.length === PAGE)),
      () => wanted && setRows([]),
    );
    return () => {
      wanted = false;
    };
  }, [text, version]);
  const loadMore = async () => {
    const last = rows?.at(-1);
    if (!rows || !last) return;
    const next = await load({ text, before: last.startedAt, limit: PAGE }).catch(() => []);
    setRows([...rows, ...next]);
    setMore(next.length === PAGE);
  };
  const searching = text !== '';
  return (
    <div class="recent">
      {(rows === null || rows.length > 0 || searching) && (
        <input
          class="recent-search"
          type="search"
          value={text}
          placeholder="Search calls"
          aria-label="Search calls"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      )}
      {rows?.length === 0 && (
        <EmptyState icon="clock" title={searching ? 'No call matches' : 'No calls yet'}>
          {searching ? 'Try a part of the name or number.' : 'Calls you make and take appear here.'}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <ul class="recent-list">
          {rows.map((row) => (
            <RecentCall
              key={row.id}
              row={row}
              country={country}
              now={now()}
              onDial={onDial}
              onView={onView}
            />
          ))}
        </ul>
      )}
      {more && (
        <Button look="quiet" wide onClick={() => void loadMore()}>
          Show more
        </Button>
      )}
    </div>
  );
}
