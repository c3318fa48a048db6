import { assigns, countriesOfCallingCode, formatOf, planOf } from '@/utils/numbers/plan';

interface Split {
  /** Regions that share the calling code, main country first. */
  countries: string[];
  callingCode: string;
  national: string;
}

function split(e164: string): Split | null {
  for (let length = 1; length <= 3; length++) {
    const callingCode = e164.slice(1, 1 + length);
    const countries = countriesOfCallingCode(callingCode);
    if (countries.length > 0) return { countries, callingCode, national: e164.slice(1 + length) };
  }
  return null;
}

/** The number in its country's groups behind the calling code, for the page's call button: `+1 212 555 0106`. */
export function writeInternational(e164: string): string {
  const parts = split(e164);
  if (!parts) return e164;
  const { countries, callingCode, national } = parts;
  const groups = formatOf(planOf(countries[0])!, national)?.pattern.exec(national)?.slice(1) ?? [national];
  return `+${callingCode} ${groups.join(' ')}`;
}

/** Region of a number in E.164; undefined for shared and worldwide codes that do not tell. */
export function countryOfNumber(e164: string): string | undefined {
  const parts = split(e164);
  if (!parts) return undefined;
  const { countries, national } = parts;
  const country =
    countries.length === 1 ? countries[0] : countries.find((each) => assigns(planOf(each)!, national));
  return country && /^[A-Z]{2}$/.test(country) ? country : undefined;
}
