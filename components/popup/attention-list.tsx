import { useEffect, useState } from 'preact/hooks';
import type { OutboxRow } from '@/utils/messaging/apis';
import { AttentionRow } from '@/components/popup/attention-row';
import { EmptyState } from '@/components/ui/empty-state';

export interface AttentionListProps {
  crmName: string;
  now: () => number;
  /** Changes when the outbox does. */
  version: string;
  load: () => Promise<OutboxRow[]>;
  onRetry: (id: string) => Promise<unknown>;
  onEdit: (id: string, change: { subject: string; description: string }) => Promise<unknown>;
  onDiscard: (id: string) => Promise<unknown>;
  onCopy: (text: string) => void;
}

/** Calls that are not in the CRM yet: those it refused first, then those that only wait. */
export function AttentionList(props: AttentionListProps) {
  const { crmName, now, version, load } = props;
  const [rows, setRows] = useState<OutboxRow[] | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    load().then(
      (loaded) => wanted && setRows(loaded),
      () => wanted && setRows([]),
    );
    return () => {
      wanted = false;
    };
  }, [version, turn]);
  const then = (done: Promise<unknown>) => void done.then(() => setTurn((before) => before + 1));
  if (!rows) return null;
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
            crmName={crmName}
            now={now()}
            onRetry={() => then(props.onRetry(row.id))}
            onEdit={(change) => then(props.onEdit(row.id, change))}
            onDiscard={() => then(props.onDiscard(row.id))}
            onCopy={props.onCopy}
          />
        ))}
    </ul>
  );
}
