/**
 * Reads of the DOM that a page cannot shadow. A form shows its fields, and a document its named images and frames, in
 * place of its own properties (`<input name="parentElement">`), to extensions too; asking the interface itself costs
 * nothing more. Used wherever the element may be any element, or the document a stranger's.
 *
 * Each read is a function of its own, not one made by a common maker: those would share what the engine learns about
 * their calls, and each cost three times as much. Unused ones leave no trace in a script (`@__PURE__`).
 */
/** Where there is no DOM, as in a worker or a unit test, there is nothing to read either. */
const interfaces = globalThis as unknown as Record<string, { prototype: object } | undefined>;

function getter<Value>(owner: string, name: string): (this: object) => Value {
  const own = Object.getOwnPropertyDescriptor(interfaces[owner]?.prototype ?? {}, name)?.get;
  return own ?? read;
  function read(this: object): Value {
    return (this as Record<string, Value>)[name]!;
  }
}

type Method<Arguments extends unknown[], Result> = (this: object, ...given: Arguments) => Result;

function method<Arguments extends unknown[], Result>(owner: string, name: string): Method<Arguments, Result> {
  const methods = (interfaces[owner]?.prototype ?? {}) as Record<string, Method<Arguments, Result>>;
  return methods[name]!;
}

const parentElement = /* @__PURE__ */ getter<Element | null>('Node', 'parentElement');
const parentNode = /* @__PURE__ */ getter<Node | null>('Node', 'parentNode');
const previousSibling = /* @__PURE__ */ getter<Node | null>('Node', 'previousSibling');
const firstChild = /* @__PURE__ */ getter<Node | null>('Node', 'firstChild');
const nextSibling = /* @__PURE__ */ getter<Node | null>('Node', 'nextSibling');
const textContent = /* @__PURE__ */ getter<string | null>('Node', 'textContent');
const ownerDocument = /* @__PURE__ */ getter<Document | null>('Node', 'ownerDocument');
const nodeType = /* @__PURE__ */ getter<number>('Node', 'nodeType');
const connected = /* @__PURE__ */ getter<boolean>('Node', 'isConnected');
const getRootNode = /* @__PURE__ */ method<[], Node>('Node', 'getRootNode');

export const parentElementOf = (node: object) => parentElement.call(node);
export const parentNodeOf = (node: object) => parentNode.call(node);
export const previousSiblingOf = (node: object) => previousSibling.call(node);
export const firstChildOf = (node: object) => firstChild.call(node);
export const nextSiblingOf = (node: object) => nextSibling.call(node);
export const textContentOf = (node: object) => textContent.call(node);
export const ownerDocumentOf = (node: object) => ownerDocument.call(node);
export const nodeTypeOf = (node: object) => nodeType.call(node);
export const isConnected = (node: object) => connected.call(node);
export const rootOf = (node: object) => getRootNode.call(node);

const tagName = /* @__PURE__ */ getter<string>('Element', 'tagName');
const children = /* @__PURE__ */ getter<HTMLCollection>('Element', 'children');
const childElementCount = /* @__PURE__ */ getter<number>('Element', 'childElementCount');
const firstElementChild = /* @__PURE__ */ getter<Element | null>('Element', 'firstElementChild');
const lastElementChild = /* @__PURE__ */ getter<Element | null>('Element', 'lastElementChild');
const nextElementSibling = /* @__PURE__ */ getter<Element | null>('Element', 'nextElementSibling');
const previousElementSibling = /* @__PURE__ */ getter<Element | null>('Element', 'previousElementSibling');
const shadowRoot = /* @__PURE__ */ getter<ShadowRoot | null>('Element', 'shadowRoot');
const id = /* @__PURE__ */ getter<string>('Element', 'id');
const hasAnyAttributes = /* @__PURE__ */ method<[], boolean>('Element', 'hasAttributes');
const getAttribute = /* @__PURE__ */ method<[name: string], string | null>('Element', 'getAttribute');
const matchesSelector = /* @__PURE__ */ method<[selector: string], boolean>('Element', 'matches');

