import { ColleagueSettings } from '@/components/options/colleague-settings';
import { Section } from '@/components/options/section';
import { SettingSwitch } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';

/** How calls reach the user. */
export function CallsSection({ settings }: { settings: SettingsModel }) {
  return (
    <Section name="calls">
      <SettingSwitch
        settings={settings}
        path="calls.incomingWindow"
        label="Open a window when somebody calls"
        hint="It shows the number, then who it is."
      />
      <SettingSwitch settings={settings} path="calls.notification" label="Show a system notification" />
      <SettingSwitch
        settings={settings}
        path="calls.waiting"
        label="Let a second call knock"
        hint="You hear a beep and can hold the first. Off: callers hear that you are busy."
      />
      <SettingSwitch
        settings={settings}
        path="calls.doNotDisturb"
        label="Do not disturb"
        hint="Nothing rings; callers hear that you are busy."
      />
      <SettingSwitch
        settings={settings}
        path="calls.confirmInternational"
        label="Ask before calls abroad, to premium and emergency numbers"
      />
      <ColleagueSettings settings={settings} />
    </Section>
  );
}
