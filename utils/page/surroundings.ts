import {
  isUnitBehind,
  polarityBefore,
  polarityOfIdentifier,
  polarityOfLabel,
} from '@/utils/numbers/context-words';
import type { Polarity } from '@/utils/numbers/context-words';
import { textBefore } from '@/utils/page/inline-text';
import { shortTextOf } from '@/utils/page/short-text';
import {
  attributeOf,
  firstChildOf,
  hasAttributes,
  idOf,
  nextElementSiblingOf,
  nextSiblingOf,
  nodeTypeOf,
  parentElementOf,
  previousElementSiblingOf,
  tagNameOf,
} from '@/utils/page/unshadowed';

/** Attributes that name a field to people or programs. */
const NAMES =
  'aria-label data-label data-title data-field data-column data-zcqa title headers itemprop data-testid'.split(
    ' ',
  );

/** A closed sentence or an earlier number ends what can name the digits behind it. */
const CLAUSE_END = /[\n•·|]|\d{3,}[^\p{L}]{0,3}(?=\p{L})|[.!?] (?=\p{Lu})/u;
/** What every end of a clause holds. */
const CLAUSE_MARK = /[\n•·|]|\d{3}|[.!?] /;

/** What the line says before (and right behind) the digits. */
export function labelInLine(
  node: Text,
  data: string,
  start: number,
  end: number,
): { polarity: Polarity; words: string } {
  const before = textBefore(node, data.slice(Math.max(0, start - 80), start), 80);
  const behind = data.slice(end, end + 12);
  if (behind !== '' && isUnitBehind(behind)) return { polarity: -1, words: before };
  if (before.trim() === '') return { polarity: 0, words: '' };
  const clause = CLAUSE_MARK.test(before) ? before.split(CLAUSE_END).at(-1)! : before;
  const polarity = polarityBefore(clause);
  return { polarity, words: clause };
}

/**
 * The label of a field: the words before its value in a list of fields, where they stand in an element of their own. Of
 * labels and values that stand line by line in two elements (`Kunde:<br>Auftrag:`), the one in the same line.
 */
export function labelBeside(element: Element, value?: Text): Polarity {
  for (let at: Element | null = element, depth = 0; at && depth < 4; at = parentElementOf(at), depth++) {
    const before = previousElementSiblingOf(at);
    if (before) {
      const lines = depth === 0 && value ? linesOf(before) : [];
      const line = lines.length > 1 ? linesOf(element).indexOf(value!) : -1;
      const text = (lines[line]?.data ?? shortTextOf(before)).trim();
      return text !== '' && text.length <= 40 && !/\d{3}/.test(text) ? polarityOfLabel(text) : 0;
    }
    if (nextElementSiblingOf(at)) break;
  }
  return 0;
}

/** The texts of an element, if line breaks are all that parts them; bounded, since pages may be built to waste time. */
function linesOf(element: Element): Text[] {
  const lines: Text[] = [];
  let at = firstChildOf(element);
  for (let looked = 0; at && looked < 100; looked++, at = nextSiblingOf(at)) {
    if (nodeTypeOf(at) === 3) lines.push(at as Text);
    else if (nodeTypeOf(at) === 1 && tagNameOf(at as Element) !== 'BR') return [];
  }
  return lines;
}

/** What class names, ids and labels for screen readers say, nearest element first. */
export function polarityOfNames(element: Element): Polarity {
  for (let at: Element | null = element, depth = 0; at && depth < 3; at = parentElementOf(at), depth++) {
    const tagName = tagNameOf(at);
    if (tagName === 'ADDRESS' || (tagName.includes('-') && /phone|tel/i.test(tagName))) return 1;
    if (!hasAttributes(at)) continue;
    for (const name of NAMES) {
      const value = attributeOf(at, name);
      if (value && value.length < 80) {
        const polarity = polarityOfIdentifier(value);
        if (polarity !== 0) return polarity;
      }
    }
    const named = `${attributeOf(at, 'class') ?? ''} ${idOf(at)}`;
    if (/phone|mobile|telefon|(?:^|[\s_-])(?:tel|ph|fax)(?:$|[\s_-])/i.test(named)) return 1;
  }
  return 0;
}
