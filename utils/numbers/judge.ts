import type { Polarity } from '@/utils/numbers/context-words';
import type { Strength } from '@/utils/numbers/read-number';

/** What a page says about the place where digits stand. */
export interface Surroundings {
  /** The words right before, or the label of the field: the nearest thing that names the digits. */
  label: Polarity;
  /** The heading of the column, the name of the attribute or class: further away, or never shown. */
  heading: Polarity;
  /** What the other values of the column, or behind the same words, say; see `verdictOf`. */
  structure: Polarity;
}

/** Whether digits of this strength are a telephone number in these surroundings. */
export function isNumberHere(
  { strength, odd }: { strength: Strength; odd?: boolean },
  { label, heading, structure }: Surroundings,
): boolean {
  if (strength === 3) return true;
  const near = label || heading;
  if (strength === 2) return near > 0 || (near > -1 && structure >= 0);
  if (strength === 1) return near > 0 || (near === 0 && structure >= 0) || (near > -1 && structure > 0);
  if (odd) return near > 0 && structure >= 0;
  if (label !== 0) return label > 0;
  if (structure < 0) return false;
  return near > 0 || (near === 0 && structure > 0);
}
