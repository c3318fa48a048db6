import type { Polarity } from '@/utils/numbers/context-words';

/** Counted over the cells of one column, or over everything that stands behind the same words. */
export interface Tally {
  /** Digits with or without separators that stand for themselves, at least five. */
  numeric: number;
  /** Of those, the assigned telephone numbers. */
  valid: number;
  /** Numbers nobody writes by accident (calling code, usual grouping), alone or in other text. */
  sure: number;
  /** How the first of the plain values began, and how many began the same. */
  beginning: string;
  alike: number;
}

export const createTally = (): Tally => ({ numeric: 0, valid: 0, sure: 0, beginning: '', alike: 0 });

/** Enters one value: what stands there, and the strength of the number in it (-1: none). */
export function count(tally: Tally, text: string, strength: number): void {
  if (strength >= 2) tally.sure++;
  if (!/^[+(]?\d[\d\s.\-/()]{3,22}\d$/.test(text)) return;
  tally.numeric++;
  if (strength >= 0) tally.valid++;
  const beginning = text.slice(0, BEGINNING);
  if (tally.beginning === '') tally.beginning = beginning;
  if (tally.beginning === beginning) tally.alike++;
}

const BEGINNING = 3;
/** Above this share of values that are no telephone numbers, the others are none either. */
const MOST_INVALID = 0.12;
/** Below this many values nothing can be said of all. */
const FEWEST = 5;

/**
 * A column of record ids or order numbers now and then looks like a telephone number, but never as a whole: this needs no
 * vocabulary. `beside` counts all columns of the same table: who writes numbers with separators there does not
 * leave them out here.
 */
export function verdictOf({ numeric, valid, sure, alike }: Tally, beside?: () => Tally): Polarity {
  const invalid = numeric - valid;
  if (sure >= 2 && sure >= 2 * invalid) return 1;
  if (numeric >= 3 && invalid > MOST_INVALID * numeric) return -1;
  if (numeric < FEWEST || alike > 0.8 * numeric) return 0;
  return sure === 0 && beside !== undefined && beside().sure >= 3 ? 0 : 1;
}
