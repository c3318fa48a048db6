import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Number and extension as one text, which the dial field understands. */
export const withExtension = (text: string, ext?: string) => (ext ? `${text} ext. ${ext}` : text);

/** The number as people of its own country write it, e.g. `(212) 555-0106`; text that is no number comes back as it was. */
export function formatNational(e164: string, ext?: string): string {
  return withExtension(parsePhoneNumberFromString(e164)?.formatNational() ?? e164, ext);
}

/** The number as one writes it abroad, e.g. `+1 212 555 0106`; text that is no number comes back as it was. */
export function formatInternational(e164: string, ext?: string): string {
  return withExtension(parsePhoneNumberFromString(e164)?.formatInternational() ?? e164, ext);
}

/**
 * The number as it is shown to someone in `country`: national form at home, international form otherwise. Extensions
 * and other short numbers are shown as they are.
 */
export function displayNumber(number: string, country?: string, ext?: string): string {
  const parsed = number.startsWith('+') ? parsePhoneNumberFromString(number) : undefined;
  if (!parsed) return withExtension(number, ext);
  const home = parsed.country !== undefined && parsed.country === country?.toUpperCase();
  return withExtension(home ? parsed.formatNational() : parsed.formatInternational(), ext);
}
