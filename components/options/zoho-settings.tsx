import { useState } from 'preact/hooks';
import { Advanced } from '@/components/options/section';
import { SettingList, SettingSecret, SettingSelect, SettingText } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';
import { ZohoCheck } from '@/components/options/zoho-check';
import { ZohoGuide } from '@/components/options/zoho-guide';
import type { ZohoPort } from '@/components/options/zoho-port';
import type { PageModel } from '@/components/page-model';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
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
  const [pasted, setPasted] = useState('');
  const [busy, setBusy] = useState(false);
  const dataCenter = settings.value<ZohoDataCenter>('crm.zoho.dataCenter');
  const ready =
    settings.value<string>('crm.zoho.clientId') !== '' && settings.secrets.value['crm.zoho.clientSecret'];
  const during = async (work: Promise<void>) => {
    setBusy(true);
    await model.run(work);
    await settings.reload();
    setBusy(false);
  };
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
      <SettingSecret settings={settings} path="crm.zoho.clientSecret" label="Client Secret" />
      <div class="ways">
        {zoho.signIn && (
          <div class="way">
            <h3>Sign in with your browser</h3>
            <p class="hint">Zoho’s own window asks for your permission.</p>
            <Button look="main" disabled={!ready || busy} onClick={() => void during(zoho.signIn!())}>
              Sign in to Zoho
            </Button>
            {!ready && <p class="hint">Enter Client ID and Client Secret first.</p>}
          </div>
        )}
        <form
          class="way"
          onSubmit={(event) => {
            event.preventDefault();
            if (pasted.trim()) void during(zoho.signInByPaste(pasted)).then(() => setPasted(''));
          }}
        >
          <h3>{zoho.signIn ? 'Or paste a code' : 'Paste a code'}</h3>
          <TextField
            label="Grant code or refresh token"
            type="password"
            code
            value={pasted}
            onInput={setPasted}
            hint="A code from a self client works for some minutes only."
          />
          <Button type="submit" disabled={!pasted.trim() || busy}>
            Use this code
          </Button>
        </form>
      </div>
      <SettingSecret
        settings={settings}
        path="crm.zoho.refreshToken"
        label="Refresh Token"
        hint="Filled in by signing in, or paste your own."
      />
      {zoho.check && <ZohoCheck model={model} check={zoho.check} createKeyField={zoho.createKeyField} />}
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
        <SettingList
          settings={settings}
          path="crm.zoho.lookupIn"
          label="Look for callers in"
          rows={4}
          hint="Modules by their API names, one a line. The first is asked first."
        />
      </Advanced>
    </div>
  );
}
