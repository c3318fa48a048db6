import type { PhoneSetup } from '@/utils/phone/phone-setup';
import type { SipSettings } from '@/utils/phone/phone-config';
import { DEFAULTS } from '@/utils/settings/schema';

/** The settings of a phone that is set up, for tests. */
export function phoneSetup({
  servers,
  domain,
  username,
  password,
  sip,
}: Pick<SipSettings, 'servers' | 'domain' | 'username'> & {
  password: string;
  sip?: Partial<SipSettings>;
}): PhoneSetup {
  return {
    sip: {
      ...DEFAULTS.sip,
      servers,
      domain,
      username,
      displayName: `Agent ${username}`,
      dtmf: 'info',
      ...sip,
    },
    password,
    audio: DEFAULTS.audio,
    calls: DEFAULTS.calls,
    country: DEFAULTS.detection.country,
  };
}
