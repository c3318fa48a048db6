import { assigns, countriesOfCallingCode, planOf, withoutTrunkPrefix, writingOf } from '@/utils/numbers/plan';
import type { Plan } from '@/utils/numbers/plan';

/**
 * How much the writing alone says that digits are a telephone number.
 * 3: a calling code is written. 2: grouped as the country groups its numbers. 1: unusual or no groups, but the trunk
 * prefix is there. 0: digits that could as well be something else; the page has to say more.
 */
export type Strength = 0 | 1 | 2 | 3;

export interface Reading {
  e164: string;
  strength: Strength;
  /** Cut where the country does not cut its numbers: `471.793.841-82`. */
  odd?: boolean;
}

/** E.164 allows fifteen digits; an international prefix may stand in front of them. */
const MOST_DIGITS = 18;
const FEWEST_DIGITS = 6;

/**
 * Reads digit groups as one number.
 *
 * @param groups the digits between separators, in order
 * @param plus whether a plus sign stands in front
 * @param home region of numbers without calling code
 */
export function readNumber(groups: string[], plus: boolean, home: string | undefined): Reading | null {
  const digits = groups.join('');
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return null;
  if (plus) return readInternational(digits, 3);
  const plan = planOf(home);
  if (!plan || digits.length < 7 || isRepetition(digits)) return null;

  const abroad = plan.internationalPrefix?.exec(digits)?.[0];
  if (abroad && digits.length > abroad.length + 6) {
    const reading = readInternational(digits.slice(abroad.length), groups.length > 1 ? 3 : 1);
    if (reading) return reading;
  }
  return readNational(groups, digits, plan) ?? readOwnCallingCode(groups, digits, plan);
}

function readInternational(digits: string, strength: Strength): Reading | null {
  for (let length = 1; length <= 3; length++) {
    const countries = countriesOfCallingCode(digits.slice(0, length));
    if (countries.length === 0) continue;
    const national = withoutTrunkPrefix(planOf(countries[0])!, digits.slice(length));
    if (!countries.some((country) => assigns(planOf(country)!, national))) return null;
    return { e164: `+${digits.slice(0, length)}${national}`, strength };
  }
  return null;
}

function readNational(groups: string[], digits: string, plan: Plan): Reading | null {
  const national = withoutTrunkPrefix(plan, digits);
  if (!assignsNear(plan, national)) return null;
  const prefixed = national !== digits;
  const writing = writingOf(plan, national);
  if (!prefixed && (writing ? writing.prefixRequired : plan.prefixUsual)) return null;
  const e164 = `+${plan.callingCode}${national}`;
  if (groups.length === 1)
    return { e164, strength: prefixed || (plan.nationalPrefix === '' && digits.startsWith('0')) ? 1 : 0 };
  const strength = strengthOfGroups(groups, national, plan, prefixed);
  if (strength === null) return null;
  return { e164, strength, ...(strength === 0 ? { odd: true } : {}) };
}

/** Whether the plan, or one that shares its calling code, assigns the number: Canada is dialled from the USA like home. */
const assignsNear = (plan: Plan, national: string): boolean =>
  assigns(plan, national) ||
  ((plan.callingCode !== '1' || NORTH_AMERICAN.test(national)) &&
    countriesOfCallingCode(plan.callingCode).some((country) => assigns(planOf(country)!, national)));

/** What all 25 regions behind +1 have in common, so that few digits have to be held against each. */
const NORTH_AMERICAN = /^[2-9]\d\d[2-9]/;

/** `91 81234 52764` in India, `44 161 496 0245` in Britain: the own calling code, but no plus. */
function readOwnCallingCode(groups: string[], digits: string, plan: Plan): Reading | null {
  if (!digits.startsWith(plan.callingCode) || plan.callingCode === plan.nationalPrefix) return null;
  const national = digits.slice(plan.callingCode.length);
  if (!assignsNear(plan, national)) return null;
  const e164 = `+${plan.callingCode}${national}`;
  if (groups.length === 1) return { e164, strength: 0 };
  return groups[0] === plan.callingCode &&
    followsWriting(boundariesFromRight(groups, national.length), plan, national)
    ? { e164, strength: 2 }
    : null;
}

function strengthOfGroups(
  groups: string[],
  national: string,
  plan: Plan,
  prefixed: boolean,
): Strength | null {
  // The switchboard of a company: `07121/12345-0`.
  if (groups.length > 2 && groups.at(-1) === '0') groups = [...groups.slice(0, -2), `${groups.at(-2)}0`];
  const boundaries = boundariesFromRight(groups, national.length);
  if (followsWriting(boundaries, plan, national)) return 2;
  // Even pieces from the right, and the digit they leave: `0800 1 23 45 67`, `41 9 9999 8888`.
  const [, left, ...even] = groups;
  if (
    left?.length === 1 &&
    even.length > 1 &&
    even.every(({ length }) => length > 1 && length === even[0]!.length)
  )
    return 1;
  const single = groups.filter((group) => group.length === 1).length;
  if (single * 2 > groups.length || plan.callingCode === '1') return null;
  // The area code stands alone, and the rest is cut in even pieces: `07400 195 575`, `612 345 678`.
  const area = Math.max(...boundaries);
  const usual = Math.max(...(writingOf(plan, national)?.boundaries ?? [0]));
  const evenRest = groups.slice(1).every((group) => group.length >= 2 && group.length <= 4);
  if (area === usual && evenRest) return prefixed ? 2 : isThousands(groups) ? 1 : 2;
  // Where nothing is dialled in front, people cut as they like: `93 456 78 90`, `222 345 678`.
  if (evenRest && (prefixed ? plan.prefixUsual : plan.nationalPrefix === '' && groups.length > 2)) return 1;
  // An area code a digit shorter than the plan's: `0152 12345678`.
  return prefixed && boundaries.length === 1 && area >= 7 && area === usual + 1 ? 1 : 0;
}

/** No written boundary cuts a group of the country's usual writing. */
function followsWriting(boundaries: number[], plan: Plan, national: string): boolean {
  const usual = writingOf(plan, national)?.boundaries;
  return usual !== undefined && boundaries.every((boundary) => usual.includes(boundary));
}

function boundariesFromRight(groups: string[], length: number): number[] {
  const boundaries: number[] = [];
  for (let i = groups.length - 1, right = 0; i > 0; i--) {
    right += groups[i]!.length;
    if (right < length) boundaries.push(right);
  }
  return boundaries;
}

/** `35 491 937` reads as a quantity as well. */
const isThousands = (groups: string[]) =>
  groups[0]!.length <= 3 &&
  !groups[0]!.startsWith('0') &&
  groups.slice(1).every((group) => group.length === 3);

const isRepetition = (digits: string) => /^(\d)\1*$/.test(digits);
