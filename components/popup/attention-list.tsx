import { useEffect, useState } from 'preact/hooks';
import type { PageModel } from '@/components/page-model';
import type { OutboxRow } from '@/utils/messaging/apis';
import { AttentionRow } from '@/components/popup/attention-row';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';

export interface AttentionListProps {
  model: PageModel;
  /** Puts text on the clipboard. */
  onCopy: (text: string) => void;
}

/** Calls that are not in the CRM yet: those it refused first, then those that only wait. */
export function AttentionList({ model, onCopy }: AttentionListProps) {
  const { engine, run, now } = model;
  const state = model.state.value;
  const [rows, setRows] = useState<OutboxRow[] | null | 'failed'>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    engine.outbox().then(
      (loaded) => wanted && setRows(loaded),
      () => wanted && setRows('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [state?.outbox.waiting, state?.outbox.attention, turn]);
  const then = (done: Promise<unknown>) => void done.then(() => setTurn((before) => before + 1));
  if (!rows) return null;
  if (rows === 'failed')
    return (
      <FailedState
        title="The calls that wait could not be read"
        onRetry={() => setTurn((before) => before + 1)}
      >
        They are kept. If it fails again, close the browser and start it anew.
      </FailedState>
    );
  if (rows.length === 0)
    return (
      <EmptyState icon="check" title="Nothing waits">
        Every call is where it belongs.
      </EmptyState>
    );
  const urgent = (row: OutboxRow) => (row.state === 'attention' ? 0 : 1);
  return (
    <ul class="attention">
      {[...rows]
        .sort((a, b) => urgent(a) - urgent(b) || b.at - a.at)
        .map((row) => (
          <AttentionRow
            key={row.id}
            row={row}
            crmName={state?.crm.name || 'Your CRM'}
            now={now()}
            loadPicklists={engine.callPicklists}
            onRetry={() => then(run(engine.retryLog(row.id)))}
            onEdit={(change) => then(run(engine.editLog(row.id, change)))}
            onDiscard={() => then(run(engine.discardLog(row.id)))}
            onCopy={onCopy}
          />
        ))}
    </ul>
  );
}
