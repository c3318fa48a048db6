import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { LockNote } from '@/components/ui/lock-note';

export interface ChoiceProps<Value extends string> {
  legend: string;
  value: Value;
  /** Value, what users read, and what it means. */
  options: readonly { value: Value; label: string; hint?: ComponentChildren }[];
  locked?: boolean;
  onChange: (value: Value) => void;
}

/** One of a few, all of them in view. */
export function Choice<Value extends string>({
  legend,
  value,
  options,
  locked,
  onChange,
}: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset class="choice" disabled={locked}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label class="choice-option" key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <small class="hint">{option.hint}</small>}
          </span>
        </label>
      ))}
      {locked && <LockNote />}
    </fieldset>
  );
}
