import { findInText } from '@/utils/numbers/find-in-text';
import { toPlainText } from '@/utils/numbers/plain-text';
import type { FoundNumber } from '@/utils/page/found-number';

/** Why what is dialled might not be what is seen (T-07). */
export type Doubt = 'differs-from-link' | 'mixed-script';

/** Direction overrides and isolates that can turn digits around. Plain marks (LRM, RLM) cannot. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/;

/** Whether the user should see the number once more before it is called. */
export function doubtOf({ raw, e164, surface }: FoundNumber, country: string | undefined): Doubt | undefined {
  if (OVERRIDES.test(raw) || hasMixedDigits(raw)) return 'mixed-script';
  if (surface !== 'link') return undefined;
  const shown = findInText(raw, country);
  return shown.length > 0 && shown.every((number) => number.e164 !== e164) ? 'differs-from-link' : undefined;
}

/** Digits of two scripts in one number. */
function hasMixedDigits(text: string): boolean {
  const digits = text.match(/\p{Nd}/gu) ?? [];
  const zeros = new Set(digits.map((digit) => digit.charCodeAt(0) - Number(toPlainText(digit))));
  return zeros.size > 1;
}

/** The shape of a text: letters and separators as they are, every digit as `9`. */
export const shapeOf = (raw: string): string => toPlainText(raw).replace(/\d/g, '9').slice(0, 40);
