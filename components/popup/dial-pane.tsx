import { useEffect, useRef, useState } from 'preact/hooks';
import type { CrmRecord, RecordRef } from '@/utils/crm/connector';
import { Keypad } from '@/components/call/keypad';
import { NameResults } from '@/components/popup/name-results';
import { cleanDialled, isDiallable, isName } from '@/components/popup/dialled-text';
import { DialHint } from '@/components/popup/dial-hint';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { useSearch } from '@/components/ui/use-search';

export interface DialPaneProps {
  country: string;
  now: () => number;
  /** Whether calls can be placed right now. */
  ready: boolean;
  /** Absent where the CRM cannot search. */
  search?: (text: string) => Promise<CrmRecord[]>;
  /** The number last dialled: a click on Call with an empty field brings it back, as on a desk phone. */
  lastNumber: string;
  onDial: (number: string, record?: RecordRef) => void;
  onView: (record: RecordRef) => void;
}

/** Type, paste or click a number, or write a name and pick from the CRM. */
export function DialPane(props: DialPaneProps) {
  const { country, now, ready, search, lastNumber, onDial, onView } = props;
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const name = isName(text);
  const found = useSearch(search, name ? text : '');
  useEffect(() => field.current?.focus(), []);
  const dial = () => {
    if (isDiallable(text)) onDial(text);
    else if (text === '' && lastNumber) setText(lastNumber);
  };
  const insert = (key: string) => {
    const input = field.current;
    const [from, to] = [input?.selectionStart ?? text.length, input?.selectionEnd ?? text.length];
    setText(text.slice(0, from) + key + text.slice(to));
    requestAnimationFrame(() => input?.setSelectionRange(from + key.length, from + key.length));
  };
  return (
    <form
      class="dial"
      onSubmit={(event) => {
        event.preventDefault();
        dial();
      }}
    >
      <div class="dial-field">
        <input
          ref={field}
          type="text"
          inputMode="tel"
          dir="auto"
          value={text}
          placeholder={search ? 'Number or name' : 'Number'}
          aria-label={search ? 'Number or name' : 'Number'}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setText(cleanDialled(event.currentTarget.value))}
        />
        {text && (
          <Button look="quiet" icon="erase" label="Delete" onClick={() => setText(text.slice(0, -1))} />
        )}
      </div>
      {name ? (
        <NameResults
          searchable={search !== undefined}
          result={found}
          country={country}
          onDial={onDial}
          onView={onView}
        />
      ) : (
        <>
          <DialHint text={text} country={country} now={now()} />
          <Keypad onKey={insert} onPlus={() => insert('+')} />
          <button
            type="submit"
            class="button button-call button-wide"
            aria-disabled={
              !ready || (!isDiallable(text) && !(text === '' && lastNumber)) ? 'true' : undefined
            }
          >
            <Icon name="phone" />
            <span>{ready ? 'Call' : 'No phone line'}</span>
          </button>
        </>
      )}
    </form>
  );
}
