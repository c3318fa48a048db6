import { useState } from 'preact/hooks';
import { renderExample } from '@/components/options/log-example';
import type { SettingsModel } from '@/components/options/settings-model';
import { TextField } from '@/components/ui/text-field';

export interface TemplateTextSettingProps {
  settings: SettingsModel;
  path: string;
  label: string;
  rows: number;
}

/** A text with variables: shows at each key what it makes of an example call; one that cannot be used is not saved. */
export function TemplateTextSetting({ settings, path, label, rows }: TemplateTextSettingProps) {
  const saved = settings.value<string>(path);
  const [draft, setDraft] = useState<string | null>(null);
  const source = draft ?? saved;
  const example = renderExample(source);
  const problem = 'problem' in example ? example.problem : undefined;
  return (
    <TextField
      label={label}
      rows={rows}
      code
      value={source}
      locked={settings.isLocked(path)}
      error={problem ?? settings.errorOf(path)}
      hint={'text' in example && example.text && <span dir="auto">Example: {example.text}</span>}
      onInput={setDraft}
      onCommit={(value) => {
        if ('problem' in renderExample(value)) return;
        setDraft(null);
        void settings.save(path, value);
      }}
    />
  );
}
