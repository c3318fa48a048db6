import { extensionAt } from '@/utils/numbers/extension';
import { DIGIT_CLASS } from '@/utils/numbers/plain-text';
import { rangeOf } from '@/utils/page/unshadowed';

/** Text nodes with digits, and what deserves a closer look. */
export interface DigitTexts {
  /** Every text with a digit. */
  texts: Text[];
  /** Texts that may hold a number by themselves. */
  candidates: Text[];
  /** Texts that may hold one together with a neighbour, in document order. */
  joints: Text[];
}

/** Neighbouring texts, in document order. */
export interface TextBatch {
  nodes: Text[];
  /** How many characters of each are read; only of the last it may be less than all. */
  lengths: number[];
  /** Their sum. */
  size: number;
}

/** Characters of one text that are read. */
export const LONGEST_TEXT = 150_000;
const FEWEST_DIGITS = 6;
/** More digits in a row are the id of a record. */
const MOST_DIGITS = 18;
/** Longest separator within a number, and longest word for an extension with what stands around it. */
const LONGEST_SEPARATOR = 5;
const LONGEST_EXTENSION = 24;

const [OTHER, SEPARATOR, DIGIT] = [0, 1, 2];
/** What the characters of ASCII are. Beyond it everything that is no digit may be a separator here. */
const KINDS = new Uint8Array(128);
for (const char of ' \t\v\f-./()[]+~') KINDS[char.charCodeAt(0)] = SEPARATOR;
for (const char of '0123456789') KINDS[char.charCodeAt(0)] = DIGIT;
const FIRST_FOREIGN_DIGIT = 0x660;
const FOREIGN_DIGIT = new RegExp(`[${DIGIT_CLASS}]`);
const NEXT_DIGIT = new RegExp(`[${DIGIT_CLASS}]`, 'g');

/**
 * Looks for digits in many texts at once: the page gives the text of a range faster than that of its nodes one by one,
 * and most nodes hold none. Refuses here, by digits and separators alone, what never becomes a number: short runs, dates,
 * amounts, record ids.
 */
export function createDigitReader(document: Document, into: DigitTexts) {
  const range = rangeOf(document);
  /** The text with digits before this one, and the end of its last digit, from the first node of this batch on. */
  let before: Text | undefined;
  let beforeIsCandidate = false;
  let lastDigit = -Infinity;

  function textOf({ nodes, lengths }: TextBatch): string {
    range.setStart(nodes[0]!, 0);
    range.setEnd(nodes[nodes.length - 1]!, lengths[lengths.length - 1]!);
    const text = range.toString();
    // A range that stays would have to follow the page's changes.
    range.setEnd(document, 0);
    return text;
  }

  /** Reads the digits of one node, which stands from `start` to `end` in the text and has its first digit at `first`. */
  function readNode(node: Text, text: string, start: number, first: number, end: number): void {
    let most = 0;
    let chain = 0;
    let run = 0;
    let runs = 0;
    let last = first;
    let foreign = false;
    let tollFree = false;
    for (let at = first; at < end; at++) {
      const code = text.charCodeAt(at);
      let kind = code < 128 ? KINDS[code] : SEPARATOR;
      if (code >= FIRST_FOREIGN_DIGIT && FOREIGN_DIGIT.test(text[at]!)) {
        kind = DIGIT;
        foreign = true;
      }
      if (kind === DIGIT) {
        if (at - last > LONGEST_SEPARATOR) chain = 0;
        if (run++ === 0) runs++;
        if (++chain > most) most = chain;
        last = at + 1;
      } else {
        if (run > 2) tollFree ||= isTollFree(text, at, end);
        run = 0;
        if (kind === OTHER) chain = 0;
      }
    }
    into.texts.push(node);
    const whole = last - first === end - start;
    const other = whole && (runs === 1 ? last - first > MOST_DIGITS : runs === 3 && isDate(text, start, end));
    const candidate = !other && (most >= FEWEST_DIGITS || foreign || tollFree);
    if (candidate) into.candidates.push(node);
    if (!other && before && mayGoOn(text, lastDigit, first)) {
      const { joints } = into;
      if (joints[joints.length - 1] !== before) joints.push(before);
      joints.push(node);
    }
    before = other ? undefined : node;
    beforeIsCandidate = candidate;
    lastDigit = last;
  }

  /** Whether what ends at one place may go on as a number, or with its extension, at the other. */
  function mayGoOn(text: string, from: number, to: number): boolean {
    const gap = to - from;
    if (gap > LONGEST_EXTENSION) return false;
    // The end of the batch before is gone; it is rare enough to be looked at in any case.
    if (from < 0 || (gap <= LONGEST_SEPARATOR && areSeparators(text, from, to))) return true;
    return beforeIsCandidate && ONE_WORD.test(text.slice(from, to)) && extensionAt(text, from) !== null;
  }

  return function read(batch: TextBatch): void {
    const { nodes, lengths, size } = batch;
    if (nodes.length === 0) return;
    const text = textOf(batch);
    let start = 0;
    let end = 0;
    NEXT_DIGIT.lastIndex = 0;
    for (let i = -1; NEXT_DIGIT.test(text); NEXT_DIGIT.lastIndex = end) {
      const first = NEXT_DIGIT.lastIndex - 1;
      while (end <= first) {
        start = end;
        end += lengths[++i]!;
      }
      readNode(nodes[i]!, text, start, first, end);
    }
    lastDigit -= size;
  };
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
