import type { AudioSettings, CallSettings, SipSettings } from '@/utils/phone/phone-config';

/** Everything the phone works with; changed settings are handed over whole. Empty ones are fine: it then says `not-set-up`. */
export interface PhoneSetup {
  sip: SipSettings;
  /** Empty when there is none, or while the vault is locked. */
  password: string;
  audio: AudioSettings;
  calls: CallSettings;
  /** ISO 3166 region numbers are dialled from. */
  country: string;
}
