import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';

export interface PastNoteProps {
  note: string;
  /** What becomes of a note that is typed now, where that is not what one would think. */
  hint?: string;
  onSave: (note: string) => void;
  onCancel: () => void;
}

/** The note of a call that is over, to be written or changed. */
export function PastNote({ note, hint, onSave, onCancel }: PastNoteProps) {
  const [text, setText] = useState(note);
  return (
    <form
      class="panel past-note"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text);
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <TextField label="Notes" value={text} rows={3} hint={hint} autofocus onInput={setText} />
      <div class="row">
        <Button type="submit" look="main">
          Save
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
