import { chanceOfNumber } from '@/utils/numbers/chance';
import type { Polarity } from '@/utils/numbers/context-words';
import type { Strength } from '@/utils/numbers/read-number';

/** Counted over the cells of one column, or over everything that stands behind the same words. */
export interface Tally {
  /** Digits with or without separators that stand for themselves, at least five. */
  numeric: number;
  /** Of those, the assigned telephone numbers. */
  valid: number;
  /** The same of values with separators alone: bare ids among them say nothing about how numbers are written. */
  grouped: number;
  groupedValid: number;
  firstGrouped: string;
  /** Numbers nobody writes by accident (calling code, usual grouping), alone or in other text. */
  sure: number;
  /** The first of the values, digits only, and how many began like it. */
  first: string;
  alike: number;
}

export const createTally = (): Tally => ({
  numeric: 0,
  valid: 0,
  grouped: 0,
  groupedValid: 0,
  firstGrouped: '',
  sure: 0,
  first: '',
  alike: 0,
});

/** Enters one value: what stands there, and the strength of the number in it (-1: none). */
export function count(tally: Tally, text: string, strength: number): void {
  if (strength >= 2) tally.sure++;
  if (!/^[+(]?\d[\d\s.\-/()]{3,22}\d$/.test(text) || DATE.test(text)) return;
  tally.numeric++;
  if (strength >= 0) tally.valid++;
  const digits = text.replace(/\D/g, '');
  if (digits.length < text.length && !/^\+\d+$/.test(text)) {
    tally.grouped++;
    if (strength >= 0) tally.groupedValid++;
    if (tally.firstGrouped === '') tally.firstGrouped = digits;
  }
  if (tally.first === '') tally.first = digits;
  if (tally.first.slice(0, BEGINNING) === digits.slice(0, BEGINNING)) tally.alike++;
}

/** A calendar date says nothing about the digits around it. */
const DATE = /^(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|\d{4}[./-]\d{1,2}[./-]\d{1,2})$/;
const BEGINNING = 3;
/** Above this share of values that are no telephone numbers, digits without groups are none either. */
const MOST_INVALID = 0.12;
/** Below this many values nothing can be said of all. */
const FEWEST = 3;
/** So unlikely has it to be that a column of random digits looks like this one. */
const BY_ACCIDENT = 0.03;

const areAlike = ({ alike, numeric }: Tally) => alike > 0.8 * numeric;

/** Whether all values are assigned numbers that do not begin alike, as those that are counted up do. */
export const areNumbers = (tally: Tally): boolean =>
  tally.numeric >= FEWEST && tally.valid === tally.numeric && !areAlike(tally);

/**
 * What values like this one are, as a whole. A column of record ids or order numbers now and then looks like a telephone
 * number, but never throughout; this needs no vocabulary. `beside` counts all columns of the same table: who writes
 * numbers with separators there does not leave them out here.
 */
export function verdictOf(
  tally: Tally,
  strength: Strength,
  country: string | undefined,
  beside?: () => Tally,
): Polarity {
  const { numeric, valid, grouped, groupedValid, firstGrouped, sure, first } = tally;
  const invalid = numeric - valid;
  if (sure >= 2 && sure >= 2 * invalid) return 1;
  if (strength >= 2) {
    if (grouped < FEWEST) return 0;
    const chance = chanceOfNumber(country, firstGrouped.length, firstGrouped.startsWith('0'));
    // Test data and typing errors are among written numbers, too: only a share that chance explains counts against them.
    return groupedValid / grouped < chance + 0.35 * (1 - chance) ? -1 : 0;
  }
  if (numeric < FEWEST) return 0;
  const chance = chanceOfNumber(country, first.length, first.startsWith('0'));
  if (invalid > MOST_INVALID * numeric) return sure >= 2 && sure >= invalid ? 0 : -1;
  if (areAlike(tally) || chance ** numeric > BY_ACCIDENT) return 0;
  return sure === 0 && beside !== undefined && beside().sure >= 3 ? 0 : 1;
}
