import { cutRun, digitRuns } from '@/utils/numbers/digit-runs';
import type { Bond, DigitGroup, DigitRun } from '@/utils/numbers/digit-runs';
import { extensionAt } from '@/utils/numbers/extension';
import { toPlainText } from '@/utils/numbers/plain-text';
import { readNumber } from '@/utils/numbers/read-number';
import type { Strength } from '@/utils/numbers/read-number';
import { vanityNumbers } from '@/utils/numbers/vanity';

/** A number in a text, and how sure its writing alone makes us. Offsets are UTF-16 units of the text. */
export interface TextNumber {
  start: number;
  end: number;
  e164: string;
  ext?: string;
  strength: Strength;
  /** Cut where the country does not cut its numbers. */
  odd?: boolean;
  kind: 'number' | 'vanity';
}

/** More groups than a telephone number ever has. */
const MOST_GROUPS = 9;
const MOST_DIGITS = 18;
const FEWEST_DIGITS = 6;
/** Text built to waste time is left after so many looks; a megabyte of real text needs a tenth of them. */
const MOST_TRIES = 20_000;

/** One text being read. */
interface Reading {
  plain: string;
  country: string | undefined;
  found: TextNumber[];
  tries: number;
}

/** All numbers in a text, left to right. Linear in the length of the text, whatever it is. */
export function findInText(text: string, country: string | undefined): TextNumber[] {
  const plain = toPlainText(text);
  const reading: Reading = { plain, country, found: [], tries: 0 };
  for (const run of digitRuns(plain)) for (const part of cutRun(plain, run)) findInRun(reading, part);
  const { found } = reading;
  const vanity = vanityNumbers(plain, country);
  if (vanity.length > 0) {
    for (const { start, end, e164 } of vanity)
      if (!found.some((other) => other.start < end && start < other.end))
        found.push({ start, end, e164, strength: 2, kind: 'vanity' });
    found.sort((a, b) => a.start - b.start);
  }
  return found;
}

/** Groups of a run from one index up to another, and whether something no number is written next to follows. */
interface Span {
  groups: DigitGroup[];
  from: number;
  to: number;
  openStart: boolean;
  openEnd: boolean;
}

function findInRun(reading: Reading, { groups, openStart, openEnd }: DigitRun): void {
  for (let from = 0, to; from < groups.length; from = to) {
    to = from + 1;
    while (to < groups.length && groups[to]!.bond !== 'plus') to++;
    findBetween(reading, {
      groups,
      from,
      to,
      openStart: from === 0 && openStart,
      openEnd: to === groups.length && openEnd,
    });
  }
}

/** Bonds in the order in which a run is cut. */
const STRENGTH: Record<Bond, number> = { plus: 0, none: 0, loose: 1, space: 2, slash: 3, tight: 4 };
const TIGHT = 4;
const SPACE = 2;

/** Tries the groups as one number, then cuts them where the bond is weakest and tries the pieces. */
function findBetween(reading: Reading, span: Span): void {
  const { groups, from, to, openStart, openEnd } = span;
  if (!openStart && !openEnd && accept(reading, groups, from, to, 0)) return;
  let weakest = TIGHT;
  for (let i = from + 1; i < to; i++) weakest = Math.min(weakest, STRENGTH[groups[i]!.bond]);
  if (weakest === TIGHT) {
    // One tight piece. Beside something open it has to show its own groups to be trusted.
    if ((openStart || openEnd) && to - from > 1) accept(reading, groups, from, to, 2);
    return;
  }
  // At the weakest bond there is room on both sides; elsewhere only what stands out is a number of its own.
  const apart = weakest < SPACE;
  for (let first = from; first < to;) {
    const end = longestFrom(reading, span, first, weakest, apart ? 0 : 2);
    if (end > first) {
      first = end;
      continue;
    }
    if (!apart && isPlus(reading.plain, groups[from]!.start)) return;
    const next = pieceEnd(groups, first, to, weakest);
    if (next - first > 1 || apart)
      findBetween(reading, {
        groups,
        from: first,
        to: next,
        openStart: first === from ? openStart : !apart,
        openEnd: next === to ? openEnd : !apart,
      });
    first = next;
  }
}

function pieceEnd(groups: DigitGroup[], first: number, to: number, weakest: number): number {
  let end = first + 1;
  while (end < to && STRENGTH[groups[end]!.bond] > weakest) end++;
  return end;
}

