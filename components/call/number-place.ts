import { localTime, placeOf } from '@/utils/numbers/country-info';

/** Where a number is, for somebody who is elsewhere. */
export interface FarPlace {
  /** The country; empty at home. */
  country: string;
  /** Time of day there; empty where it is the user's own, or not known. */
  time: string;
  /** People there can be expected at work. */
  officeHours: boolean;
}

const clockOf = (now: number, locale?: string) =>
  new Date(now).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });

/** What is worth saying about a number's place: nothing for a number at home whose clocks show what ours show. */
export function farPlace(
  e164: string | undefined,
  country: string,
  now: number,
  locale?: string,
): FarPlace | null {
  const place = e164 ? placeOf(e164) : null;
  if (!place) return null;
  const abroad = place.country !== country;
  const clock = place.timeZone ? localTime(place.timeZone, new Date(now), locale) : null;
  const elsewhen = clock !== null && clock.text !== clockOf(now, locale);
  if (!abroad && !elsewhen) return null;
  return {
    country: abroad ? place.name : '',
    time: clock && (abroad || elsewhen) ? clock.text : '',
    officeHours: clock?.officeHours ?? true,
  };
}

/** `United Kingdom · 14:32 there`. */
export function placeSentence({ country, time }: FarPlace): string {
  return [country, time && `${time} there`].filter(Boolean).join(' · ');
}
