import type { ComponentChildren } from 'preact';
import { CrmStatusLine } from '@/components/options/crm-status-line';
import { Section } from '@/components/options/section';
import { SettingChoice, SettingSwitch } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';
import { ZohoSettings } from '@/components/options/zoho-settings';
import type { ZohoPort } from '@/components/options/zoho-port';
import type { PageModel } from '@/components/page-model';
import type { ZohoDataCenter } from '@/utils/crm/crm-config';
import { regionOf } from '@/utils/oauth/zoho-regions';

export interface CrmSectionProps {
  settings: SettingsModel;
  model: PageModel;
  zoho: ZohoPort;
  onCopy: (text: string) => void;
  /** The template workbench. */
  workbench?: ComponentChildren;
}

/** Which CRM, and the way into it. */
export function CrmSection({ settings, model, zoho, onCopy, workbench }: CrmSectionProps) {
  const kind = settings.value<'zoho' | 'template' | 'none'>('crm.kind');
  const crm = model.state.value?.crm;
  return (
    <Section
      name="crm"
      intro="Switchhook looks up callers, creates records and saves calls there. Nothing passes through anybody else’s server."
    >
      <SettingChoice
        settings={settings}
        path="crm.kind"
        legend="Your CRM"
        options={[
          { value: 'zoho', label: 'Zoho CRM' },
          {
            value: 'template',
            label: 'Another CRM',
            hint: 'Salesforce, SugarCRM, vTiger, Zendesk, or any with a template file.',
          },
          { value: 'none', label: 'None', hint: 'Switchhook is a telephone only.' },
        ]}
      />
      {kind !== 'none' && crm && (
        <CrmStatusLine
          crm={crm}
          place={
            kind === 'zoho'
              ? regionOf(settings.value<ZohoDataCenter>('crm.zoho.dataCenter')).label
              : undefined
          }
          onCheck={() => void model.run(model.engine.checkCrm())}
          onSignOut={kind === 'zoho' ? () => void model.run(zoho.signOut()) : undefined}
        />
      )}
      {kind === 'zoho' && <ZohoSettings settings={settings} model={model} zoho={zoho} onCopy={onCopy} />}
      {kind === 'template' && workbench}
      {kind !== 'none' && (
        <SettingSwitch
          settings={settings}
          path="crm.alwaysQuery"
          label="Ask the CRM at every call"
          hint="Off: a caller found some minutes ago is shown at once from memory."
        />
      )}
    </Section>
  );
}
