import { Advanced, Section } from '@/components/options/section';
import { LogOwnerSetting } from '@/components/options/log-owner-setting';
import { SettingChoice, SettingSelect, SettingSwitch } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';
import { FieldTemplatesSetting } from '@/components/options/field-templates-setting';
import { TemplateTextSetting } from '@/components/options/template-text-setting';
import { TemplateVariables } from '@/components/options/template-variables';
import { Choice } from '@/components/ui/choice';

const DIRECTIONS = [
  { value: 'both', label: 'Incoming and outgoing calls', list: ['inbound', 'outbound'] },
  { value: 'inbound', label: 'Incoming calls only', list: ['inbound'] },
  { value: 'outbound', label: 'Outgoing calls only', list: ['outbound'] },
] as const;

/** Who is created, what opens, and what is written after a call. */
export function LoggingSection({ settings }: { settings: SettingsModel }) {
  const createFor = settings.value<string[]>('contacts.createFor');
  const direction = createFor.length === 1 ? (createFor[0] as 'inbound' | 'outbound') : 'both';
  const automatic = settings.value<string>('contacts.create') === 'automatic';
  return (
    <Section name="logging">
      <SettingChoice
        settings={settings}
        path="contacts.create"
        legend="When a number is not in your CRM"
        options={[
          {
            value: 'manual',
            label: 'Offer to create a record',
            hint: 'A button in the call window; nothing happens by itself.',
          },
          {
            value: 'automatic',
            label: 'Create a record by itself',
            hint: 'When the call has ended, with the number as name until somebody knows better.',
          },
        ]}
      />
      <SettingSelect
        settings={settings}
        path="contacts.createIn"
        label="New records are"
        options={[
          ['Leads', 'Leads'],
          ['Contacts', 'Contacts'],
        ]}
      />
      {automatic && (
        <Choice
          legend="By itself for"
          value={direction}
          options={DIRECTIONS}
          locked={settings.isLocked('contacts.createFor')}
          onChange={(value) =>
            void settings.save('contacts.createFor', [
              ...DIRECTIONS.find((each) => each.value === value)!.list,
            ])
          }
        />
      )}
      <SettingChoice
        settings={settings}
        path="pop.how"
        legend="The caller’s page in the CRM"
        options={[
          { value: 'manual', label: 'Opens when you click View' },
          { value: 'automatic', label: 'Opens by itself for incoming calls' },
        ]}
      />
      {settings.value<string>('pop.how') === 'automatic' && (
        <SettingSelect
          settings={settings}
          path="pop.when"
          label="It opens when"
          options={[
            ['ringing', 'it rings'],
            ['answered', 'you answer'],
            ['ended', 'the call is over'],
          ]}
        />
      )}
      <SettingSwitch settings={settings} path="journal.enabled" label="Save every call in the CRM" />
      {settings.value<boolean>('journal.enabled') && (
        <>
          <SettingSwitch settings={settings} path="journal.logMissed" label="Save missed calls, too" />
          <SettingSwitch
            settings={settings}
            path="journal.logInternal"
            label="Save calls with colleagues, too"
            hint="And with short numbers of the phone system, such as the mailbox."
          />
          <SettingSwitch
            settings={settings}
            path="journal.recordingLink"
            label="Add the link to the recording"
            hint="Where your phone system gives one."
          />
          <LogOwnerSetting settings={settings} />
          <Advanced title="What is written">
            {settings.value<string>('crm.kind') === 'template' && (
              <p class="hint">
                Your CRM’s template has a subject and a description of its own. They are written until you
                change the texts here.
              </p>
            )}
            <TemplateTextSetting settings={settings} path="journal.subject" label="Subject" rows={2} />
            <TemplateTextSetting
              settings={settings}
              path="journal.description"
              label="Description"
              rows={4}
            />
            <FieldTemplatesSetting settings={settings} />
            <TemplateVariables />
          </Advanced>
        </>
      )}
    </Section>
  );
}
