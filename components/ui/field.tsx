import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { LockNote } from '@/components/ui/lock-note';

export interface FieldProps {
  label: string;
  /** One line below the control: what to enter, or what it does. */
  hint?: ComponentChildren;
  /** A plain sentence beside the control when its value cannot be used. */
  error?: string;
  /** The organisation has fixed this value. */
  locked?: boolean;
  required?: boolean;
  /** Draws the control; it must carry the given id and description. */
  children: (control: FieldControl) => ComponentChildren;
}

/** What a control inside a field must carry so that label, hint and error belong to it. */
export interface FieldControl {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
  'aria-required'?: 'true';
  disabled?: boolean;
}

/** A labelled control with hint, error and the organisation's lock. */
export function Field({ label, hint, error, locked, required, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`, locked && `${id}-lock`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class={`field${error ? ' field-wrong' : ''}`}>
      <label for={id}>
        {label}
        {required && (
          <span class="required" title="Needed">
            {' '}
            *
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? 'true' : undefined,
        'aria-required': required ? 'true' : undefined,
        disabled: locked || undefined,
      })}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {locked && <LockNote id={`${id}-lock`} />}
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
