import { Section } from '@/components/options/section';
import { SettingChoice, SettingList, SettingSelect } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';
import { countryOptions } from '@/components/options/country-options';
import { Button } from '@/components/ui/button';

export interface PagesSectionProps {
  settings: SettingsModel;
  /** Asks the browser for the sites that the settings name; must run in the click. */
  onGrant: () => void;
}

/** Where numbers are found, and what a click does. */
export function PagesSection({ settings, onGrant }: PagesSectionProps) {
  const everywhere = settings.value<string>('detection.mode') === 'everywhere';
  const allow = settings.value<string[]>('detection.allow');
  return (
    <Section
      name="pages"
      intro="Switchhook marks telephone numbers without changing the page. Nothing of a page leaves your browser."
    >
      <SettingSelect
        settings={settings}
        path="detection.country"
        label="Your country"
        hint="Numbers without a country code are read as numbers of this country."
        options={countryOptions()}
      />
      <SettingChoice
        settings={settings}
        path="detection.mode"
        legend="Find numbers"
        options={[
          { value: 'listed', label: 'In the CRMs and on the sites below' },
          { value: 'everywhere', label: 'On every site', hint: 'The browser asks for your permission once.' },
        ]}
      />
      <SettingList
        settings={settings}
        path="detection.allow"
        label="Further sites"
        rows={3}
        placeholder="crm.example.com"
        hint="One host a line; *.example.com means all below it."
      />
      {(everywhere || allow.length > 0) && (
        <div class="row">
          <Button icon="globe" onClick={onGrant}>
            Give access to {everywhere ? 'all sites' : 'these sites'}
          </Button>
        </div>
      )}
      <SettingList
        settings={settings}
        path="detection.deny"
        label="Never on"
        rows={2}
        placeholder="mail.example.com"
      />
      <SettingChoice
        settings={settings}
        path="detection.dialOn"
        legend="A call starts"
        options={[
          { value: 'click', label: 'By a click on the number' },
          {
            value: 'button',
            label: 'By the button beside the number',
            hint: 'A click on the number does what the page wants.',
          },
        ]}
      />
    </Section>
  );
}
