import { LONGEST_EXTENSION, readDigits } from '@/utils/page/digit-reading';
import type { DigitReading } from '@/utils/page/digit-reading';
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
/** Fewer texts are sooner asked one by one. */
const FEWEST_IN_A_RANGE = 20;
/** Fewer texts are as soon read as looked up. */
const FEWEST_REMEMBERED = 200;
/** Characters of text that are remembered; a list of a thousand rows has a tenth of them. */
const MOST_REMEMBERED = 1_000_000;

const remembered = new Map<string, { lengths: number[]; reading: DigitReading }>();
let size = 0;

/** `readDigits`, with a memory: a page is read again and again, and most of it is as it was. */
function readAgain(whole: string, lengths: number[]): DigitReading {
  if (lengths.length < FEWEST_REMEMBERED) return readDigits(whole, lengths);
  const known = remembered.get(whole);
  if (known && isSame(known.lengths, lengths)) return known.reading;
  const reading = readDigits(whole, lengths);
  if (!known) size += whole.length;
  if (size > MOST_REMEMBERED) {
    remembered.clear();
    size = whole.length;
  }
  remembered.set(whole, { lengths, reading });
  return reading;
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/**
 * Looks for digits in many texts at once: the page gives the text of a range faster than that of its nodes one by one,
 * and most nodes hold none.
 */
export function createDigitReader(document: Document, into: DigitTexts) {
  let range: Range | undefined;
  const { texts, candidates, joints } = into;
  /** The text with digits before this batch, if its digits may go on in it, and how far before it they end. */
  let before: Text | undefined;
  let gap = 0;

  function textOf({ nodes, lengths }: TextBatch): string {
    if (nodes.length < FEWEST_IN_A_RANGE)
      return nodes.map(({ data }, i) => data.slice(0, lengths[i])).join('');
    range ??= rangeOf(document);
    range.setStart(nodes[0]!, 0);
    range.setEnd(nodes[nodes.length - 1]!, lengths[lengths.length - 1]!);
    const text = range.toString();
    // A range that stays would have to follow the page's changes.
    range.setEnd(document, 0);
    return text;
  }

  function join(node: Text): void {
    if (joints[joints.length - 1] !== node) joints.push(node);
  }

  return function read(batch: TextBatch): void {
    const { nodes, lengths } = batch;
    if (nodes.length === 0) return;
    const reading = readAgain(textOf(batch), lengths);
    const { firstDigit, lastDigit, goesOn } = reading;
    // The end of the batch before is gone; it is rare enough to be looked at in any case.
    if (before && gap + firstDigit <= LONGEST_EXTENSION) {
      join(before);
      join(nodes[reading.texts[0]!]!);
    }
    for (const index of reading.texts) texts.push(nodes[index]!);
    for (const index of reading.candidates) candidates.push(nodes[index]!);
    for (const index of reading.joints) join(nodes[index]!);
    if (reading.texts.length === 0) gap += batch.size;
    else {
      before = goesOn ? texts[texts.length - 1] : undefined;
      gap = batch.size - lastDigit;
    }
  };
}
