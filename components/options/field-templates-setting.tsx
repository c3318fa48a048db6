import { readFieldTemplates, writeFieldTemplates } from '@/components/options/field-templates';
import { renderExample } from '@/components/options/log-example';
import type { SettingsModel } from '@/components/options/settings-model';
import { TextField } from '@/components/ui/text-field';
import { useState } from 'preact/hooks';

const PATH = 'journal.fields';

/** Further fields of the CRM's call record, each with a text of its own. */
export function FieldTemplatesSetting({ settings }: { settings: SettingsModel }) {
  const [problem, setProblem] = useState<string>();
  return (
    <TextField
      label="Further fields"
      rows={2}
      code
      value={writeFieldTemplates(settings.value<Record<string, string>>(PATH))}
      placeholder="Call_Agenda = {{.Note}}"
      hint="One a line: the field’s API name in the CRM, an equals sign, and a text with variables."
      locked={settings.isLocked(PATH)}
      error={problem ?? settings.errorOf(PATH)}
      onCommit={(text) => {
        const fields = readFieldTemplates(text);
        const wrong = Object.entries(fields).find(([, template]) => 'problem' in renderExample(template));
        setProblem(wrong && `${wrong[0]}: this template cannot be used.`);
        if (!wrong) void settings.save(PATH, fields);
      }}
    />
  );
}
