import { findInText } from '@/utils/numbers/find-in-text';
import { readLink } from '@/utils/numbers/link-number';
import { parseNumber } from '@/utils/numbers/parse';

/** What a person wrote, as it is dialled: the number, and the extension behind it, sent as tones after the answer. */
export interface TypedNumber {
  number: string;
  ext?: string;
}

/**
 * Reads what somebody typed, pasted or selected. `+1 212 555 0106 ext. 22`, `(212) 555-0106 x22`, `tel:+12125550106,,22`
 * and `1-800-FLOWERS` become a number in E.164 with its extension; anything else (numbers without extension, short ones,
 * feature codes, words) comes back as it was but for `tel:`, for the gate to judge.
 */
export function readTyped(text: string, country: string): TypedNumber {
  const written = text.trim();
  if (/^[*#]/.test(written)) return { number: text };
  const link = readLink(written, country);
  if (link) return { number: link.e164, ...(link.ext ? { ext: link.ext } : {}) };
  // Nobody types capitals for the letters on the keypad.
  const [found] = findInText(/[-.()]/.test(written) ? written.toUpperCase() : written, country);
  const isWhole = found?.start === 0 && found.end === written.length;
  if (isWhole && (found.ext || found.kind === 'vanity'))
    return { number: found.e164, ...(found.ext ? { ext: found.ext } : {}) };
  const parsed = parseNumber(written, country);
  if (parsed?.ext) return { number: parsed.e164, ext: parsed.ext };
  return { number: text.replace(/^\s*(?:tel|callto):(?:\/\/)?/i, '') };
}
