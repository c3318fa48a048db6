import { Advanced } from '@/components/options/section';
import { LookupModules } from '@/components/options/lookup-modules';
import { SecretSetting } from '@/components/options/secret-setting';
import { SettingSelect, SettingText } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';
import { ZohoCheck } from '@/components/options/zoho-check';
import { ZohoGuide } from '@/components/options/zoho-guide';
import { ZohoSignIn } from '@/components/options/zoho-sign-in';
import type { ZohoPort } from '@/components/options/zoho-port';
import type { PageModel } from '@/components/page-model';
import type { ZohoDataCenter } from '@/utils/crm/crm-config';
import { ZOHO_REGIONS } from '@/utils/oauth/zoho-regions';

export interface ZohoSettingsProps {
  settings: SettingsModel;
  model: PageModel;
  zoho: ZohoPort;
  onCopy: (text: string) => void;
}

/** Data centre, client and the three ways to sign in to Zoho CRM. */
export function ZohoSettings({ settings, model, zoho, onCopy }: ZohoSettingsProps) {
  const dataCenter = settings.value<ZohoDataCenter>('crm.zoho.dataCenter');
  const signedIn = model.state.value?.crm.state === 'signed-in';
  return (
    <div class="zoho">
      <SettingSelect
        settings={settings}
        path="crm.zoho.dataCenter"
        label="Data centre"
        hint="The end of the address you see when you use Zoho: crm.zoho.com is United States, crm.zoho.eu is Europe."
        options={ZOHO_REGIONS.map(({ location, label, web }) => [
          location,
          `${label} (${web.replace('https://crm.', '')})`,
        ])}
      />
      <ZohoGuide dataCenter={dataCenter} redirectUri={zoho.redirectUri} onCopy={onCopy} />
      <SettingText settings={settings} path="crm.zoho.clientId" label="Client ID" code placeholder="1000.…" />
      <SecretSetting settings={settings} path="crm.zoho.clientSecret" label="Client Secret" />
      <ZohoSignIn settings={settings} zoho={zoho} signedIn={signedIn} />
      <LookupModules settings={settings} model={model} zoho={zoho} signedIn={signedIn} />
      <ZohoCheck model={model} zoho={zoho} />
      <Advanced>
        <SettingSelect
          settings={settings}
          path="crm.zoho.environment"
          label="Environment"
          options={[
            ['production', 'Production'],
            ['sandbox', 'Sandbox'],
            ['developer', 'Developer edition'],
          ]}
        />
      </Advanced>
    </div>
  );
}
