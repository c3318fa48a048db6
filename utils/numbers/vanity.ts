import type { Reading } from '@/utils/numbers/read-number';
import { readNumber } from '@/utils/numbers/read-number';

/** Letters on the keypad (ITU-T E.161). */
const KEYS = '22233344455566677778889999';

/**
 * A toll-free number with letters: `1-800-FLOWERS`, `(800) 555-TALK`, `800.PET.MEDS`. The leading digits are those of
 * North American toll-free codes and of the 0800/1300/1800 services elsewhere.
 */
const VANITY =
  /(?<![\w$€£-])\+?(?:1[-. ]{1,2})?(?:\(8(?:00|33|44|55|66|77|88)\) ?|0?8(?:00|33|44|55|66|77|88)[-. ]|1[38]00[-. ])(?:\d{1,4}[-. ]?)?[A-Z]{2,9}(?:[-. ][A-Z\d]{2,7})?(?![\w-])/g;

export interface VanityMatch {
  start: number;
  end: number;
  e164: string;
}

/** All vanity numbers in plain text. */
export function vanityNumbers(plain: string, country: string | undefined): VanityMatch[] {
  if (!/[80][03-8]{2}[-. )]/.test(plain)) return [];
  const found: VanityMatch[] = [];
  for (const match of plain.matchAll(VANITY)) {
    const text = match[0];
    // Spaces alone are how sentences and model names are written (`MODEL 800 FLOWERS 2000`).
    if (!/[-.()]/.test(text) || (/[A-Z]$/.test(text) && /^ \d/.test(plain.slice(match.index + text.length))))
      continue;
    const reading = readVanity(text, country);
    if (reading) found.push({ start: match.index, end: match.index + text.length, e164: reading.e164 });
  }
  return found;
}

function readVanity(text: string, country: string | undefined): Reading | null {
  const digits = text
    .replace(/[A-Z]/g, (letter) => KEYS[letter.charCodeAt(0) - 65]!)
    .replace(/\D/g, '')
    .replace(/^1(?=8)/, '');
  // People dial as many letters as the number has room for.
  const northAmerican = /^8(00|33|44|55|66|77|88)/.test(digits);
  return northAmerican
    ? readNumber([`1${digits.slice(0, 10)}`], true, country)
    : readNumber([digits], false, country);
}
