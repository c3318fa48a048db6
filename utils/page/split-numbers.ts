import { findInText } from '@/utils/numbers/find-in-text';
import type { TextNumber } from '@/utils/numbers/find-in-text';
import { NO_WIDTH } from '@/utils/numbers/plain-text';
import { isNumberHere } from '@/utils/numbers/judge';
import { polarityBefore } from '@/utils/numbers/context-words';
import { isExcluded } from '@/utils/page/exclusion';
import type { FoundNumber } from '@/utils/page/found-number';
import { blockOf, flowsInline, flowsOf } from '@/utils/page/inline-text';
import type { TextFlow } from '@/utils/page/inline-text';
import { parentElementOf, tagNameOf } from '@/utils/page/unshadowed';

interface Accepted {
  node: Text;
  match: TextNumber;
}

/**
 * Numbers that run over several text nodes: `<b>305</b> 555 <i>0131</i>`. Single nodes come first; a joined text only
 * adds what spans nodes, or an extension to what a node already has.
 */
export function* splitNumbers(
  texts: Text[],
  accepted: Accepted[],
  country: string | undefined,
  excluded: Map<Element, boolean>,
): Generator<undefined, { found: FoundNumber[]; replaced: Set<TextNumber> }> {
  const taken = new Map<Text, TextNumber[]>();
  for (const { node, match } of accepted) taken.set(node, [...(taken.get(node) ?? []), match]);
  const replaced = new Set<TextNumber>();
  const found: FoundNumber[] = [];
  const seen = new Set<Element>();
  let steps = 0;
  for (const node of texts) {
    if (++steps % STEP === 0) yield;
    if (standsAlone(node)) continue;
    const block = blockOf(node);
    if (!block || seen.has(block)) continue;
    seen.add(block);
    if (isExcluded(block, excluded)) continue;
    for (const flow of flowsOf(block)) findInFlow(flow);
  }

  function findInFlow(flow: TextFlow): void {
    for (const match of readFlow(flow, country)) {
      const first = nodeAt(flow, match.start);
      const last = nodeAt(flow, match.end - 1);
      if (first === last) continue;
      const label = polarityBefore(flow.text.slice(0, match.start));
      if (!isNumberHere(match, { label, heading: 0, structure: 0 })) continue;
      const inside = flow.nodes.slice(first, last + 1).flatMap((node, i) =>
        (taken.get(node) ?? []).filter((own) => {
          const offset = flow.offsets[first + i]!;
          return offset + own.start < match.end && match.start < offset + own.end;
        }),
      );
      if (inside.some((own) => own.e164 !== match.e164 && own.strength >= match.strength)) continue;
      if (inside.some((own) => own.e164 === match.e164) && !match.ext) continue;
      const nodes = flow.nodes.slice(first, last + 1);
      if (nodes.some((node) => isExcluded(node.parentElement, excluded)) || !isOneLine(nodes)) continue;
      for (const own of inside) replaced.add(own);
      found.push({
        e164: match.e164,
        ...(match.ext ? { ext: match.ext } : {}),
        raw: flow.text.slice(match.start, match.end),
        surface: 'split',
        range: new StaticRange({
          startContainer: flow.nodes[first]!,
          startOffset: match.start - flow.offsets[first]!,
          endContainer: flow.nodes[last]!,
          endOffset: match.end - flow.offsets[last]!,
        }),
      });
    }
  }

  return { found, replaced };
}

/**
 * Reads a joined text; where digits meet digits over the edge of a node, the edge may be how the number is grouped
 * (`<span>313</span><span>555</span><span>0173</span>`).
 */
function readFlow(flow: TextFlow, country: string | undefined): TextNumber[] {
  const plain = findInText(flow.text, country);
  if (plain.every(({ strength }) => strength > 0)) return plain;
  const edges = new Set(flow.offsets);
  return plain.map((match) => {
    if (match.strength > 0) return match;
    const cuts = [...edges].filter((edge) => edge > match.start && edge < match.end);
    const pieces = [match.start, ...cuts, match.end];
    const grouped = pieces
      .slice(1)
      .map((end, i) => flow.text.slice(pieces[i]!, end))
      .join(NO_WIDTH);
    const [again] = cuts.length > 0 ? findInText(grouped, country) : [];
    return again?.e164 === match.e164 ? { ...match, strength: again.strength, odd: again.odd } : match;
  });
}

/** The only text of a block, by tags alone: the usual cell, not worth a second look. */
function standsAlone(node: Text): boolean {
  const parent = node.parentElement;
  if (!parent) return true;
  return (
    node.nextSibling === null && node.previousSibling === null && BLOCKS.has(tagNameOf(parent).toLowerCase())
  );
}

const BLOCKS = new Set('td th li p div dt dd h1 h2 h3 h4 button lyte-exptable-td'.split(' '));
/** Work between two chances to pause. */
const STEP = 64;

function nodeAt({ offsets }: TextFlow, offset: number): number {
  let i = offsets.length - 1;
  while (offsets[i]! > offset) i--;
  return i;
}

/** By style, too, all of it stands in one line: no cells drawn from spans. */
function isOneLine(nodes: Text[]): boolean {
  const block = blockOf(nodes[0]!);
  for (const node of nodes)
    for (let at: Element | null = node.parentElement; at && at !== block; at = parentElementOf(at))
      if (!flowsInline(at)) return false;
  return true;
}
