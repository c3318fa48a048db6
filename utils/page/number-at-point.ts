import type { FoundNumber } from '@/utils/page/found-number';
import { rangeOf } from '@/utils/page/unshadowed';

type PointDocument = Document & {
  caretPositionFromPoint?: (
    x: number,
    y: number,
    options?: { shadowRoots: ShadowRoot[] },
  ) => { offsetNode: Node; offset: number } | null;
};

/** Numbers by the node they stand in. */
export type NumbersByNode = ReadonlyMap<Node, readonly FoundNumber[]>;

/** The number under a point of a document, with the box it is drawn in, or null. */
export function numberAtPoint(
  document: Document,
  x: number,
  y: number,
  path: EventTarget[],
  numbers: NumbersByNode,
  byLastNode: NumbersByNode,
): { number: FoundNumber; box: DOMRect } | null {
  for (const target of path) {
    const [number] = numbers.get(target as Node) ?? [];
    if (number?.element) return { number, box: number.element.getBoundingClientRect() };
  }
  const caret = caretAt(document as PointDocument, x, y, path);
  if (!caret) return null;
  for (const number of [...(numbers.get(caret.node) ?? []), ...(byLastNode.get(caret.node) ?? [])]) {
    const box = boxAt(number, x, y);
    if (box) return { number, box };
  }
  return null;
}

/** From the interface, not the document: a page may name an image after them. */
const { caretPositionFromPoint: caretPosition, caretRangeFromPoint: caretRange } = (globalThis.Document
  ?.prototype ?? {}) as PointDocument;

function caretAt(document: PointDocument, x: number, y: number, path: EventTarget[]): { node: Node } | null {
  if (caretPosition) {
    const shadowRoots = path.filter(
      (each): each is ShadowRoot => (each as Node).nodeType === 11 && 'host' in (each as object),
    );
    const caret = caretPosition.call(document, x, y, { shadowRoots });
    return caret && { node: caret.offsetNode };
  }
  const range = caretRange?.call(document, x, y);
  return range ? { node: range.startContainer } : null;
}

/** The line box of the number that holds the point: a caret is also found beside and below text. */
export function boxAt(number: FoundNumber, x: number, y: number): DOMRect | null {
  const range = liveRange(number);
  if (!range) return null;
  for (const box of range.getClientRects())
    if (x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1) return box;
  return null;
}

/** A range that can be measured; null once the page took the text away. */
export function liveRange({ range }: FoundNumber): Range | null {
  if (!range?.startContainer.isConnected) return null;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const document = startContainer.ownerDocument;
  if (!document || startOffset > lengthOf(startContainer) || endOffset > lengthOf(endContainer)) return null;
  const live = rangeOf(document);
  live.setStart(startContainer, startOffset);
  live.setEnd(endContainer, endOffset);
  return live;
}

const lengthOf = (node: Node) => (node.nodeType === 3 ? (node as Text).data.length : node.childNodes.length);

/** Where a number is drawn now; null while it is not. */
export function boxOf(number: FoundNumber): DOMRect | null {
  const box = number.element?.getBoundingClientRect() ?? liveRange(number)?.getBoundingClientRect();
  return box && box.width > 0 && box.height > 0 ? box : null;
}
