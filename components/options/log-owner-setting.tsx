import { useState } from 'preact/hooks';
import { SettingText } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';
import { Choice } from '@/components/ui/choice';

const OWNER = 'journal.owner';

/** Whom the CRM shows as owner of a saved call: whoever was on the phone, or always the same user. */
export function LogOwnerSetting({ settings }: { settings: SettingsModel }) {
  const owner = settings.value<string>(OWNER);
  const [choosing, setChoosing] = useState(false);
  const fixed = choosing || owner !== 'agent';
  return (
    <>
      <Choice
        legend="In the CRM, calls belong to"
        value={fixed ? 'user' : 'agent'}
        locked={settings.isLocked(OWNER)}
        options={[
          { value: 'agent', label: 'The person on the phone' },
          { value: 'user', label: 'Always the same user' },
        ]}
        onChange={(value) => {
          setChoosing(value === 'user');
          if (value === 'agent') void settings.save(OWNER, 'agent');
        }}
      />
      {fixed ? (
        <SettingText
          settings={settings}
          path={OWNER}
          label="E-mail address of that user"
          placeholder="admin@example.com"
          shown={owner === 'agent' ? '' : owner}
        />
      ) : (
        <SettingText
          settings={settings}
          path="crm.agentEmail"
          label="Your e-mail address in the CRM"
          hint="Only needed where several people share one sign-in. Otherwise calls belong to whoever is signed in."
        />
      )}
    </>
  );
}
