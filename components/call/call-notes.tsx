import { useEffect, useState } from 'preact/hooks';
import { Icon } from '@/components/ui/icon';
import { SelectField } from '@/components/ui/select-field';
import { TextField } from '@/components/ui/text-field';
import { useDebounced } from '@/components/ui/use-debounced';

const NOTE_PAUSE_MS = 400;

export interface CallNotesProps {
  callId: string;
  /** What the engine keeps; it survives this window. */
  note: string;
  result?: string;
  purpose?: string;
  loadPicklists: () => Promise<{ results: string[]; purposes: string[] }>;
  onNote: (note: string) => void;
  onDisposition: (values: { result?: string; purpose?: string }) => void;
}

const withNone = (values: readonly string[]) =>
  [['', 'None'], ...values.map((value) => [value, value] as const)] as const;

/** Notes and disposition of a call. The engine keeps them from the first pause in typing on. */
export function CallNotes(props: CallNotesProps) {
  const { callId, note, result, purpose, loadPicklists, onNote, onDisposition } = props;
  const [text, setText] = useState(note);
  const [lists, setLists] = useState<{ results: string[]; purposes: string[] }>({
    results: [],
    purposes: [],
  });
  const send = useDebounced(onNote, NOTE_PAUSE_MS);
  useEffect(() => setText(note), [callId]);
  useEffect(() => {
    let wanted = true;
    loadPicklists().then(
      (loaded) => wanted && setLists(loaded),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, []);
  return (
    <section class="notes">
      <TextField
        label="Notes"
        value={text}
        rows={3}
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
          <div class="pair">
            {lists.results.length > 0 && (
              <SelectField
                label="Result"
                value={result ?? ''}
                options={withNone(lists.results)}
                onChange={(value) => onDisposition({ result: value || undefined, purpose })}
              />
            )}
            {lists.purposes.length > 0 && (
              <SelectField
                label="Purpose"
                value={purpose ?? ''}
                options={withNone(lists.purposes)}
                onChange={(value) => onDisposition({ result, purpose: value || undefined })}
              />
            )}
          </div>
        </details>
      )}
    </section>
  );
}