/** Takes the longest sequence of pieces from `first` on that is a number; returns its end, or `first` if none is. */
function longestFrom(
  reading: Reading,
  { groups, from, to, openStart, openEnd }: Span,
  first: number,
  weakest: number,
  least: Strength,
): number {
  if (first === from && openStart) return first;
  // Between single spaces only a bracket or a plus shows where a number begins that goes on over the next space.
  const goesOn = least === 0 || isLead(reading.plain, groups[first]!.start);
  const ends: number[] = [];
  let digits = 0;
  for (let at = first; at < to;) {
    const end = pieceEnd(groups, at, to, weakest);
    for (; at < end && digits <= MOST_DIGITS; at++) digits += groups[at]!.end - groups[at]!.start;
    if (digits > MOST_DIGITS || end - first > MOST_GROUPS) break;
    if (digits >= FEWEST_DIGITS) ends.push(end);
    if (!goesOn) break;
    at = end;
  }
  for (let i = ends.length - 1; i >= 0; i--) {
    const end = ends[i]!;
    if ((first === from && end === to) || (end === to && openEnd)) continue;
    if (least > 0 && !standsOut(reading.plain, groups, first, end)) continue;
    if (accept(reading, groups, first, end, least)) return end;
  }
  return first;
}

/** A bracketed area code, a plus, or separators that other numbers around do not have. */
function standsOut(plain: string, groups: DigitGroup[], from: number, to: number): boolean {
  if (isLead(plain, groups[from]!.start)) return true;
  for (let i = from + 1; i < to; i++) if (groups[i]!.bond === 'tight') return true;
  return false;
}

const isPlus = (plain: string, start: number) =>
  plain[start - 1] === '+' || plain.startsWith('+(', start - 2);
const isLead = (plain: string, start: number) => plain[start - 1] === '(' || isPlus(plain, start);

function accept(reading: Reading, groups: DigitGroup[], from: number, to: number, least: Strength): boolean {
  const { plain, country, found } = reading;
  if (to - from > MOST_GROUPS) return false;
  let start = groups[from]!.start;
  const end = groups[to - 1]!.end;
  if (end - start < FEWEST_DIGITS || end - start > LONGEST || ++reading.tries > MOST_TRIES) return false;
  const open = bracketBefore(plain, start);
  const plusAt =
    plain[start - 1] === '+'
      ? start - 1
      : open >= 0 && plain[open - 1] === '+'
        ? open - 1
        : plusBehind(plain, start, open);
  const inner = plain.slice(start, end);
  if (!isBalanced(open >= 0 ? plain.slice(open, end) : inner.replace(AREA_CLOSED, ''))) return false;
  if (plusAt < 0 && (isAddress(inner) || IBAN_BEGINS.test(plain.slice(Math.max(0, start - 32), start))))
    return false;
  const digits: string[] = [];
  for (let i = from; i < to; i++) digits.push(plain.slice(groups[i]!.start, groups[i]!.end));
  const number = readNumber(digits, plusAt >= 0, country);
  if (!number || number.strength < least) return false;
  start = Math.min(start, open >= 0 ? open : start, plusAt >= 0 ? plusAt : start);
  if (plusAt >= 0 && plain[start - 1] === '+') start--;
  const ext = extensionAt(plain, end);
  found.push({
    start,
    end: ext?.end ?? end,
    e164: number.e164,
    ...(ext ? { ext: ext.digits } : {}),
    strength: number.strength,
    ...(number.odd ? { odd: true } : {}),
    kind: 'number',
  });
  return true;
}

/** Separators and all. */
const LONGEST = 60;

/** Offset of a bracket that opens directly before the first digit and is closed within the number; else -1. */
function bracketBefore(plain: string, start: number): number {
  let at = start - 1;
  if (plain[at] === '+') at--;
  if (plain[at] !== '(' && plain[at] !== '[') return -1;
  const close = plain.indexOf(plain[at] === '(' ? ')' : ']', start);
  return close > 0 && close - start <= 8 ? at : -1;
}

/** `+ 49 …` */
function plusBehind(plain: string, start: number, open: number): number {
  const at = open >= 0 ? open : start;
  let space = at - 1;
  while (at - space <= 3 && (plain[space] === ' ' || plain[space] === '\u200b')) space--;
  return plain[space] === '+' ? space : -1;
}

/** `051)123-4567`: East Asia writes area codes with the closing bracket alone. */
const AREA_CLOSED = /^0\d{1,3}\)/;

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') depth--;
    if (depth < 0 || depth > 1) return false;
  }
  return depth === 0;
}

/** `NL91 ABNA ` */
const IBAN_BEGINS = /\b[A-Z]{2}\d\d (?:[A-Z\d]{4} )+$/;

/** Four numbers up to 255 between dots are an address. */
const isAddress = (text: string) =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