export const tagNameOf = (element: object) => tagName.call(element);
export const childrenOf = (element: object) => children.call(element);
export const childCountOf = (element: object) => childElementCount.call(element);
export const firstElementChildOf = (element: object) => firstElementChild.call(element);
export const lastElementChildOf = (element: object) => lastElementChild.call(element);
export const nextElementSiblingOf = (element: object) => nextElementSibling.call(element);
export const previousElementSiblingOf = (element: object) => previousElementSibling.call(element);
export const shadowRootOf = (element: object) => shadowRoot.call(element);
export const idOf = (element: object) => id.call(element);
export const hasAttributes = (element: object) => hasAnyAttributes.call(element);
export const attributeOf = (element: object, name: string) => getAttribute.call(element, name);
export const matches = (element: object, selector: string) => matchesSelector.call(element, selector);

const defaultView = /* @__PURE__ */ getter<(Window & typeof globalThis) | null>('Document', 'defaultView');
const body = /* @__PURE__ */ getter<HTMLElement | null>('Document', 'body');
const documentElement = /* @__PURE__ */ getter<HTMLElement | null>('Document', 'documentElement');
const createTreeWalker = /* @__PURE__ */ method<[root: Node, show: number], TreeWalker>(
  'Document',
  'createTreeWalker',
);
const createElement = /* @__PURE__ */ method<[tag: string], HTMLElement>('Document', 'createElement');
const createElementNS = /* @__PURE__ */ method<[namespace: string, tag: string], SVGElement>(
  'Document',
  'createElementNS',
);
const createRange = /* @__PURE__ */ method<[], Range>('Document', 'createRange');

export const viewOf = (document: object) => defaultView.call(document);
export const bodyOf = (document: object) => body.call(document);
export const rootElementOf = (document: object) => documentElement.call(document);
export const treeWalkerOf = (document: object, root: Node, show: number) =>
  createTreeWalker.call(document, root, show);
export const create = (document: object, tag: string) => createElement.call(document, tag);
export const createSvg = (document: object, tag: string) =>
  createElementNS.call(document, 'http://www.w3.org/2000/svg', tag);
export const rangeOf = (document: object) => createRange.call(document);

const addEventListener = /* @__PURE__ */ method<
  [type: string, listener: (event: Event) => void, options: AddEventListenerOptions],
  void
>('EventTarget', 'addEventListener');

export const listenTo = (
  target: object,
  type: string,
  listener: (event: Event) => void,
  options: AddEventListenerOptions,
) => addEventListener.call(target, type, listener, options);

const taggedInElement = /* @__PURE__ */ method<[tag: string], HTMLCollectionOf<Element>>(
  'Element',
  'getElementsByTagName',
);
const taggedInDocument = /* @__PURE__ */ method<[tag: string], HTMLCollectionOf<Element>>(
  'Document',
  'getElementsByTagName',
);

/** All elements of a tag below a document, shadow root or element, as they are now. */
export function elementsTagged(root: Node, tag: string): Element[] {
  const type = nodeTypeOf(root);
  if (type === 11) return [...selectInFragment.call(root, tag)];
  const live = (type === 1 ? taggedInElement : taggedInDocument).call(root, tag);
  const elements: Element[] = [];
  for (let i = 0, { length } = live; i < length; i++) elements.push(live[i]!);
  return elements;
}

const selectInElement = /* @__PURE__ */ method<[selector: string], NodeListOf<Element>>(
  'Element',
  'querySelectorAll',
);
const selectInDocument = /* @__PURE__ */ method<[selector: string], NodeListOf<Element>>(
  'Document',
  'querySelectorAll',
);
const selectInFragment = /* @__PURE__ */ method<[selector: string], NodeListOf<Element>>(
  'DocumentFragment',
  'querySelectorAll',
);

/** All elements below a document, shadow root or element that match. */
export function selectAll(root: Node, selector: string): NodeListOf<Element> {
  const type = nodeTypeOf(root);
  return (type === 1 ? selectInElement : type === 9 ? selectInDocument : selectInFragment).call(
    root,
    selector,
  );
}

const elementsAtPoint = /* @__PURE__ */ method<[x: number, y: number], Element[]>(
  'Document',
  'elementsFromPoint',
);
const elementsAtPointInside = /* @__PURE__ */ method<[x: number, y: number], Element[]>(
  'ShadowRoot',
  'elementsFromPoint',
);

/** The elements at a point, topmost first. */
export const elementsAt = (root: Document | ShadowRoot, x: number, y: number): Element[] =>
  (nodeTypeOf(root) === 9 ? elementsAtPoint : elementsAtPointInside).call(root, x, y);
