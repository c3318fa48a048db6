import { toDialString } from '@/utils/numbers/dial-format';
import { parseNumber } from '@/utils/numbers/parse';
import type { RemoteParty } from '@/utils/phone/call';
import { cleanNumber } from '@/utils/phone/clean-text';
import type { SipSettings } from '@/utils/phone/phone-config';
import { PhoneError } from '@/utils/phone/phone-service';

/** What an own feature code looks like, such as `*8` or `*21*1002#`. */
const FEATURE_CODE = /^[*#][0-9*#]{0,31}$|^[0-9]{1,20}[*#][0-9*#]{0,20}$/;
/** Fewer digits than this are an extension. */
const SHORTEST_OUTSIDE = 7;

/** The user part to dial, as the PBX wants it: digits, `+`, and in feature codes `*` and `#`. */
export function dialTarget(
  number: string,
  { dialFormat, dialPrefix }: Pick<SipSettings, 'dialFormat' | 'dialPrefix'>,
  country: string,
): string {
  const typed = number.replace(/[\s().-]/g, '');
  if (FEATURE_CODE.test(typed)) return typed.replaceAll('#', '%23');
  try {
    return toDialString(number, { dialFormat, dialPrefix, country });
  } catch {
    throw new PhoneError('not-a-number', 'This is not a telephone number.');
  }
}

/** The party as dialled, before the PBX says more. */
export function dialledParty(number: string, country: string, ext = ''): RemoteParty {
  return withE164({ number: cleanNumber(number), ...(ext ? { ext } : {}), name: '' }, country);
}

/** Adds E.164 where the number can be understood; extensions stay what they are. */
export function withE164(remote: RemoteParty, country: string): RemoteParty {
  const digits = remote.number.replace(/[^0-9]/g, '');
  if (digits.length < SHORTEST_OUTSIDE || /[^0-9+]/.test(remote.number.replace(/[.\-_]/g, ''))) return remote;
  // Many PBXs send E.164 without the plus.
  const e164 = parseNumber(remote.number, country)?.e164;
  return e164 ? { ...remote, e164 } : remote;
}
