import { useState } from 'preact/hooks';
import type { OutboxRow } from '@/utils/messaging/apis';
import type { Picklists } from '@/components/call/disposition-fields';
import { AttentionForm } from '@/components/popup/attention-form';
import { formatWhen } from '@/components/words/duration';
import { Button } from '@/components/ui/button';

export interface AttentionRowProps {
  row: OutboxRow;
  crmName: string;
  now: number;
  onRetry: () => void;
  loadPicklists: () => Promise<Picklists>;
  onEdit: (content: OutboxRow['content']) => void;
  onDiscard: () => void;
  onCopy: (text: string) => void;
}

function waitingWords(row: OutboxRow, now: number): string {
  if (row.state === 'sending') return 'Being saved…';
  if (row.state === 'unknown') return 'Checking whether it has arrived…';
  const minutes = row.retryAt ? Math.ceil((row.retryAt - now) / 60_000) : 0;
  return minutes > 0 ? `Next try in ${minutes} minute${minutes === 1 ? '' : 's'}` : 'Waiting for its turn';
}

/** The entry as one would type it into the CRM by hand. */
function copyOf({ content: { subject, description, note, result, purpose } }: OutboxRow): string {
  const named = [result && `Result: ${result}`, purpose && `Purpose: ${purpose}`];
  return [subject, description, note, ...named].filter(Boolean).join('\n');
}

/** A log entry that waits or was refused: the CRM's own words, and what can be done about them. */
export function AttentionRow(props: AttentionRowProps) {
  const { row, crmName, now, onRetry, loadPicklists, onEdit, onDiscard, onCopy } = props;
  const [mode, setMode] = useState<'view' | 'edit' | 'discard'>('view');
  const refused = row.state === 'attention';
  return (
    <li class={refused ? 'attention-row attention-refused' : 'attention-row'}>
      <strong dir="auto">{row.title}</strong>
      <small>{formatWhen(row.at, now)}</small>
      <p class={refused ? 'error' : 'hint'} dir="auto">
        {refused ? `${crmName} says: ${row.message ?? 'no'}` : (row.message ?? waitingWords(row, now))}
      </p>
      {mode === 'edit' && (
        <AttentionForm
          content={row.content}
          loadPicklists={loadPicklists}
          onSave={(content) => {
            onEdit(content);
            setMode('view');
          }}
          onCancel={() => setMode('view')}
        />
      )}
      {mode === 'discard' && (
        <div class="panel" role="alertdialog" aria-label="Discard this entry">
          <p>This call will not be saved in {crmName}. It stays in your list of calls.</p>
          <div class="row">
            <Button onClick={() => setMode('view')}>Keep it</Button>
            <Button look="danger" onClick={onDiscard}>
              Discard
            </Button>
          </div>
        </div>
      )}
      {mode === 'view' && (
        <div class="row">
          <Button onClick={onRetry} disabled={row.state === 'sending'}>
            Try again
          </Button>
          <Button look="quiet" onClick={() => setMode('edit')}>
            Edit
          </Button>
          <Button look="quiet" icon="copy" label="Copy the entry" onClick={() => onCopy(copyOf(row))} />
          <Button look="quiet" icon="trash" label="Discard" onClick={() => setMode('discard')} />
        </div>
      )}
    </li>
  );
}
