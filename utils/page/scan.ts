import { polarityOfLabel } from '@/utils/numbers/context-words';
import type { Polarity } from '@/utils/numbers/context-words';
import type { TextNumber } from '@/utils/numbers/find-in-text';
import { isNumberHere } from '@/utils/numbers/judge';
import { LONGEST_TEXT } from '@/utils/page/digit-texts';
import type { Collected } from '@/utils/page/collect';
import { createColumns } from '@/utils/page/columns';
import type { Column } from '@/utils/page/columns';
import { isExcluded } from '@/utils/page/exclusion';
import { numbersInFields } from '@/utils/page/field-numbers';
import type { FindOptions, FoundNumber } from '@/utils/page/found-number';
import { createLikeness } from '@/utils/page/likeness';
import { numbersInLinks } from '@/utils/page/link-numbers';
import { readText } from '@/utils/page/read-text';
import { splitNumbers } from '@/utils/page/split-numbers';
import { labelBeside, labelInLine, polarityOfNames } from '@/utils/page/surroundings';

/** A number in one text node, before the page had its say. */
interface Candidate {
  node: Text;
  /** All of the node's text: asking the node again costs more than most of what is done with it. */
  data: string;
  match: TextNumber;
}

/** What a scan remembers for the next one, so that a new row is judged by the rows before it. */
export interface ScanMemory {
  columnOf: (element: Element) => Column | null;
  likeness: ReturnType<typeof createLikeness>;
  /** Numbers written in groups that were seen so far: who writes them so does not leave the groups out elsewhere. */
  grouped: number;
}

export function createScanMemory(country: string | undefined): ScanMemory {
  const strengthOf = (text: string) =>
    readText(text, country).reduce<number>((most, { strength }) => Math.max(most, strength), -1);
  return { columnOf: createColumns(strengthOf, country), likeness: createLikeness(country), grouped: 0 };
}

/** Work between two chances to pause. */
const STEP = 64;

/**
 * Everything callable among what was collected. A generator, so that a long list can be read in slices: every `yield` is
 * a good moment to let the page have the thread.
 */
export function* numbersIn(
  { texts, candidates: readable, joints, links, fields }: Collected,
  { country }: FindOptions,
  memory: ScanMemory,
): Generator<undefined, FoundNumber[]> {
  const excluded = new Map<Element, boolean>();
  const linked = numbersInLinks(links, country, excluded);
  const candidates: Candidate[] = [];
  let steps = 0;
  for (const node of readable) {
    if (++steps % STEP === 0) yield;
    const data = node.data.slice(0, LONGEST_TEXT);
    for (const match of readText(data, country)) {
      candidates.push({ node, data, match });
      if (match.strength >= 2) memory.grouped++;
    }
  }
  memory.likeness.add(texts);
  const accepted: Candidate[] = [];
  for (const candidate of candidates) {
    if (++steps % STEP === 0) yield;
    if (!isExcluded(candidate.node.parentElement, excluded) && isAccepted(candidate, memory))
      accepted.push(candidate);
  }
  const split = yield* splitNumbers(joints, accepted, country, excluded);
  const found: FoundNumber[] = [];
  for (const candidate of accepted)
    if (!linked.covers(candidate.node) && !split.replaced.has(candidate.match))
      found.push(toFound(candidate));
  for (const number of split.found) if (!linked.covers(number.range!.startContainer)) found.push(number);
  return [...found, ...linked.found, ...numbersInFields(fields, country, excluded)];
}

function isAccepted({ node, data, match }: Candidate, { columnOf, likeness, grouped }: ScanMemory): boolean {
  if (match.strength === 3) return true;
  const element = node.parentElement;
  if (!element) return match.strength === 2;
  const { polarity, words } = labelInLine(node, data, match.start, match.end);
  const { length } = data.trim();
  // A column speaks for cells that hold a number, not for digits within sentences.
  const fills = 2 * (match.end - match.start) >= length;
  const column = fills ? columnOf(element) : null;
  // A field's label names its value only if the value is all there is.
  const label = polarity || (length < 40 && !column?.headed ? labelBeside(element, node) : 0);
  const near = { label, heading: label === 0 ? headingOf(column, element) : 0 } as const;
  const atBest = isNumberHere(match, { ...near, structure: 1 });
  // Everything that stands in the same place is only read where its verdict decides.
  if (atBest === isNumberHere(match, { ...near, structure: -1 })) return atBest;
  const structure =
    column?.verdict(match.strength) ||
    likeness.verdict(words, match.strength) ||
    (match.strength === 1 && grouped >= WRITES_GROUPS && isBare(data, match) && !column?.isOfNumbers()
      ? -1
      : 0);
  return isNumberHere(match, { ...near, structure });
}

/** From so many numbers on a page is known to write them in groups. */
const WRITES_GROUPS = 3;
const isBare = (text: string, { start, end }: TextNumber) => /^\p{Nd}+$/u.test(text.slice(start, end));

function toFound({ node, data, match }: Candidate): FoundNumber {
  return {
    e164: match.e164,
    ...(match.ext ? { ext: match.ext } : {}),
    raw: data.slice(match.start, match.end),
    surface: 'text',
    range: new StaticRange({
      startContainer: node,
      startOffset: match.start,
      endContainer: node,
      endOffset: match.end,
    }),
  };
}

const headingOf = (column: Column | null, element: Element): Polarity =>
  polarityOfLabel(column?.heading ?? '') || polarityOfNames(element);
