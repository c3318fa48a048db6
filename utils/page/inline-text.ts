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
  const { tagName } = element;
  if (INLINE_TAGS.has(tagName)) return true;
  if (!tagName.includes('-')) return false;
  const key = `${tagName}.${element.getAttribute('class') ?? ''}`;
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
  const view = element.ownerDocument.defaultView;
  if (!view) return INLINE_TAGS.has(element.tagName);
  const { display } = view.getComputedStyle(element);
  if (!/^(inline|contents|ruby)/.test(display)) return false;
  const parent = element.parentElement && view.getComputedStyle(element.parentElement).display;
  return !parent || !/flex|grid/.test(parent);
}

/** The element whose line the node stands in: its nearest ancestor that is not inline. */
export function blockOf(node: Node): Element | null {
  let at = node.parentElement;
  while (at && isInline(at) && at.parentElement) at = at.parentElement;
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

/** The lines of a block that consist of more than one text node with digits; blocks and line breaks inside end a line. */
export function flowsOf(block: Element): TextFlow[] {
  const flows: TextFlow[] = [];
  let flow: TextFlow = { text: '', nodes: [], offsets: [] };
  let digits = 0;
  const close = () => {
    if (digits > 1 && flow.text.length <= MOST_TEXT) flows.push(flow);
    flow = { text: '', nodes: [], offsets: [] };
    digits = 0;
  };
  const visit = (parent: Node) => {
    for (let child = parent.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) {
        const node = child as Text;
        flow.nodes.push(node);
        flow.offsets.push(flow.text.length);
        flow.text += node.data;
        if (/\p{Nd}/u.test(node.data)) digits++;
      } else if (child.nodeType === 1) {
        if (isInline(child as Element)) visit(child);
        else close();
      }
    }
  };
  visit(block);
  close();
  return flows;
}

/** Up to `most` characters of the line before an offset in a text node. */
export function textBefore(node: Text, offset: number, most: number): string {
  let text = node.data.slice(Math.max(0, offset - most), offset);
  let at: Node = node;
  for (let steps = 0; text.trim().length < most / 2 && steps < 12; steps++) {
    const previous: Node | null = at.previousSibling;
    if (previous) {
      if (previous.nodeType === 1 && !isInline(previous as Element)) break;
      if (previous.nodeType === 3 || previous.nodeType === 1)
        text = (previous.textContent ?? '').slice(-most) + text;
      at = previous;
      continue;
    }
    const parent: Element | null = at.parentElement;
    if (!parent || !isInline(parent)) break;
    at = parent;
  }
  return text.slice(-most);
}
