import type { ComponentChildren } from 'preact';
import type { SettingsModel } from '@/components/options/settings-model';
import { SelectField } from '@/components/ui/select-field';
import { Switch } from '@/components/ui/switch';
import { TextField, type TextFieldProps } from '@/components/ui/text-field';
import { Choice, type ChoiceProps } from '@/components/ui/choice';

interface SettingProps {
  settings: SettingsModel;
  /** Dotted path. */
  path: string;
  label: string;
  hint?: ComponentChildren;
}

/** One line (or several) of text, saved when the user leaves the field. */
export function SettingText(
  props: SettingProps &
    Pick<TextFieldProps, 'placeholder' | 'code' | 'rows' | 'required' | 'type'> & {
      /** What to show instead of the stored value. */
      shown?: string;
    },
) {
  const { settings, path, shown, ...rest } = props;
  return (
    <TextField
      {...rest}
      value={shown ?? settings.value<string>(path)}
      locked={settings.isLocked(path)}
      error={settings.errorOf(path)}
      onCommit={(value) => void settings.save(path, rest.rows ? value : value.trim())}
    />
  );
}

/** A whole number. */
export function SettingNumber(props: SettingProps) {
  const { settings, path, ...rest } = props;
  return (
    <TextField
      {...rest}
      type="number"
      value={String(settings.value<number>(path))}
      locked={settings.isLocked(path)}
      error={settings.errorOf(path)}
      onCommit={(value) => void settings.save(path, Number(value))}
    />
  );
}

/** A list, one entry a line. */
export function SettingList(props: SettingProps & { placeholder?: string; rows?: number }) {
  const { settings, path, rows = 2, ...rest } = props;
  return (
    <TextField
      {...rest}
      code
      rows={rows}
      value={settings.value<string[]>(path).join('\n')}
      locked={settings.isLocked(path)}
      error={settings.errorOf(path)}
      onCommit={(value) =>
        void settings.save(
          path,
          value
            .split(/[\n,]/)
            .map((line) => line.trim())
            .filter(Boolean),
        )
      }
    />
  );
}

/** On or off. */
export function SettingSwitch({ settings, path, label, hint }: SettingProps) {
  return (
    <Switch
      label={label}
      hint={hint}
      checked={settings.value<boolean>(path)}
      locked={settings.isLocked(path)}
      onChange={(on) => void settings.save(path, on)}
    />
  );
}

/** One of a list. */
export function SettingSelect(props: SettingProps & { options: readonly (readonly [string, string])[] }) {
  const { settings, path, ...rest } = props;
  return (
    <SelectField
      {...rest}
      value={settings.value<string>(path)}
      locked={settings.isLocked(path)}
      error={settings.errorOf(path)}
      onChange={(value) => void settings.save(path, value)}
    />
  );
}

/** One of a few, all in view. */
export function SettingChoice(props: {
  settings: SettingsModel;
  path: string;
  legend: string;
  options: ChoiceProps<string>['options'];
}) {
  const { settings, path, ...rest } = props;
  return (
    <Choice
      {...rest}
      value={settings.value<string>(path)}
      locked={settings.isLocked(path)}
      onChange={(value) => void settings.save(path, value)}
    />
  );
}
