import type { ComponentChildren } from 'preact';
import { Field } from '@/components/ui/field';

export interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  /** Value and what users read. */
  options: readonly (readonly [Value, string])[];
  hint?: ComponentChildren;
  error?: string;
  locked?: boolean;
  required?: boolean;
  onChange: (value: Value) => void;
}

/** One of a list, by the browser's own control. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, options, hint, error, locked, required, onChange } = props;
  return (
    <Field label={label} hint={hint} error={error} locked={locked} required={required}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.currentTarget.value as Value)}>
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
