import { extensionAt } from '@/utils/numbers/extension';
import { NO_WIDTH } from '@/utils/numbers/plain-text';

/** Digits in a row, as offsets into the plain text. */
export interface DigitGroup {
  start: number;
  end: number;
  /** How the group hangs on the one before it in its run. */
  bond: Bond;
}

/**
 * `none`: first of its run. `tight`: `-`, `.`, `)`, no room. `slash`: `/` without room. `space`: one space, perhaps beside
 * a bracket. `loose`: more room, or a dash or slash with room on both sides. `plus`: a plus sign, a new number begins.
 */
export type Bond = 'none' | 'tight' | 'slash' | 'space' | 'loose' | 'plus';

/** Groups with nothing but separators of telephone numbers between them. */
export interface DigitRun {
  groups: DigitGroup[];
  /** The run goes on before its first or after its last group with something no number is written next to. */
  openStart: boolean;
  openEnd: boolean;
}

/** No number has fewer digits. */
const FEWEST_DIGITS = 6;
/** So many digits in front of a bracket are more than codes. */
const FEWEST_IN_FRONT = 7;
/** A run of more groups is no list of numbers any more; what follows counts to its last group. */
const MOST_GROUPS = 2000;

/** Separators longer than this end a run. */
const LONGEST_SEPARATOR = 5;

const isDigit = (code: number) => code >= 48 && code <= 57;

const SEPARATORS = new Set([...` -./()[]+~${NO_WIDTH}`].map((char) => char.charCodeAt(0)));

/** All runs of digit groups in text that went through `toPlainText`. One pass, linear. */
export function digitRuns(plain: string): DigitRun[] {
  const runs: DigitRun[] = [];
  let run: DigitRun | undefined;
  let digits = 0;
  /** Digits since the run last had room for another number to begin. */
  let since = 0;
  const { length } = plain;
  for (let i = 0; i < length; i++) {
    if (!isDigit(plain.charCodeAt(i))) continue;
    const start = i;
    while (i + 1 < length && isDigit(plain.charCodeAt(i + 1))) i++;
    const end = i + 1;
    let bond = run ? bondBetween(plain, run.groups[run.groups.length - 1]!.end, start) : 'none';
    if (bond === 'plus' || bond === 'loose') since = 0;
    // A bracket opens before the digits of a number, not after them: `0800 123 456 (24 h)`.
    if (since >= FEWEST_IN_FRONT && plain[start - 1] === '(') bond = 'none';
    if (run && bond !== 'none') {
      if (run.groups.length < MOST_GROUPS) run.groups.push({ start, end, bond });
      else run.groups[MOST_GROUPS - 1]!.end = end;
    } else {
      if (run && digits < FEWEST_DIGITS) runs.pop();
      digits = since = 0;
      runs.push((run = { groups: [{ start, end, bond: 'none' }], openStart: false, openEnd: false }));
    }
    digits += end - start;
    since += end - start;
  }
  if (run && digits < FEWEST_DIGITS) runs.pop();
  return runs;
}

function bondBetween(plain: string, from: number, to: number): Bond {
  if (to - from > LONGEST_SEPARATOR) return 'none';
  let spaces = 0;
  let marks = 0;
  let slash = false;
  for (let i = from; i < to; i++) {
    const code = plain.charCodeAt(i);
    if (!SEPARATORS.has(code)) return 'none';
    if (code === 43) return 'plus';
    if (code === 32) spaces++;
    else if (code === 45 || code === 46 || code === 47 || code === 126) {
      marks++;
      slash ||= code === 47;
    }
  }
  if (spaces > 1) return 'loose';
  if (spaces === 1) return 'space';
  return slash ? 'slash' : 'tight';
}

const DATE_MARKS = '-./ ';

/** How many groups from `at` on are a calendar date with a four-digit year (`4/17/2026`, `2026-03-12`), else 0. */
function dateLength(plain: string, groups: DigitGroup[], at: number): number {
  const [a, b, c] = [groups[at], groups[at + 1], groups[at + 2]];
  if (!a || !b || !c) return 0;
  const mark = plain[a.end]!;
  // Between spaces a date has to be all there is.
  if (mark === ' ' && groups.length > 3) return 0;
  if (!DATE_MARKS.includes(mark) || b.start !== a.end + 1 || c.start !== b.end + 1 || plain[b.end] !== mark)
    return 0;
  const values = [a, b, c].map(({ start, end }) => Number(plain.slice(start, end)));
  const lengths = [a, b, c].map(({ start, end }) => end - start);
  const year = lengths[0] === 4 ? 0 : lengths[2] === 4 ? 2 : -1;
  if (year < 0 || values[year]! < 1900 || values[year]! > 2100) return 0;
  const [x, y] = year === 0 ? [1, 2] : [0, 1];
  const dayAndMonth = lengths[x]! <= 2 && lengths[y]! <= 2 && values[x]! <= 31 && values[y]! <= 31;
  return dayAndMonth && Math.min(values[x]!, values[y]!) <= 12 ? 3 : 0;
}

/**
 * Cuts a run where no number goes on: at dates, at the hours and minutes of times, at groups that letters, currency or
 * other marks are glued to (with what hangs tight on them: `SKU-1351-259750`, `4155550123-beta`).
 */
