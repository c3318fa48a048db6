/**
 * Reads of the DOM that a page cannot shadow. A form shows its fields, and a document its named images and frames, in
 * place of its own properties (`<input name="parentElement">`), to extensions too; asking the interface itself costs
 * nothing more. Used wherever the element may be any element, or the document a stranger's.
 */
const interfaces = globalThis as unknown as Record<string, { prototype: object } | undefined>;

function property<Value>(owner: string, name: string): (of: object) => Value {
  const get = Object.getOwnPropertyDescriptor(interfaces[owner]?.prototype ?? {}, name)?.get;
  return get ? (of) => get.call(of) as Value : (of) => (of as Record<string, Value>)[name]!;
}

function method<Arguments extends unknown[], Result>(
  owner: string,
  name: string,
): (of: object, ...given: Arguments) => Result {
  const own = (interfaces[owner]?.prototype as Record<string, (...given: Arguments) => Result> | undefined)?.[
    name
  ];
  return (of, ...given) =>
    (own ?? (of as Record<string, (...given: Arguments) => Result>)[name]!).apply(of, given);
}

export const parentElementOf = property<Element | null>('Node', 'parentElement');
export const parentNodeOf = property<Node | null>('Node', 'parentNode');
export const previousSiblingOf = property<Node | null>('Node', 'previousSibling');
export const firstChildOf = property<Node | null>('Node', 'firstChild');
export const nextSiblingOf = property<Node | null>('Node', 'nextSibling');
export const textContentOf = property<string | null>('Node', 'textContent');
export const ownerDocumentOf = property<Document | null>('Node', 'ownerDocument');
export const nodeTypeOf = property<number>('Node', 'nodeType');
export const isConnected = property<boolean>('Node', 'isConnected');

export const listenTo = method<
  [type: string, listener: (event: Event) => void, options: AddEventListenerOptions],
  void
>('EventTarget', 'addEventListener');
export const rootOf = method<[], Node>('Node', 'getRootNode');

export const tagNameOf = property<string>('Element', 'tagName');
export const childrenOf = property<HTMLCollection>('Element', 'children');
export const childCountOf = property<number>('Element', 'childElementCount');
export const firstElementChildOf = property<Element | null>('Element', 'firstElementChild');
export const lastElementChildOf = property<Element | null>('Element', 'lastElementChild');
export const nextElementSiblingOf = property<Element | null>('Element', 'nextElementSibling');
export const previousElementSiblingOf = property<Element | null>('Element', 'previousElementSibling');
export const shadowRootOf = property<ShadowRoot | null>('Element', 'shadowRoot');
export const idOf = property<string>('Element', 'id');
export const hasAttributes = method<[], boolean>('Element', 'hasAttributes');
export const attributeOf = method<[name: string], string | null>('Element', 'getAttribute');
export const matches = method<[selector: string], boolean>('Element', 'matches');
export const boxOfElement = method<[], DOMRect>('Element', 'getBoundingClientRect');

export const viewOf = property<(Window & typeof globalThis) | null>('Document', 'defaultView');
export const bodyOf = property<HTMLElement | null>('Document', 'body');
export const rootElementOf = property<HTMLElement | null>('Document', 'documentElement');
export const treeWalkerOf = method<[root: Node, show: number], TreeWalker>('Document', 'createTreeWalker');
export const create = method<[tag: string], HTMLElement>('Document', 'createElement');
const createNS = method<[namespace: string, tag: string], SVGElement>('Document', 'createElementNS');
export const createSvg = (document: Document, tag: string) =>
  createNS(document, 'http://www.w3.org/2000/svg', tag);
export const rangeOf = method<[], Range>('Document', 'createRange');

/** All elements below a document, shadow root or element that match. */
export function selectAll(root: Node, selector: string): NodeListOf<Element> {
  const owner = nodeTypeOf(root) === 1 ? 'Element' : nodeTypeOf(root) === 9 ? 'Document' : 'DocumentFragment';
  return selectors[owner](root, selector);
}

const selectors = {
  Element: method<[selector: string], NodeListOf<Element>>('Element', 'querySelectorAll'),
  Document: method<[selector: string], NodeListOf<Element>>('Document', 'querySelectorAll'),
  DocumentFragment: method<[selector: string], NodeListOf<Element>>('DocumentFragment', 'querySelectorAll'),
};

/** The elements at a point, topmost first. */
export const elementsAt = (root: Document | ShadowRoot, x: number, y: number): Element[] =>
  (nodeTypeOf(root) === 9 ? documentPoint : shadowPoint)(root, x, y);

const documentPoint = method<[x: number, y: number], Element[]>('Document', 'elementsFromPoint');
const shadowPoint = method<[x: number, y: number], Element[]>('ShadowRoot', 'elementsFromPoint');
