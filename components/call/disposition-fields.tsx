import { useEffect, useState } from 'preact/hooks';
import { SelectField } from '@/components/ui/select-field';

/** What a call led to, and what it was for; nothing where the user said nothing. */
export interface Disposition {
  result?: string;
  purpose?: string;
}

/** The values the CRM allows. */
export interface Picklists {
  results: string[];
  purposes: string[];
}

/** The CRM's own lists; empty while they are read, and where there are none. */
export function usePicklists(load: () => Promise<Picklists>): Picklists {
  const [lists, setLists] = useState<Picklists>({ results: [], purposes: [] });
  useEffect(() => {
    let wanted = true;
    load().then(
      (loaded) => wanted && setLists(loaded),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, []);
  return lists;
}

/** A value that left the list stays in view, so that it can be seen and changed. */
const optionsOf = (values: readonly string[], value = '') =>
  [
    ['', 'None'],
    ...values.map((each) => [each, each] as const),
    ...(value && !values.includes(value) ? [[value, `${value} (not in the list)`] as const] : []),
  ] as const;

export interface DispositionFieldsProps {
  lists: Picklists;
  value: Disposition;
  onChange: (value: Disposition) => void;
}

/** Result and purpose of a call, by the CRM's own lists. */
export function DispositionFields({ lists, value, onChange }: DispositionFieldsProps) {
  const { result, purpose } = value;
  return (
    <div class="pair">
      {(lists.results.length > 0 || result) && (
        <SelectField
          label="Result"
          value={result ?? ''}
          options={optionsOf(lists.results, result)}
          onChange={(next) => onChange({ result: next || undefined, purpose })}
        />
      )}
      {(lists.purposes.length > 0 || purpose) && (
        <SelectField
          label="Purpose"
          value={purpose ?? ''}
          options={optionsOf(lists.purposes, purpose)}
          onChange={(next) => onChange({ result, purpose: next || undefined })}
        />
      )}
    </div>
  );
}
