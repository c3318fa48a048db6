import type { Polarity } from '@/utils/numbers/context-words';
import type { Strength } from '@/utils/numbers/read-number';

/** What a page says about the place where digits stand. */
export interface Surroundings {
  /** The words right before, or the label of the field: the nearest thing that names the digits. */
  label: Polarity;
  /** The heading of the column, the name of the attribute or class: further away, or never shown. */
  heading: Polarity;
  /** What the other cells of the column say, without words; see `verdictOfColumn`. */
  column: Polarity;
  /** What the other digits behind the same words say. */
  likeness: Polarity;
}

/** Counted over the cells of one column, or over everything that stands behind the same words. */
export interface Tally {
  /** Cells that hold nothing but digits and separators, at least five digits. */
  numeric: number;
  /** Of those, the ones that are assigned telephone numbers. */
  valid: number;
  /** Cells that hold a number nobody writes by accident (calling code, usual grouping, trunk prefix). */
  sure: number;
}

/** Above this share of cells that are no telephone numbers, a column holds something else. */
const MOST_INVALID = 0.12;

/**
 * A column of record ids or order numbers now and then looks like a telephone number, but never as a whole: this needs
 * no vocabulary.
 */
export function verdictOfColumn({ numeric, valid, sure }: Tally): Polarity {
  const invalid = numeric - valid;
  if (sure >= 2 && sure >= 2 * invalid) return 1;
  if (invalid >= 1 && invalid > MOST_INVALID * numeric && numeric >= 3) return -1;
  return numeric >= 5 && invalid <= MOST_INVALID * numeric ? 1 : 0;
}

/** Whether digits of this strength are a telephone number in these surroundings. */
export function isNumberHere(
  strength: Strength,
  { label, heading, column, likeness }: Surroundings,
): boolean {
  if (strength === 3) return true;
  const near = label || heading;
  const structure = column || likeness;
  if (strength === 2) return near >= 0 ? structure >= 0 || near > 0 : structure > 0 && label >= 0;
  if (strength === 1) return near > 0 || (near === 0 && structure >= 0) || (structure > 0 && label >= 0);
  if (label > 0) return true;
  if (label < 0) return false;
  if (structure < 0) return heading > 0 && column === 0;
  return heading > 0 || (heading === 0 && structure > 0);
}
