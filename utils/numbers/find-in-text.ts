import { cutRun, digitRuns } from '@/utils/numbers/digit-runs';
import type { DigitGroup, DigitRun } from '@/utils/numbers/digit-runs';
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

/** Cheapest possible reason to look no further: fewer than six digits in the text. */
export function hasNumberOfDigits(text: string): boolean {
  return /\d(?:.{0,5}?\d){5}/.test(text);
}

/** All numbers in a text, left to right. Linear in the length of the text, whatever it is. */
export function findInText(text: string, country: string | undefined): TextNumber[] {
  const plain = toPlainText(text);
  const found: TextNumber[] = [];
  for (const run of digitRuns(plain))
    for (const part of cutRun(plain, run)) findInRun(plain, part, country, found);
  const vanity = vanityNumbers(plain, country);
  if (vanity.length > 0) {
    for (const { start, end, e164 } of vanity)
      if (!found.some((other) => other.start < end && start < other.end))
        found.push({ start, end, e164, strength: 2, kind: 'vanity' });
    found.sort((a, b) => a.start - b.start);
  }
  return found;
}

function findInRun(plain: string, run: DigitRun, country: string | undefined, found: TextNumber[]): void {
  const { groups } = run;
  for (let from = 0, to; from < groups.length; from = to) {
    to = from + 1;
    while (to < groups.length && groups[to]!.bond !== 'plus') to++;
    const openStart = from === 0 && run.openStart;
    const openEnd = to === groups.length && run.openEnd;
    findBetween(plain, groups.slice(from, to), openStart, openEnd, country, found);
  }
}

/** Tries the groups as one number, then cuts them where the bond is weakest and tries the pieces. */
function findBetween(
  plain: string,
  groups: DigitGroup[],
  openStart: boolean,
  openEnd: boolean,
  country: string | undefined,
  found: TextNumber[],
): void {
  if (!openStart && !openEnd && accept(plain, groups, country, 0, found)) return;
  const weakest = WEAKEST_FIRST.find((bond) => groups.some((group, i) => i > 0 && bond.includes(group.bond)));
  if (!weakest) {
    // One tight piece. Beside something open it has to show its own groups to be trusted.
    if ((openStart || openEnd) && groups.length > 1) accept(plain, groups, country, 2, found);
    return;
  }
  const pieces: DigitGroup[][] = [];
  for (const [i, group] of groups.entries())
    if (i > 0 && !weakest.includes(group.bond)) pieces[pieces.length - 1]!.push(group);
    else pieces.push([group]);

  const loose = weakest.includes('loose');
  for (let first = 0; first < pieces.length;) {
    const last = longestFrom(plain, pieces, first, loose ? 0 : 2, openStart, openEnd, country, found);
    if (last >= first) {
      first = last + 1;
      continue;
    }
    // A piece between spaces is alone only where a bracket or plus sets it off, or its own groups do.
    const alone = loose;
    if (!alone && isPlus(plain, pieces[0]![0]!.start)) return;
    if (pieces[first]!.length > 1 || alone)
      findBetween(
        plain,
        pieces[first]!,
        (first === 0 && openStart) || (first > 0 && !alone),
        (first === pieces.length - 1 && openEnd) || (first < pieces.length - 1 && !alone),
        country,
        found,
      );
    first++;
  }
}

const WEAKEST_FIRST = [['loose'], ['space'], ['slash']];

/** Takes the longest sequence of pieces from `first` on that is a number; returns its last piece, or -1. */
function longestFrom(
  plain: string,
  pieces: DigitGroup[][],
  first: number,
  least: Strength,
  openStart: boolean,
  openEnd: boolean,
  country: string | undefined,
  found: TextNumber[],
): number {
  // Between single spaces only a bracket or a plus shows where a number begins that goes on over the next space.
  const most = least === 0 || isLead(plain, pieces[first]![0]!.start) ? pieces.length : first + 1;
  let last = first - 1;
  let digits = 0;
  let groups = 0;
  do {
    last++;
    for (const { start, end } of pieces[last]!) digits += end - start;
    groups += pieces[last]!.length;
  } while (last + 1 < most && digits <= MOST_DIGITS && groups <= MOST_GROUPS);
  for (; last >= first; last--) {
    if (first === 0 && last === pieces.length - 1) continue;
    if ((first === 0 && openStart) || (last === pieces.length - 1 && openEnd)) continue;
    const sequence = pieces.slice(first, last + 1).flat();
    if (least > 0 && !standsOut(plain, sequence)) continue;
    if (accept(plain, sequence, country, least, found)) return last;
  }
  return -1;
}

/** A bracketed area code, a plus, or separators that other numbers around do not have. */
function standsOut(plain: string, groups: DigitGroup[]): boolean {
  return isLead(plain, groups[0]!.start) || groups.some((group, i) => i > 0 && group.bond === 'tight');
}

const isPlus = (plain: string, start: number) =>
  plain[start - 1] === '+' || plain.startsWith('+(', start - 2);
const isLead = (plain: string, start: number) => plain[start - 1] === '(' || isPlus(plain, start);

function accept(
  plain: string,
  groups: DigitGroup[],
  country: string | undefined,
  least: Strength,
  found: TextNumber[],
): boolean {
  if (groups.length > MOST_GROUPS) return false;
  let start = groups[0]!.start;
  const end = groups[groups.length - 1]!.end;
  if (end - start > 60) return false;
  const open = bracketBefore(plain, start);
  const plusAt =
    plain[start - 1] === '+'
      ? start - 1
      : open >= 0 && plain[open - 1] === '+'
        ? open - 1
        : plusBehind(plain, start, open);
  const inner = plain.slice(start, end);
  if (!isBalanced(open >= 0 ? plain.slice(open, end) : inner)) return false;
  if (plusAt < 0 && isAddress(inner)) return false;
  const digits = groups.map((group) => plain.slice(group.start, group.end));
  const reading = readNumber(digits, plusAt >= 0, country);
  if (!reading || reading.strength < least) return false;
  start = Math.min(start, open >= 0 ? open : start, plusAt >= 0 ? plusAt : start);
  if (plusAt >= 0 && plain[start - 1] === '+') start--;
  const ext = extensionAt(plain, end);
  found.push({
    start,
    end: ext?.end ?? end,
    e164: reading.e164,
    ...(ext ? { ext: ext.digits } : {}),
    strength: reading.strength,
    ...(reading.odd ? { odd: true } : {}),
    kind: 'number',
  });
  return true;
}

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

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') depth--;
    if (depth < 0 || depth > 1) return false;
  }
  return depth === 0;
}

/** Four numbers up to 255 between dots are an address. */
const isAddress = (text: string) =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
