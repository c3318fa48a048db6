import { readColleagues, writeColleagues } from '@/components/options/colleagues-text';
import { SettingText } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';
import { TextField } from '@/components/ui/text-field';
import type { Colleague } from '@/utils/phone/phone-config';

const PATH = 'calls.colleagues';

/** The colleagues shown in the popup, one a line, and how their ringing calls are taken. */
export function ColleagueSettings({ settings }: { settings: SettingsModel }) {
  return (
    <>
      <TextField
        label="Colleagues in the popup"
        rows={4}
        value={writeColleagues(settings.value<Colleague[]>(PATH))}
        placeholder={'1002 Anna Berg\n1003 Ben Cole'}
        hint="One a line: extension, then name. You see who is free, and call or transfer with a click. Your phone system must offer busy lamps (BLF)."
        locked={settings.isLocked(PATH)}
        error={settings.errorOf(PATH)}
        onCommit={(text) => void settings.save(PATH, readColleagues(text))}
      />
      <SettingText
        settings={settings}
        path="sip.pickupCode"
        label="Pickup code"
        code
        placeholder="*8"
        hint="Takes a call that rings at a colleague’s. Write **{extension} if the extension belongs to the code."
      />
    </>
  );
}
