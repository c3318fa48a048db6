import { lastTextOf } from '@/utils/page/short-text';
import {
  attributeOf,
  firstChildOf,
  nextSiblingOf,
  nodeTypeOf,
  ownerDocumentOf,
  parentElementOf,
  previousSiblingOf,
  tagNameOf,
  viewOf,
} from '@/utils/page/unshadowed';

/** Tags that do not break a line of text. */
const INLINE_TAGS = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE DATA DEL DFN EM FONT I INS LABEL MARK NOBR Q RB RP RT RUBY S SLOT SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);

/** Elements of no known tag ask the style sheet; the answer is kept per tag and class. */
const displays = new Map<string, boolean>();

/** Whether text flows on over the edge of the element, as far as its tag tells. */
export function isInline(element: Element): boolean {
  const tagName = tagNameOf(element);
  if (INLINE_TAGS.has(tagName)) return true;
  if (!tagName.includes('-')) return false;
  const key = `${tagName}.${attributeOf(element, 'class') ?? ''}`;
  let inline = displays.get(key);
  if (inline === undefined) {
    inline = flowsInline(element);
    if (displays.size > 500) displays.clear();
    displays.set(key, inline);
  }
  return inline;
}

/** Whether the element is laid out within a line, by its computed style. Costs a style lookup. */
export function flowsInline(element: Element): boolean {
  const view = viewOf(ownerDocumentOf(element)!);
  if (!view) return INLINE_TAGS.has(tagNameOf(element));
  const { display } = view.getComputedStyle(element);
  if (!/^(inline|contents|ruby)/.test(display)) return false;
  const parent = parentElementOf(element);
  return !parent || !/flex|grid/.test(view.getComputedStyle(parent).display);
}

/** Inline elements in inline elements, deeper than any page has use for. */
const DEEPEST = 64;

/** The element whose line the node stands in: its nearest ancestor that is not inline. */
export function blockOf(node: Node): Element | null {
  let at = parentElementOf(node);
  for (let depth = 0; at && depth < DEEPEST && isInline(at); depth++) at = parentElementOf(at) ?? at;
  return at;
}

/** A line of text that runs over several text nodes. */
export interface TextFlow {
  text: string;
  nodes: Text[];
  /** Offset of each node's text in `text`. */
  offsets: number[];
}

const MOST_TEXT = 4000;
/** Text nodes looked at per block; a page that puts more into one line means no good. */
const MOST_NODES = 5000;

/** The lines of a block that consist of more than one text node with digits; blocks and line breaks inside end a line. */
export function flowsOf(block: Element): TextFlow[] {
  const flows: TextFlow[] = [];
  let flow: TextFlow = { text: '', nodes: [], offsets: [] };
  let digits = 0;
  let visited = 0;
  const close = () => {
    if (digits > 1 && flow.text.length <= MOST_TEXT) flows.push(flow);
    flow = { text: '', nodes: [], offsets: [] };
    digits = 0;
  };
  const visit = (parent: Node, depth: number) => {
    for (let child = firstChildOf(parent); child && visited < MOST_NODES; child = nextSiblingOf(child)) {
      const type = nodeTypeOf(child);
      if (type === 3) {
        const node = child as Text;
        visited++;
        if (flow.text.length > MOST_TEXT) close();
        flow.nodes.push(node);
        flow.offsets.push(flow.text.length);
        flow.text += node.data;
        if (/\p{Nd}/u.test(node.data)) digits++;
      } else if (type === 1) {
        if (depth < DEEPEST && isInline(child as Element)) visit(child, depth + 1);
        else close();
      }
    }
  };
  visit(block, 0);
  close();
  return flows;
}

/** Up to `most` characters of a line up to a place in a text node, of which `begin` stands before that place. */
export function textBefore(node: Text, begin: string, most: number): string {
  let text = begin;
  let at: Node = node;
  for (let steps = 0; text.trim().length < most / 2 && steps < 12; steps++) {
    const previous = previousSiblingOf(at);
    if (previous) {
      const type = nodeTypeOf(previous);
      if (type === 1 && !isInline(previous as Element)) break;
      if (type === 3 || type === 1) text = lastTextOf(previous, most) + text;
      at = previous;
      continue;
    }
    const parent = parentElementOf(at);
    if (!parent || !isInline(parent)) break;
    at = parent;
  }
  return text.slice(-most);
}