export function cutRun(plain: string, run: DigitRun): DigitRun[] {
  const { groups } = run;
  const tight = (at: number) => groups[at]?.bond === 'tight' || groups[at]?.bond === 'slash';
  let from = 0;
  let to = groups.length;
  if (isGluedBefore(plain, groups[0]!.start)) {
    from = 1;
    while (tight(from)) from++;
  }
  if (to > from && isGluedAfter(plain, groups[to - 1]!.end)) {
    to--;
    while (to > from && tight(to)) to--;
  }
  const parts: DigitRun[] = [];
  let part: DigitGroup[] = [];
  let openStart = from > 0;
  const close = (openEnd: boolean) => {
    if (part.length > 0) parts.push({ groups: part, openStart, openEnd });
    part = [];
    openStart = false;
  };
  for (let i = from; i < to; i++) {
    const date = dateLength(plain, groups, i);
    const hours = date === 0 && isHours(plain, groups, i) ? 4 : date;
    if (hours > 0 || isTime(plain, groups[i]!)) {
      close(false);
      i += Math.max(0, hours - 1);
    } else part.push(groups[i]!);
  }
  close(to < groups.length);
  return parts;
}

/** `09.30–11.00`, `8.30 - 12.15`: from one time of day to another, written with dots. */
function isHours(plain: string, groups: DigitGroup[], at: number): boolean {
  const last = groups[at + 3];
  return last !== undefined && HOURS.test(plain.slice(groups[at]!.start, last.end));
}

const HOURS = /^(?:[01]?\d|2[0-4])\.[0-5]\d ?- ?(?:[01]?\d|2[0-4])\.[0-5]\d$/;

const isTime = (plain: string, { start, end }: DigitGroup) =>
  end - start <= 2 &&
  ((plain[end] === ':' && isDigit(plain.charCodeAt(end + 1))) ||
    (plain[start - 1] === ':' && isDigit(plain.charCodeAt(start - 2))));

/** A comma before four digits or more separates values: no fraction and no thousands are that long. */
const FIELD = /^,\d{4}/;

const isField = (plain: string, mark: string, at: number, start: number) =>
  mark === ',' &&
  /\d{4},$/.test(plain.slice(Math.max(0, at - 4), at + 1)) &&
  /^\d{3}\D|^\d{4}/.test(plain.slice(start, start + 4));

/**
 * Tests characters for Latin letters and combining marks, and for what else is named. Only Latin: scripts without spaces
 * between words write numbers right beside them. ASCII is decided without the browser's table of scripts, which takes
 * long to load.
 */
function latinOr(others: string): (char: string) => boolean {
  const ascii = new RegExp(`[A-Za-z${others}]`);
  let all: RegExp | undefined;
  return (char) =>
    char < '\x80' ? ascii.test(char) : (all ??= new RegExp(`[\\p{sc=Latin}\\p{M}${others}]`, 'u')).test(char);
}

const isLetter = latinOr('_');
const isWordCharacter = latinOr('\\d_');
const isLetterOrMark = latinOr('_$€£¥₹₽₩₺#№*%@&=^\\\\\'’"`');
const isLetterOrMarkBehind = latinOr('_$€£¥₹₽₩₺*%@&=^\\\\°′″');

/** Letters, currency, `#` and the like directly before, also across a dash or dot: `CHE-770.328.625`, `$1.250`, `v2.0`. */
function isGluedBefore(plain: string, start: number): boolean {
  let at = start - 1;
  while (plain[at] === NO_WIDTH) at--;
  const before = plain[at];
  if (before === undefined || before === '+') return false;
  if (before === '(' || before === '[') {
    at--;
    return plain[at] !== undefined && (isLetter(plain[at]!) || plain[at] === '+') && plain[at] !== '+';
  }
  if (before === ' ') return /[$€£¥₹₽₩₺#№]/.test(plain[at - 1] ?? '');
  if (before === ',' || before === '.')
    return (
      (isDigit(plain.charCodeAt(at - 1)) && !isField(plain, before, at, start)) ||
      isLetter(plain[at - 1] ?? ' ')
    );
  if (before === '-' || before === '/') return isWordCharacter(plain[at - 1] ?? ' ');
  if (before === '"' || before === "'" || before === '’' || before === '`')
    return isDigit(plain.charCodeAt(at - 1));
  return isLetterOrMark(before);
}

/** The same behind a group; a word for an extension may be glued to a number. */
function isGluedAfter(plain: string, end: number): boolean {
  let at = end;
  while (plain[at] === NO_WIDTH) at++;
  const after = plain[at];
  if (after === undefined) return false;
  const next = plain[at + 1] ?? ' ';
  if (after === ',' || after === "'" || after === '’')
    return isDigit(next.charCodeAt(0)) && !FIELD.test(plain.slice(at, at + 6));
  if (after === '.') return /[a-z\d]/.test(next);
  if (after === '-' || after === '/') return isWordCharacter(next) && !extensionAt(plain, end);
  if (after === ':') return isDigit(next.charCodeAt(0));
  if (after === ' ') return /[%€₽₺]/.test(next);
  if (/[xX#eE;]/.test(after))
    return after !== '#' && after !== ';' && !/^(x|ext)/i.test(plain.slice(at, at + 3));
  return isLetterOrMarkBehind(after);
}
