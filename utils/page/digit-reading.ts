import { extensionAt } from '@/utils/numbers/extension';
import { DIGIT_CLASS } from '@/utils/numbers/plain-text';

/** What was read of neighbouring texts; each is named by its place among them. */
export interface DigitReading {
  /** Every text with a digit. */
  texts: number[];
  /** Texts that may hold a number by themselves. */
  candidates: number[];
  /** Texts that may hold one together with a neighbour. */
  joints: number[];
  /** Where the first digit stands, unless its text cannot go on from one before. */
  firstDigit: number;
  /** Where the last digit ends, and whether its text may go on in the next one. */
  lastDigit: number;
  goesOn: boolean;
}

const FEWEST_DIGITS = 6;
/** More digits in a row are the id of a record. */
const MOST_DIGITS = 18;
/** Longest separator within a number, and longest word for an extension with what stands around it. */
const LONGEST_SEPARATOR = 5;
export const LONGEST_EXTENSION = 24;

const [OTHER, SEPARATOR, DIGIT] = [0, 1, 2];
/** What the characters of ASCII are. Beyond it everything that is no digit may be a separator here. */
const KINDS = new Uint8Array(128);
for (const char of ' \t\v\f-./()[]+~') KINDS[char.charCodeAt(0)] = SEPARATOR;
for (const char of '0123456789') KINDS[char.charCodeAt(0)] = DIGIT;
const FIRST_FOREIGN_DIGIT = 0x660;
const FOREIGN_DIGIT = new RegExp(`[${DIGIT_CLASS}]`);
const NEXT_DIGIT = new RegExp(`[${DIGIT_CLASS}]`, 'g');

/**
 * Reads texts that were put together into one. Refuses here, by digits and separators alone, what never becomes a number:
 * short runs, dates, amounts, record ids.
 *
 * @param lengths how many characters of the whole belong to each text
 */
export function readDigits(whole: string, lengths: readonly number[]): DigitReading {
  const reading: DigitReading = {
    texts: [],
    candidates: [],
    joints: [],
    firstDigit: Infinity,
    lastDigit: -Infinity,
    goesOn: false,
  };
  const { texts, candidates, joints } = reading;
  let beforeIsCandidate = false;
  let start = 0;
  let end = 0;
  NEXT_DIGIT.lastIndex = 0;
  for (let i = -1; NEXT_DIGIT.test(whole); NEXT_DIGIT.lastIndex = end) {
    const first = NEXT_DIGIT.lastIndex - 1;
    while (end <= first) {
      start = end;
      end += lengths[++i]!;
    }
    readText(i, first);
  }

  /** Reads one text, which has its first digit at `first`. */
  function readText(index: number, first: number): void {
    let most = 0;
    let chain = 0;
    let run = 0;
    let runs = 0;
    let last = first;
    let foreign = false;
    let tollFree = false;
    for (let at = first; at < end; at++) {
      const code = whole.charCodeAt(at);
      let kind = code < 128 ? KINDS[code] : SEPARATOR;
      if (code >= FIRST_FOREIGN_DIGIT && FOREIGN_DIGIT.test(whole[at]!)) {
        kind = DIGIT;
        foreign = true;
      }
      if (kind === DIGIT) {
        if (at - last > LONGEST_SEPARATOR) chain = 0;
        if (run++ === 0) runs++;
        if (++chain > most) most = chain;
        last = at + 1;
      } else {
        if (run > 2) tollFree ||= isTollFree(whole, at, end);
        run = 0;
        if (kind === OTHER) chain = 0;
      }
    }
    const all = last - first === end - start;
    const other = all && (runs === 1 ? last - first > MOST_DIGITS : runs === 3 && isDate(whole, start, end));
    const candidate = !other && (most >= FEWEST_DIGITS || foreign || tollFree);
    if (candidate) candidates.push(index);
    if (texts.length === 0) {
      if (!other) reading.firstDigit = first;
    } else if (!other && reading.goesOn && mayGoOn(reading.lastDigit, first)) {
      const before = texts[texts.length - 1]!;
      if (joints[joints.length - 1] !== before) joints.push(before);
      joints.push(index);
    }
    texts.push(index);
    reading.goesOn = !other;
    reading.lastDigit = last;
    beforeIsCandidate = candidate;
  }

  /** Whether what ends at one place may go on as a number, or with its extension, at the other. */
  function mayGoOn(from: number, to: number): boolean {
    const gap = to - from;
    if (gap > LONGEST_EXTENSION) return false;
    if (gap <= LONGEST_SEPARATOR && areSeparators(whole, from, to)) return true;
    return beforeIsCandidate && ONE_WORD.test(whole.slice(from, to)) && extensionAt(whole, from) !== null;
  }

  return reading;
}

/** What every extension looks like before its digits. */
const ONE_WORD = /^[^A-Za-z]{0,6}[A-Za-z\x80-\uffff]*[.:=]{0,2} {0,2}#?$/;

function areSeparators(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < 128 && KINDS[code] !== SEPARATOR) return false;
  }
  return true;
}

/** Whether three runs of digits are `12/3/2026` or `2026-03-12`. */
function isDate(text: string, start: number, end: number): boolean {
  if (end - start > 10) return false;
  if (text[start + 4] === '-' && text[start + 7] === '-' && end - start === 10) return true;
  const first = isDateMark(text.charCodeAt(start + 1)) ? start + 1 : start + 2;
  const between = end - 5 - first;
  return (
    isDateMark(text.charCodeAt(first)) &&
    isDateMark(text.charCodeAt(end - 5)) &&
    (between === 2 || between === 3)
  );
}

/** `-`, `.` or `/` */
const isDateMark = (code: number) => code >= 45 && code <= 47;

/** Whether digits that end here are a toll-free code before letters: `800-FLOWERS`, `1-877-4-RENTAL`. */
function isTollFree(text: string, at: number, end: number): boolean {
  const begin = text[at - 3];
  if (begin !== '8' && begin !== '0') return false;
  if (text.charCodeAt(at) < 128 && !' -.)'.includes(text[at]!)) return false;
  for (let i = at + 1; i < Math.min(end, at + 8); i++) {
    const code = text.charCodeAt(i);
    if ((code > 64 && code < 91) || code > 127) return true;
  }
  return false;
}
