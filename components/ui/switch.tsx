import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { LockNote } from '@/components/ui/lock-note';

export interface SwitchProps {
  label: string;
  hint?: ComponentChildren;
  checked: boolean;
  locked?: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off, at once. */
export function Switch({ label, hint, checked, locked, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div class="switch">
      <div class="switch-text">
        <label for={id}>{label}</label>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        {locked && <LockNote />}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        disabled={locked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
