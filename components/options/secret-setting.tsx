import { useState } from 'preact/hooks';
import type { SettingsModel } from '@/components/options/settings-model';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { LockNote } from '@/components/ui/lock-note';
import { TextField } from '@/components/ui/text-field';

export interface SecretSettingProps {
  settings: SettingsModel;
  /** Dotted path of the secret. */
  path: string;
  label: string;
  hint?: string;
}

/** A password or token: it can be replaced or removed, never read. */
export function SecretSetting({ settings, path, label, hint }: SecretSettingProps) {
  const stored = settings.secrets.value[path] ?? false;
  const [editing, setEditing] = useState(false);
  const locked = settings.isLocked(path);
  if (stored && !editing)
    return (
      <div class="field" role="group" aria-label={label}>
        <span class="field-label">{label}</span>
        <div class="secret">
          <Icon name="lock" size={16} />
          <span>Encrypted</span>
          {!locked && (
            <>
              <Button look="quiet" label={`Change ${label.toLowerCase()}`} onClick={() => setEditing(true)}>
                Change
              </Button>
              <Button
                look="danger-quiet"
                icon="trash"
                label={`Remove ${label.toLowerCase()}`}
                onClick={() => void settings.saveSecret(path, '')}
              />
            </>
          )}
        </div>
        {locked && <LockNote />}
      </div>
    );
  return (
    <TextField
      label={label}
      hint={hint}
      type="password"
      value=""
      code
      autofocus={editing}
      locked={locked}
      error={settings.errorOf(path)}
      onCommit={(value) => {
        setEditing(false);
        if (value) void settings.saveSecret(path, value);
      }}
    />
  );
}
