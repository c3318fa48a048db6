import { readIceServers, writeIceServers } from '@/components/options/ice-servers-text';
import type { SettingsModel } from '@/components/options/settings-model';
import { TextField } from '@/components/ui/text-field';
import type { IceServer } from '@/utils/phone/phone-config';

const PATH = 'sip.iceServers';

/** STUN and TURN servers, one a line. */
export function IceServerList({ settings }: { settings: SettingsModel }) {
  return (
    <TextField
      label="STUN and TURN servers"
      code
      rows={2}
      value={writeIceServers(settings.value<IceServer[]>(PATH))}
      placeholder={'stun:stun.example.com\nturn:turn.example.com user password'}
      hint="One a line; for TURN with user name and password. In an office network none may be needed."
      locked={settings.isLocked(PATH)}
      error={settings.errorOf(PATH)}
      onCommit={(text) => void settings.save(PATH, readIceServers(text))}
    />
  );
}
