import { getCountries, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';

/** The region as the library wants it, or undefined where it does not know it. */
export function knownCountry(country: string | undefined): CountryCode | undefined {
  const upper = country?.toUpperCase();
  return upper && isSupportedCountry(upper) ? upper : undefined;
}

/** The calling code of a region without `+`, e.g. `49`; undefined for unknown regions. */
export function callingCodeOf(country: string): string | undefined {
  const known = knownCountry(country);
  return known && getCountryCallingCode(known);
}

/** Every region with a numbering plan, and its calling code without `+`. */
export function callingCodes(): Record<string, string> {
  return Object.fromEntries(getCountries().map((country) => [country, getCountryCallingCode(country)]));
}
