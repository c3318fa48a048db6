import { useEffect, useState } from 'preact/hooks';
import {
  DispositionFields,
  usePicklists,
  type Disposition,
  type Picklists,
} from '@/components/call/disposition-fields';
import { Icon } from '@/components/ui/icon';
import { TextField } from '@/components/ui/text-field';
import { useDebounced } from '@/components/ui/use-debounced';

const NOTE_PAUSE_MS = 400;

export interface CallNotesProps {
  callId: string;
  /** What the engine keeps; it survives this window. */
  note: string;
  result?: string;
  purpose?: string;
  loadPicklists: () => Promise<Picklists>;
  /** What becomes of a note that is typed now, where that is not what one would think. */
  hint?: string;
  onNote: (note: string) => void;
  onDisposition: (value: Disposition) => void;
}

/** Notes and disposition of a call. The engine keeps them from the first pause in typing on. */
export function CallNotes(props: CallNotesProps) {
  const { callId, note, result, purpose, hint, loadPicklists, onNote, onDisposition } = props;
  const [text, setText] = useState(note);
  const lists = usePicklists(loadPicklists);
  const send = useDebounced(onNote, NOTE_PAUSE_MS);
  useEffect(() => setText(note), [callId]);
  return (
    <section class="notes">
      <TextField
        label="Notes"
        value={text}
        rows={3}
        hint={hint}
        placeholder="Saved with the call"
        onInput={(value) => {
          setText(value);
          send(value);
        }}
      />
      {(lists.results.length > 0 || lists.purposes.length > 0) && (
        <details open={Boolean(result || purpose)}>
          <summary>
            <Icon name="next" size={16} />
            Result and purpose
          </summary>
          <DispositionFields lists={lists} value={{ result, purpose }} onChange={onDisposition} />
        </details>
      )}
    </section>
  );
}
