import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { knownCountry } from '@/utils/numbers/country';
import { toPlainText } from '@/utils/numbers/plain-text';

/** A telephone number read from text: what it is called everywhere else in the product. */
export interface PhoneNumber {
  /** E.164: `+` and at most fifteen digits. */
  e164: string;
  /** Extension digits behind the number, never part of `e164`. */
  ext?: string;
  /** ISO 3166-1 alpha-2 region, where the numbering plan tells it; `+800` and its like have none. */
  country?: string;
  /** Country calling code without `+`. */
  callingCode: string;
  /** National (significant) number of ITU-T E.164: no trunk prefix, no calling code. */
  national: string;
  /** False where the length fits the plan but no such number is assigned (`+1 555 555 5555`). */
  valid: boolean;
}

/**
 * Reads one number from text that holds nothing but a number, as a user typed it or a CRM field holds it. Digits of all
 * scripts count. A number without calling code is read as one of `country`.
 *
 * @returns null where no number of a possible length is there: short extensions, feature codes, words.
 */
export function parseNumber(text: string, country?: string): PhoneNumber | null {
  if (text.length > 250) return null;
  const plain = toPlainText(text)
    .replace(/\u200b/g, '')
    .replace(/^\++/, '+');
  const parsed = parsePhoneNumberFromString(plain, { defaultCountry: knownCountry(country), extract: false });
  if (!parsed?.isPossible()) return null;
  return {
    e164: parsed.number,
    ...(parsed.ext ? { ext: parsed.ext } : {}),
    ...(parsed.country ? { country: parsed.country } : {}),
    callingCode: parsed.countryCallingCode,
    national: parsed.nationalNumber,
    valid: parsed.isValid(),
  };
}
