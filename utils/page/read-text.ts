import { findInText } from '@/utils/numbers/find-in-text';
import type { TextNumber } from '@/utils/numbers/find-in-text';

const NONE: readonly TextNumber[] = [];
const FEWEST_DIGITS = 6;
const LONGEST_REMEMBERED = 120;
const MOST_REMEMBERED = 6000;
/** A date, perhaps with a time, and nothing else: half of what a CRM list shows. */
const DATE =
  /^\s*(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)(?:,?[ T]\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?)?\s*$/;

let rememberedCountry: string | undefined;
const remembered = new Map<string, readonly TextNumber[]>();

/** `findInText` for the texts of a page, with a memory, since lists repeat and pages redraw. */
export function readText(text: string, country: string | undefined): readonly TextNumber[] {
  if (text.length > LONGEST_REMEMBERED) return readAnew(text, country);
  if (country !== rememberedCountry || remembered.size > MOST_REMEMBERED) remembered.clear();
  rememberedCountry = country;
  let found = remembered.get(text);
  if (!found) remembered.set(text, (found = readAnew(text, country)));
  return found;
}

/** Cheap refusal first. */
function readAnew(text: string, country: string | undefined): readonly TextNumber[] {
  let digits = 0;
  let run = 0;
  let letters = 0;
  let plain = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 47 && code < 58) {
      digits++;
      if (++run > 18 && i === run - 1 && run === text.length) return NONE;
    } else {
      run = 0;
      if (code > 64 && code < 91) letters++;
      else if (code > 127) plain = false;
    }
  }
  // Letters dial too: `1-800-FLOWERS` has four digits.
  if (plain && digits < FEWEST_DIGITS && (digits < 3 || letters < 4)) return NONE;
  if (plain && text.length < 24 && DATE.test(text)) return NONE;
  return findInText(text, country);
}
