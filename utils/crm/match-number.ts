import type { PhoneNumber } from '@/utils/crm/connector';
import { parseNumber, type PhoneNumber as ParsedNumber } from '@/utils/numbers/parse';
import { variantsOf } from '@/utils/numbers/variants';

/**
 * How surely a stored number is the one we look for; smaller is surer, null is "another number".
 *
 * 0. It names its country, and is equal.
 * 1. It is equal when read in the country the record says it lives in.
 * 2. It is equal when read in the user's own country.
 * 3. It is equal only when read in the caller's country, is written as people dial there, and does not read as a number
 *    of the user's own country (or is written exactly as abroad, and not as at home).
 */
export type Sureness = 0 | 1 | 2 | 3;

/** What a stored number is compared in the light of. */
export interface MatchContext {
  wanted: PhoneNumber;
  /** ISO region of the record, if it tells one. */
  recordCountry?: string;
}

/** See `Sureness`. */
export function matchNumber(stored: string, { wanted, recordCountry }: MatchContext): Sureness | null {
  if (!wanted.e164) return digits(stored) === digits(wanted.raw) && digits(stored) !== '' ? 0 : null;
  const international = parseNumber(stored.trim().replace(/^00(?=[1-9])/, '+'));
  if (international) return international.e164 === wanted.e164 ? 0 : null;
  const there = recordCountry ? parseNumber(stored, recordCountry) : null;
  if (there?.valid) return there.e164 === wanted.e164 ? 1 : null;
  const home = parseNumber(stored, wanted.country);
  if (home?.e164 === wanted.e164) return 2;
  return isForeign(stored, wanted.e164, home) ? 3 : null;
}

function isForeign(stored: string, e164: string, home: ParsedNumber | null): boolean {
  const bare = parseNumber(`+${digits(stored)}`);
  const abroad = parseNumber(stored, parseNumber(e164)?.country);
  const reading = bare?.e164 === e164 ? bare : abroad?.e164 === e164 ? abroad : null;
  if (!reading || !isAsDialled(stored, reading)) return false;
  if (!home?.valid || !isAsDialled(stored, home)) return true;
  const written = stored.trim();
  return variantsOf(e164).formatted.includes(written) && !variantsOf(home.e164).formatted.includes(written);
}

/**
 * Whether the text holds all digits of a form in use: at home with trunk prefix where the country has one (some write a 0
 * where the plan has none, as in Brazil), or with calling code, behind an international prefix or not.
 */
function isAsDialled(stored: string, reading: ParsedNumber): boolean {
  const { national, significant, digits: all } = variantsOf(reading.e164);
  const written = digits(stored);
  const ext = reading.ext ?? '';
  return [national, `0${significant}`].some((form) => written === form + ext) || written.endsWith(all + ext);
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}
