import type { Polarity } from '@/utils/numbers/context-words';
import type { Strength } from '@/utils/numbers/read-number';
import { count, createTally, verdictOf } from '@/utils/numbers/tally';
import type { Tally } from '@/utils/numbers/tally';
import { readText } from '@/utils/page/read-text';
import { labelInLine } from '@/utils/page/surroundings';

/** Digits with or without separators that stand for themselves: what ids are made of. */
const DIGITS_ALONE = /(?<![\p{L}\d])\d[\d .\-/]{3,22}\d(?![\p{L}\d])/gu;
const SOME_LETTER = /\p{L}/u;
/** More texts than this say nothing new. */
const MOST_TEXTS = 3000;

/**
 * What digits behind the same word are, as a whole: `order 2308274147`, `order 6102090773`. Like a column, but across a
 * page of sentences. Nothing is counted before somebody asks, and few pages do.
 */
export function createLikeness(country: string | undefined) {
  const tallies = new Map<string, Tally>();
  let waiting: Text[] = [];
  let counted = 0;

  function countAll(): void {
    const texts = waiting;
    waiting = [];
    for (const node of texts) {
      if (counted++ > MOST_TEXTS) return;
      const { data } = node;
      if (!SOME_LETTER.test(data) && !node.previousSibling) continue;
      const matches = readText(data, country);
      for (const match of matches) enter(node, data, match.start, match.end, match.strength);
      for (const { 0: digits, index } of data.matchAll(DIGITS_ALONE)) {
        const end = index + digits.length;
        if (!matches.some((match) => match.start < end && index < match.end))
          enter(node, data, index, end, -1);
      }
    }
  }

  function enter(node: Text, data: string, start: number, end: number, strength: number): void {
    const word = lastWord(labelInLine(node, data, start, end).words);
    if (word === '') return;
    let tally = tallies.get(word);
    if (!tally) tallies.set(word, (tally = createTally()));
    count(tally, data.slice(start, end), strength);
  }

  return {
    /** Texts with digits that the next question is about as well. */
    add(texts: Text[]): void {
      waiting = waiting.concat(texts);
    },
    /** What the digits behind these words are. */
    verdict(words: string, strength: Strength): Polarity {
      const word = lastWord(words);
      if (word === '') return 0;
      countAll();
      const tally = tallies.get(word);
      return tally ? verdictOf(tally, strength, country) : 0;
    },
  };
}

const lastWord = (words: string) => /\S+\s*$/.exec(words)?.[0].trim().toLowerCase().slice(-24) ?? '';
