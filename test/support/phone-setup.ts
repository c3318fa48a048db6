import type { PhoneSetup } from '@/utils/phone/phone-setup';
import type { SipSettings } from '@/utils/phone/phone-config';

/** The settings of a phone that is set up, for tests. */
export function phoneSetup({
  servers,
  domain,
  username,
  password,
  sip,
}: {
  servers: string[];
  domain: string;
  username: string;
  password: string;
  sip?: Partial<SipSettings>;
}): PhoneSetup {
  return {
    sip: {
      servers,
      domain,
      username,
      authorizationUsername: '',
      displayName: `Agent ${username}`,
      iceServers: [],
      relayOnly: false,
      registerSeconds: 300,
      dtmf: 'info',
      dialFormat: 'plus',
      dialPrefix: '',
      autoAnswer: false,
      voicemailNumber: '',
      pickupCode: '',
      ...sip,
    },
    password,
    audio: {
      input: 'default',
      output: 'default',
      ringOutput: 'default',
      ringtone: 'classic',
      noiseSuppression: true,
      echoCancellation: true,
      autoGainControl: true,
    },
    calls: {
      incomingWindow: true,
      notification: true,
      waiting: true,
      doNotDisturb: false,
      confirmInternational: true,
      colleagues: [],
    },
    country: 'US',
  };
}
