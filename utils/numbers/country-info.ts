import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { zoneOfAreaCode } from '@/utils/numbers/area-time-zones';
import { flagOf } from '@/utils/numbers/flag';

/** Where a number is at home, for the pre-call card. */
export interface NumberPlace {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The flag as two regional indicator symbols. */
  flag: string;
  /** The country's name in the user's language. */
  name: string;
  /** Calling code without `+`. */
  callingCode: string;
  /** IANA zone, where country and area code tell it. */
  timeZone?: string;
}

/** The name of a region in `locale`; the code itself where the browser knows none. */
export function countryName(country: string, locale = 'en'): string {
  return (
    new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(country.toUpperCase()) ?? country
  );
}

/** Country, flag, name and time zone of a number in E.164; null for `+800` and its like, and for extensions. */
export function placeOf(e164: string, locale = 'en'): NumberPlace | null {
  const parsed = e164.startsWith('+') ? parsePhoneNumberFromString(e164) : undefined;
  const country = parsed?.country ?? (parsed?.countryCallingCode === '1' ? 'US' : undefined);
  if (!parsed || !country) return null;
  const timeZone = timeZoneOf(country, parsed.nationalNumber);
  return {
    country,
    flag: flagOf(country),
    name: countryName(country, locale),
    callingCode: parsed.countryCallingCode,
    ...(timeZone ? { timeZone } : {}),
  };
}

/** Several zones are as good as one if their clocks show the same all year. */
function timeZoneOf(country: string, national: string): string | undefined {
  if (country === 'US' || country === 'CA') return zoneOfAreaCode(national.slice(0, 3));
  const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & {
    getTimeZones?: () => string[];
  };
  const zones = locale.getTimeZones?.() ?? [];
  const clocks = new Set(zones.map((zone) => [0, 6].map((month) => wallClock(zone, month)).join()));
  return clocks.size === 1 ? zones[0] : undefined;
}

const wallClock = (timeZone: string, month: number) =>
  new Date(Date.UTC(2025, month, 15, 12)).toLocaleString('en', { timeZone });

/** The time of day where the number is, as the user writes it (`14:05`, `2:05 PM`), and whether people there can be expected to be at work. */
export function localTime(
  timeZone: string,
  now: Date,
  locale?: string,
): { text: string; officeHours: boolean } {
  const text = now.toLocaleTimeString(locale, { timeZone, hour: 'numeric', minute: '2-digit' });
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: 'numeric',
    hourCycle: 'h23',
    weekday: 'short',
  });
  const part = (type: string) => parts.formatToParts(now).find((each) => each.type === type)?.value ?? '';
  const hour = Number(part('hour'));
  return { text, officeHours: !/Sat|Sun/.test(part('weekday')) && hour >= 8 && hour < 20 };
}
