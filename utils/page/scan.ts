import type { Polarity } from '@/utils/numbers/context-words';
import { findInText } from '@/utils/numbers/find-in-text';
import type { TextNumber } from '@/utils/numbers/find-in-text';
import { isNumberHere, verdictOfColumn } from '@/utils/numbers/judge';
import type { Tally } from '@/utils/numbers/judge';
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

/** Everything callable among what was collected from one root. */
export function numbersIn({ texts, links, fields }: Collected, options: FindOptions): FoundNumber[] {
  const { country } = options;
  const excluded = new Map<Element, boolean>();
  const linked = numbersInLinks(links, country, excluded);
  const columnOf = createColumns();
  const likenesses = new Map<string, Tally>();
  const candidates: Candidate[] = [];
  const broken: Text[] = [];

  for (const node of texts) {
    const parent = node.parentElement;
    const matches = mayHoldNumber(node.data) ? readText(node.data, country) : [];
    const digits = matches.length === 0 ? bareDigits(node.data) : '';
    if (matches.length === 0 && digits === '') {
      broken.push(node);
      continue;
    }
    if (isExcluded(parent, excluded)) continue;
    const column = parent && columnOf(parent);
    if (column) count(column.tally, node.data, matches);
    broken.push(node);
    if (matches.length === 0) {
      const words = labelInLine(
        node,
        node.data.indexOf(digits),
        node.data.indexOf(digits) + digits.length,
      ).words;
      count(tallyOf(likenesses, lastWord(words)), digits, []);
      continue;
    }
    for (const match of matches) {
      if (isInAddress(node.data, match.start, match.end)) continue;
      const { polarity, words } = labelInLine(node, match.start, match.end);
      const likeness = lastWord(words);
      count(tallyOf(likenesses, likeness), node.data.slice(match.start, match.end), [match]);
      candidates.push({ node, match, column, label: polarity, likeness });
    }
  }

  const accepted = candidates.filter(({ node, match, column, label, likeness }) => {
    const element = node.parentElement!;
    const beside = label || (match.strength < 3 ? labelBeside(element) : 0);
    return isNumberHere(match.strength, {
      label: label || (node.data.trim().length < 40 ? beside : 0),
      heading: match.strength < 3 ? headingOf(column, element) : 0,
      column: column ? verdictOfColumn(column.tally) : 0,
      likeness: likeness === '' ? 0 : verdictOfColumn(tallyOf(likenesses, likeness)),
    });
  });

  const split = splitNumbers(broken, accepted, country, excluded);
  return [
    ...accepted
      .filter((each) => !linked.covers(each.node) && !split.replaces(each.node, each.match))
      .map(({ node, match }) => ({
        e164: match.e164,
        ...(match.ext ? { ext: match.ext } : {}),
        raw: node.data.slice(match.start, match.end),
        surface: 'text' as const,
        range: new StaticRange({
          startContainer: node,
          startOffset: match.start,
          endContainer: node,
          endOffset: match.end,
        }),
      })),
    ...split.found.filter(({ range }) => !linked.covers(range!.startContainer)),
    ...linked.found,
    ...numbersInFields(fields, country, excluded),
  ];
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

/** Digits in one piece or with separators, and nothing else: what an id column is made of. */
const bareDigits = (text: string) =>
  /(?:^|[^\p{L}\d])(\d[\d .\-/]{3,22}\d)(?![\p{L}\d])/u.exec(text)?.[1] ?? '';

function count(tally: Tally, text: string, matches: TextNumber[]): void {
  const best = matches.reduce((most, { strength }) => Math.max(most, strength), -1);
  if (best >= 2) tally.sure++;
  const bare = text.trim();
  if (!/^[+(]?\d[\d\s.\-/()]{3,22}\d$/.test(bare)) return;
  tally.numeric++;
  if (best >= 0) tally.valid++;
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  let tally = tallies.get(key);
  if (!tally) tallies.set(key, (tally = { numeric: 0, valid: 0, sure: 0 }));
  return tally;
}

const lastWord = (words: string) => /\S+\s*$/.exec(words)?.[0].trim().toLowerCase().slice(-24) ?? '';
