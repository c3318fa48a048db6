import { useState } from 'preact/hooks';
import type { OutboxRow } from '@/utils/messaging/apis';
import { formatWhen } from '@/components/words/duration';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';

export interface AttentionRowProps {
  row: OutboxRow;
  crmName: string;
  now: number;
  onRetry: () => void;
  onEdit: (change: { subject: string; description: string }) => void;
  onDiscard: () => void;
  onCopy: (text: string) => void;
}

function waitingWords(row: OutboxRow, now: number): string {
  if (row.state === 'sending') return 'Being saved…';
  if (row.state === 'unknown') return 'Checking whether it has arrived…';
  const minutes = row.retryAt ? Math.ceil((row.retryAt - now) / 60_000) : 0;
  return minutes > 0 ? `Next try in ${minutes} minute${minutes === 1 ? '' : 's'}` : 'Waiting for its turn';
}

/** A log entry that waits or was refused: the CRM's own words, and what can be done about them. */
export function AttentionRow({ row, crmName, now, onRetry, onEdit, onDiscard, onCopy }: AttentionRowProps) {
  const [mode, setMode] = useState<'view' | 'edit' | 'discard'>('view');
  const [subject, setSubject] = useState(row.subject);
  const [description, setDescription] = useState(row.description);
  const refused = row.state === 'attention';
  return (
    <li class={refused ? 'attention-row attention-refused' : 'attention-row'}>
      <strong dir="auto">{row.title}</strong>
      <small>{formatWhen(row.at, now)}</small>
      <p class={refused ? 'error' : 'hint'} dir="auto">
        {refused ? `${crmName} says: ${row.message ?? 'no'}` : (row.message ?? waitingWords(row, now))}
      </p>
      {mode === 'edit' && (
        <form
          class="panel"
          onSubmit={(event) => {
            event.preventDefault();
            onEdit({ subject, description });
            setMode('view');
          }}
        >
          <TextField label="Subject" value={subject} onInput={setSubject} autofocus />
          <TextField label="Description" value={description} rows={3} onInput={setDescription} />
          <div class="row">
            <Button type="submit" look="main">
              Save and try again
            </Button>
            <Button look="quiet" onClick={() => setMode('view')}>
              Cancel
            </Button>
          </div>
        </form>
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
          <Button
            look="quiet"
            icon="copy"
            label="Copy the entry"
            onClick={() => onCopy(`${row.subject}\n${row.description}`)}
          />
          <Button look="quiet" icon="trash" label="Discard" onClick={() => setMode('discard')} />
        </div>
      )}
    </li>
  );
}
