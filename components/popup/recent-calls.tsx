import { useState } from 'preact/hooks';
import type { EngineApi } from '@/utils/messaging/apis';
import type { RecordRef } from '@/utils/crm/connector';
import type { CrmStatus } from '@/utils/messaging/app-state';
import { RecentCall } from '@/components/popup/recent-call';
import { useCalls } from '@/components/popup/use-calls';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { lateNoteWords } from '@/components/words/log-words';

export interface RecentCallsProps {
  country: string;
  now: () => number;
  /** Changes when a call ends, so that the list is read again. */
  version: string;
  load: EngineApi['history'];
  crm: Pick<CrmStatus, 'name' | 'takesChanges'>;
  onDial: (number: string, record?: RecordRef) => void;
  onView: (record: RecordRef) => void;
  /** Writes the note of a past call; never rejects. */
  onNote: (callId: string, note: string) => Promise<unknown>;
}

/** The last calls, searchable, all or only the missed ones, each with a call back. */
export function RecentCalls(props: RecentCallsProps) {
  const { country, now, version, load, crm, onDial, onView, onNote } = props;
  const [text, setText] = useState('');
  const [missed, setMissed] = useState(false);
  const calls = useCalls(load, { text, missed }, version);
  const { rows, more, failed } = calls;
  const narrowed = text !== '' || missed;
  return (
    <div class="recent">
      {(rows === null || rows.length > 0 || narrowed) && (
        <div class="recent-filter">
          <input
            type="search"
            value={text}
            placeholder="Search calls"
            aria-label="Search calls"
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <Button icon="missed" pressed={missed} onClick={() => setMissed(!missed)}>
            Missed
          </Button>
        </div>
      )}
      {!failed && rows?.length === 0 && (
        <EmptyState icon="clock" title={emptyTitle(text, missed)}>
          {text ? 'Try a part of the name or number.' : missed ? '' : 'Calls you make and take appear here.'}
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
              noteHint={lateNoteWords(row.log.state, crm)}
              onNote={(note) => void onNote(row.id, note).then(calls.retry)}
            />
          ))}
        </ul>
      )}
      {failed && (
        <FailedState title="Your calls could not be read" onRetry={calls.retry}>
          They are still there. If it fails again, close the browser and start it anew.
        </FailedState>
      )}
      {more && !failed && (
        <Button look="quiet" wide onClick={() => void calls.loadMore()}>
          Show more
        </Button>
      )}
    </div>
  );
}

function emptyTitle(text: string, missed: boolean): string {
  if (text) return missed ? 'No missed call matches' : 'No call matches';
  return missed ? 'No missed calls' : 'No calls yet';
}
