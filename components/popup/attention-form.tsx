import { useState } from 'preact/hooks';
import { DispositionFields, usePicklists, type Picklists } from '@/components/call/disposition-fields';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import type { OutboxRow } from '@/utils/messaging/apis';

/** Where the entry leaves a text to the CRM's template, nothing stands in its field. */
const hintFor = (text: string) =>
  text === '' ? 'Left empty, the words of your CRM’s template are used.' : undefined;

export interface AttentionFormProps {
  content: OutboxRow['content'];
  loadPicklists: () => Promise<Picklists>;
  onSave: (content: OutboxRow['content']) => void;
  onCancel: () => void;
}

/** All of a refused log that the user can put right. */
export function AttentionForm({ content, loadPicklists, onSave, onCancel }: AttentionFormProps) {
  const [draft, setDraft] = useState(content);
  const lists = usePicklists(loadPicklists);
  const change = (part: Partial<OutboxRow['content']>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draft);
      }}
    >
      <TextField
        label="Subject"
        value={draft.subject}
        hint={hintFor(content.subject)}
        onInput={(subject) => change({ subject })}
        autofocus
      />
      <DispositionFields lists={lists} value={draft} onChange={change} />
      <TextField
        label="Description"
        value={draft.description}
        hint={hintFor(content.description)}
        rows={3}
        onInput={(description) => change({ description })}
      />
      <TextField
        label="Notes"
        value={draft.note ?? ''}
        rows={3}
        onInput={(note) => change({ note: note || undefined })}
      />
      <div class="row">
        <Button type="submit" look="main">
          Save and try again
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
