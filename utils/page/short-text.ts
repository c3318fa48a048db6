import { firstChildOf, nextSiblingOf, ownerDocumentOf, treeWalkerOf } from '@/utils/page/unshadowed';

const SHOW_TEXT = 4;

/** All text of an element, or nothing if it is longer than `most` characters: then it is no label and no cell's value. */
export function shortTextOf(element: Element, most = 300): string {
  const first = firstChildOf(element);
  if (!first) return '';
  if (first.nodeType === 3 && !nextSiblingOf(first)) {
    const { data } = first as Text;
    return data.length <= most ? data : '';
  }
  const walker = treeWalkerOf(ownerDocumentOf(element)!, element, SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) {
    text += (walker.currentNode as Text).data;
    if (text.length > most) return '';
  }
  return text;
}

/** The last `most` characters of a node's text; reads no more of it than that takes. */
export function lastTextOf(node: Node, most: number): string {
  if (node.nodeType === 3) return (node as Text).data.slice(-most);
  const walker = treeWalkerOf(ownerDocumentOf(node)!, node, SHOW_TEXT);
  let text = '';
  for (let at = walker.lastChild(); at && text.length < most; at = walker.previousNode())
    text = (at as Text).data.slice(-most) + text;
  return text.slice(-most);
}
