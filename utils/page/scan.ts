import type { Polarity } from '@/utils/numbers/context-words';
import { findInText } from '@/utils/numbers/find-in-text';
import type { TextNumber } from '@/utils/numbers/find-in-text';
import { isNumberHere } from '@/utils/numbers/judge';
import { count, createTally, verdictOf } from '@/utils/numbers/tally';
import type { Tally } from '@/utils/numbers/tally';
import { polarityOfLabel } from '@/utils/numbers/context-words';
import type { Collected } from '@/utils/page/collect';
import { createColumns } from '@/utils/page/columns';
import type { Column } from '@/utils/page/columns';
import { isExcluded } from '@/utils/page/exclusion';
import { numbersInFields } from '@/utils/page/field-numbers';
import type { FindOptions, FoundNumber } from '@/utils/page/found-number';
import { numbersInLinks } from '@/utils/page/link-numbers';
import { splitNumbers } from '@/utils/page/split-numbers';
import { labelBeside, labelInLine, polarityOfNames } from '@/utils/page/surroundings';
import { isInAddress } from '@/utils/page/web-address';

/** A number in one text node, before the page had its say. */
interface Candidate {
  node: Text;
  match: TextNumber;
  column: Column | null;
  label: Polarity;
  likeness: string;
}

/** What a scan remembers for the next one, so that a new row is judged by the rows before it. */
export interface ScanMemory {
  columnOf: (element: Element) => Column | null;
  likenesses: Map<string, Tally>;
}

export const createScanMemory = (): ScanMemory => ({ columnOf: createColumns(), likenesses: new Map() });

/** Work between two chances to pause. */
const STEP = 100;

/**
 * Everything callable among what was collected from one root. A generator, so that a long list can be read in slices:
 * every `yield` is a good moment to let the page have the thread.
 */
export function* numbersIn(
  { texts, links, fields }: Collected,
  options: FindOptions,
  memory: ScanMemory,
): Generator<undefined, FoundNumber[]> {
  const { country } = options;
  const excluded = new Map<Element, boolean>();
  const linked = numbersInLinks(links, country, excluded);
  const candidates: Candidate[] = [];
  const parts: Text[] = [];

  for (const [i, node] of texts.entries()) {
    if (i % STEP === STEP - 1) yield;
    readNode(node, country, excluded, memory, candidates, parts);
  }
  const accepted: Candidate[] = [];
  for (const [i, candidate] of candidates.entries()) {
    if (i % STEP === STEP - 1) yield;
    if (isAccepted(candidate, memory)) accepted.push(candidate);
  }
  yield;
  const split = splitNumbers(parts, accepted, country, excluded);
  return [
    ...accepted
      .filter(({ node, match }) => !linked.covers(node) && !split.replaced.has(match))
      .map(({ node, match }) => toFound(node, match)),
    ...split.found.filter(({ range }) => !linked.covers(range!.startContainer)),
    ...linked.found,
    ...numbersInFields(fields, country, excluded),
  ];
}

function readNode(
  node: Text,
  country: string | undefined,
  excluded: Map<Element, boolean>,
  { columnOf, likenesses }: ScanMemory,
  candidates: Candidate[],
  parts: Text[],
): void {
  const { data } = node;
  const parent = node.parentElement;
  const matches = mayHoldNumber(data) ? readText(data, country) : [];
  parts.push(node);
  const others = DIGITS_ALONE.test(data) ? digitsBeside(data, matches) : [];
  if ((matches.length === 0 && others.length === 0) || isExcluded(parent, excluded)) return;
  const column = parent && columnOf(parent);
  if (column && data.length <= LONGEST_CELL) {
    const best = matches.reduce<number>((most, { strength }) => Math.max(most, strength), -1);
    count(column.tally, data.trim(), best);
    count(column.table, data.trim(), best);
  }
  for (const [start, end] of others) {
    const { words } = labelInLine(node, start, end);
    count(tallyOf(likenesses, lastWord(words)), data.slice(start, end), -1);
  }
  for (const match of matches) {
    if (isInAddress(data, match.start, match.end)) continue;
    const { polarity, words } = labelInLine(node, match.start, match.end);
    const likeness = lastWord(words);
    count(tallyOf(likenesses, likeness), data.slice(match.start, match.end), match.strength);
    candidates.push({ node, match, column, label: polarity, likeness });
  }
}

const LONGEST_CELL = 60;

function isAccepted(
  { node, match, column, label, likeness }: Candidate,
  { likenesses }: ScanMemory,
): boolean {
  if (match.strength === 3) return true;
  const element = node.parentElement;
  if (!element) return match.strength === 2;
  // A field's label names its value only if the value is all there is.
  const beside = label === 0 && node.data.trim().length < 40 ? labelBeside(element) : 0;
  // A column speaks for cells that hold a number, not for digits within sentences.
  const fills = 2 * (match.end - match.start) >= node.data.trim().length;
  const inColumn = column && fills ? verdictOf(column.tally, column.table) : 0;
  return isNumberHere(match, {
    label: label || beside,
    heading: headingOf(column, element),
    structure: inColumn || (likeness === '' ? 0 : verdictOf(tallyOf(likenesses, likeness))),
  });
}

function toFound(node: Text, match: TextNumber): FoundNumber {
  return {
    e164: match.e164,
    ...(match.ext ? { ext: match.ext } : {}),
    raw: node.data.slice(match.start, match.end),
    surface: 'text',
    range: new StaticRange({
      startContainer: node,
      startOffset: match.start,
      endContainer: node,
      endOffset: match.end,
    }),
  };
}

const headings = new Map<string, Polarity>();

function headingOf(column: Column | null, element: Element): Polarity {
  const text = column?.heading ?? '';
  let polarity = headings.get(text);
  if (polarity === undefined) {
    if (headings.size > 1000) headings.clear();
    headings.set(text, (polarity = polarityOfLabel(text)));
  }
  return polarity || polarityOfNames(element);
}

/** Six digits with no more than a few other characters between them. */
const mayHoldNumber = (text: string) =>
  /\d(?:\D{0,5}?\d){5}|[A-Z]{3}/.test(text) || /[^\0-\u02ff]/.test(text);

const cache = new Map<string, TextNumber[]>();

/** Lists repeat texts; what one holds is kept for a while. */
function readText(text: string, country: string | undefined): TextNumber[] {
  if (text.length > 200) return findInText(text, country);
  const key = `${country}:${text}`;
  let matches = cache.get(key);
  if (!matches) {
    if (cache.size > 4000) cache.clear();
    cache.set(key, (matches = findInText(text, country)));
  }
  return matches;
}

/** Digits with or without separators that stand for themselves: what ids are made of. */
const DIGITS_ALONE = /(?<![\p{L}\d])\d[\d .\-/]{3,22}\d(?![\p{L}\d])/u;
const ALL_DIGITS_ALONE = new RegExp(DIGITS_ALONE, 'gu');

function digitsBeside(text: string, matches: TextNumber[]): [number, number][] {
  const found: [number, number][] = [];
  for (const { 0: digits, index } of text.matchAll(ALL_DIGITS_ALONE)) {
    const end = index + digits.length;
    if (!matches.some((match) => match.start < end && index < match.end)) found.push([index, end]);
  }
  return found;
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  let tally = tallies.get(key);
  if (!tally) tallies.set(key, (tally = createTally()));
  return tally;
}

const lastWord = (words: string) => /\S+\s*$/.exec(words)?.[0].trim().toLowerCase().slice(-24) ?? '';
