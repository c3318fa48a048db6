import { countryName } from '@/utils/numbers/country-info';
import { callingCodes } from '@/utils/numbers/country';

/** All countries that have telephone numbers, by name, with their calling codes. */
export function countryOptions(locale = 'en'): [string, string][] {
  return Object.entries(callingCodes())
    .map(([country, code]): [string, string] => [country, `${countryName(country, locale)} (+${code})`])
    .sort(([, a], [, b]) => a.localeCompare(b, locale));
}
