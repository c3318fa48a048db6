/** What a scan looks at below one or more nodes: texts with digits, links that call, fields, and further roots. */
export interface Collected {
  texts: Text[];
  links: Element[];
  fields: (HTMLInputElement | HTMLTextAreaElement)[];
  /** Open shadow roots and same-origin frames' documents found on the way. */
  roots: Node[];
}

export const createCollected = (): Collected => ({ texts: [], links: [], fields: [], roots: [] });

const SHOW_ELEMENT = 1;
const SHOW_TEXT = 4;
/** Asked one by one: engines answer a bare tag name several times faster than a list. */
const MARKED = ['a', 'area', 'input', 'textarea'];
const FRAMES = ['iframe', 'frame'];
const CALLS = /^\s*(?:tel|callto|sips?|sms|smsto|skype|whatsapp):|\/\/(?:wa\.me|api\.whatsapp\.com)\//i;

/** Digits of ASCII, or a script that may have its own. */
const MAYBE_DIGIT = /[0-9\u0660-\uffff]/;
const DIGIT = /\p{Nd}/u;
const ASCII_DIGIT = /[0-9]/;

const hasDigit = (text: string) => MAYBE_DIGIT.test(text) && (ASCII_DIGIT.test(text) || DIGIT.test(text));

/** Nodes between two chances to pause. */
const STEP = 2000;

/** Reads one tree, not the roots below it. Every `yield` is a good moment to let the page have the thread. */
export function* collect(root: Node, frames: boolean, into: Collected): Generator<undefined, Collected> {
  const document = root.ownerDocument ?? (root as Document);
  if (root.nodeType === 3) {
    if (hasDigit((root as Text).data)) into.texts.push(root as Text);
    return into;
  }
  const texts = document.createTreeWalker(root, SHOW_TEXT);
  while (addTexts(texts, into)) yield;
  if (root.nodeType === 1) {
    addHost(root as Element, into);
    addMarked(root as Element, frames, into);
  }
  const elements = document.createTreeWalker(root, SHOW_ELEMENT);
  while (addHosts(elements, into)) yield;
  for (const tag of frames ? [...MARKED, ...FRAMES] : MARKED)
    for (const element of (root as ParentNode & Node).querySelectorAll(tag)) addMarked(element, frames, into);
  return into;
}

/** Reads the next texts; false at the end. Plain loops: they run over every node of the page. */
function addTexts(walker: TreeWalker, { texts }: Collected): boolean {
  for (let steps = 0; steps < STEP; steps++) {
    const node = walker.nextNode() as Text | null;
    if (!node) return false;
    if (hasDigit(node.data)) texts.push(node);
  }
  return true;
}

function addHosts(walker: TreeWalker, into: Collected): boolean {
  for (let steps = 0; steps < STEP; steps++) {
    const node = walker.nextNode() as Element | null;
    if (!node) return false;
    addHost(node, into);
  }
  return true;
}

function addHost(element: Element, into: Collected): void {
  const { shadowRoot } = element;
  if (shadowRoot) into.roots.push(shadowRoot);
}

function addMarked(element: Element, frames: boolean, into: Collected): void {
  switch (element.localName) {
    case 'a':
    case 'area':
      if (CALLS.test(element.getAttribute('href') ?? '')) into.links.push(element);
      return;
    case 'input':
    case 'textarea':
      into.fields.push(element as HTMLInputElement);
      return;
    case 'iframe':
    case 'frame':
      if (frames) addFrame(element as HTMLIFrameElement, into);
  }
}

function addFrame(frame: HTMLIFrameElement, into: Collected): void {
  try {
    const inner = frame.contentDocument;
    if (inner && inner.designMode !== 'on') into.roots.push(inner);
  } catch {
    // Another origin: its own content script reads it.
  }
}
