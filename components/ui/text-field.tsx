import type { ComponentChildren } from 'preact';
import { Field } from '@/components/ui/field';

export interface TextFieldProps {
  label: string;
  value: string;
  hint?: ComponentChildren;
  error?: string;
  locked?: boolean;
  required?: boolean;
  type?: 'text' | 'password' | 'email' | 'tel' | 'url' | 'number' | 'date';
  placeholder?: string;
  maxLength?: number;
  rows?: number;
  autofocus?: boolean;
  /** Text such as addresses and ids: no spelling, no capital letters by themselves, fixed width. */
  code?: boolean;
  /** Each keystroke. */
  onInput?: (value: string) => void;
  /** When the user leaves the field with another value, or presses Enter. */
  onCommit?: (value: string) => void;
}

/** One line of text, or several where `rows` says so. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    value,
    hint,
    error,
    locked,
    required,
    type = 'text',
    placeholder,
    maxLength,
    rows,
    code,
  } = props;
  return (
    <Field label={label} hint={hint} error={error} locked={locked} required={required}>
      {(control) => {
        const shared = {
          ...control,
          value,
          placeholder,
          maxLength,
          autoFocus: props.autofocus,
          class: code ? 'code' : undefined,
          spellcheck: code ? false : undefined,
          autocapitalize: code ? ('off' as const) : undefined,
          autocomplete: type === 'password' ? 'new-password' : 'off',
          onInput: (event: { currentTarget: { value: string } }) =>
            props.onInput?.(event.currentTarget.value),
          onChange: (event: { currentTarget: { value: string } }) =>
            props.onCommit?.(event.currentTarget.value),
        };
        return rows ? <textarea rows={rows} {...shared} /> : <input type={type as 'text'} {...shared} />;
      }}
    </Field>
  );
}
