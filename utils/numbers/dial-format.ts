import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isEmergencyNumber } from '@/utils/numbers/emergency';
import { callingCodeOf, knownCountry } from '@/utils/numbers/country';
import { toPlainText } from '@/utils/numbers/plain-text';

/** How the customer's PBX wants external numbers: `+4930…`, `4930…`, `004930…`, or as dialled at home (`030…`). */
export type DialFormat = 'plus' | 'digits' | 'double-zero' | 'national';

export interface DialOptions {
  dialFormat: DialFormat;
  /** Dialled before external numbers to get a line, e.g. `0` or `9`. Digits only, usually empty. */
  dialPrefix: string;
  /** Where the user's PBX is: ISO 3166-1 alpha-2. */
  country: string;
}

/** The text holds nothing that a PBX could dial. */
export class NotDialableError extends Error {
  readonly number: string;
  constructor(number: string) {
    super('This is not a telephone number.');
    this.name = 'NotDialableError';
    this.number = number;
  }
}

/** Numbers this short are extensions or service codes of the PBX and go out as typed. */
const SHORT_DIGITS = 6;

/** Trunk prefixes of the international call, where they differ from 00 (ITU-T E.164, list of prefixes). */
const INTERNATIONAL_PREFIX: Record<string, string> = {
  US: '011',
  CA: '011',
  PR: '011',
  DO: '011',
  JM: '011',
  AU: '0011',
  JP: '010',
  HK: '001',
  SG: '001',
  TH: '001',
  ID: '001',
  KR: '001',
  TW: '002',
  RU: '810',
  KZ: '810',
  NG: '009',
  IL: '00',
  FI: '00',
};

/**
 * What is put into the user part of the SIP URI for a number: `+` and digits, nothing else, whatever the page or the CRM
 * said. Short extensions and emergency numbers go out as typed and without prefix.
 *
 * @throws NotDialableError where no digits are left, or more than a number can have (T-09 of the threat model).
 */
export function toDialString(number: string, options: DialOptions): string {
  const typed = toPlainText(number)
    .replace(/[^+0-9]/g, '')
    .replace(/(?!^)\+/g, '');
  if (!/^\+?[0-9]{1,20}$/.test(typed)) throw new NotDialableError(number);
  const digits = typed.replace('+', '');
  if (!typed.startsWith('+') && (digits.length <= SHORT_DIGITS || isEmergencyNumber(digits, options.country)))
    return digits;

  const parsed = parsePhoneNumberFromString(typed, knownCountry(options.country));
  if (!parsed?.isPossible()) {
    if (typed.startsWith('+') && digits.length < 7) throw new NotDialableError(number);
    return options.dialPrefix + (typed.startsWith('+') ? abroad(digits, options) : digits);
  }
  const e164 = parsed.number.slice(1);
  if (options.dialFormat !== 'national') return options.dialPrefix + abroad(e164, options);
  if (parsed.country && parsed.country === options.country.toUpperCase())
    return options.dialPrefix + parsed.formatNational().replace(/[^0-9]/g, '');
  return options.dialPrefix + (INTERNATIONAL_PREFIX[options.country.toUpperCase()] ?? '00') + e164;
}

function abroad(digits: string, { dialFormat, dialPrefix }: DialOptions): string {
  // A prefix and a plus cannot both lead: behind a prefix the PBX is dialled like a telephone.
  if (dialFormat === 'plus') return dialPrefix ? `00${digits}` : `+${digits}`;
  return dialFormat === 'double-zero' || dialFormat === 'national' ? `00${digits}` : digits;
}

/** Why a number is shown once more before it is called. */
export type ConfirmationReason = 'emergency' | 'premium' | 'satellite' | 'international';

const SATELLITE = /^\+(870|88[123]|979)/;

/**
 * Whether a call to the number deserves a second look: emergency services, premium-rate and satellite numbers, and
 * countries other than the user's. `number` is E.164 or digits as typed; null means dial.
 */
export function needsConfirmation(number: string, country: string): ConfirmationReason | null {
  const typed = toPlainText(number).replace(/[^+0-9]/g, '');
  if (isEmergencyNumber(typed, country)) return 'emergency';
  if (!typed.startsWith('+') && typed.length <= SHORT_DIGITS) return null;
  const parsed = parsePhoneNumberFromString(typed, knownCountry(country));
  if (!parsed) return null;
  if (SATELLITE.test(parsed.number)) return 'satellite';
  const type = parsed.getType();
  if (type === 'PREMIUM_RATE' || type === 'SHARED_COST') return 'premium';
  const home = callingCodeOf(country);
  return parsed.country === country.toUpperCase() || (!parsed.country && parsed.countryCallingCode === home)
    ? null
    : 'international';
}
