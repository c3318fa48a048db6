import { createDigitReader, LONGEST_TEXT } from '@/utils/page/digit-texts';
import type { DigitTexts, TextBatch } from '@/utils/page/digit-texts';
import {
  elementsTagged,
  nodeTypeOf,
  ownerDocumentOf,
  shadowRootOf,
  treeWalkerOf,
  viewOf,
} from '@/utils/page/unshadowed';

/** What a scan looks at below one or more nodes: texts with digits, links that call, fields, and further roots. */
export interface Collected extends DigitTexts {
  links: Element[];
  fields: (HTMLInputElement | HTMLTextAreaElement)[];
  /** Open shadow roots and same-origin frames' documents found on the way. */
  roots: Node[];
  /** There was more than a page can sensibly hold; what is beyond was left out. */
  cut: boolean;
}

export const createCollected = (): Collected => ({
  texts: [],
  candidates: [],
  joints: [],
  links: [],
  fields: [],
  roots: [],
  cut: false,
});

const SHOW_ELEMENT = 1;
const SHOW_TEXT = 4;
/** Asked one by one: engines answer a bare tag name several times faster than a list of them, and know it the next time. */
const MARKED = ['a', 'area', 'input', 'textarea'];
const FRAMES = ['iframe', 'frame'];
const CALLS = /^\s*(?:tel|callto|sips?|sms|smsto|skype|whatsapp):|\/\/(?:wa\.me|api\.whatsapp\.com)\//i;

/** Texts with digits, links, fields and roots, each; a list of ten thousand rows has a tenth of them. */
const MOST_NODES = 200_000;
/** Nodes walked over in search of them. */
const MOST_STEPS = 3_000_000;

/** Nodes between two chances to pause. */
const STEP = 2000;

/** Reads one tree, not the roots below it. Every `yield` is a good moment to let the page have the thread. */
export function* collect(root: Node, frames: boolean, into: Collected): Generator<undefined, Collected> {
  const document = ownerDocumentOf(root) ?? (root as Document);
  const type = nodeTypeOf(root);
  const read = createDigitReader(document, into);
  if (type === 3) {
    const batch = createBatch();
    addText(root as Text, batch, into);
    read(batch);
    return into;
  }
  const texts = treeWalkerOf(document, root, SHOW_TEXT);
  for (let steps = 0; !isFull(into, steps); steps += STEP) {
    const batch = nextTexts(texts, into);
    if (batch.nodes.length === 0) break;
    read(batch);
    yield;
  }
  if (type === 1) {
    addHost(root as Element, into);
    addMarked(root as Element, frames, into);
  }
  const elements = treeWalkerOf(document, root, SHOW_ELEMENT);
  for (let steps = 0; addHosts(elements, into) && !isFull(into, steps); steps += STEP) yield;
  let marked = 0;
  const framed = frames && !hasNoFrames(root, type);
  for (const tag of framed ? [...MARKED, ...FRAMES] : MARKED) {
    for (const element of elementsTagged(root, tag)) {
      addMarked(element, frames, into);
      if (++marked % STEP !== 0) continue;
      if (isFull(into, marked)) return into;
      yield;
    }
  }
  return into;
}

/** Whether enough was read, and says so in what was collected. */
function isFull(into: Collected, steps: number): boolean {
  const { texts, links, fields, roots } = into;
  into.cut ||=
    steps > MOST_STEPS || Math.max(texts.length, links.length, fields.length, roots.length) > MOST_NODES;
  return into.cut;
}

const createBatch = (): TextBatch => ({ nodes: [], lengths: [], size: 0 });

/** The next texts; none at the end. Plain loops: they run over every node of the page. */
function nextTexts(walker: TreeWalker, into: Collected): TextBatch {
  const batch = createBatch();
  while (batch.nodes.length < STEP && batch.size < LONGEST_TEXT) {
    const node = walker.nextNode() as Text | null;
    if (!node) break;
    addText(node, batch, into);
  }
  return batch;
}

function addText(node: Text, batch: TextBatch, into: Collected): void {
  let { length } = node;
  if (length > LONGEST_TEXT) {
    length = LONGEST_TEXT;
    into.cut = true;
  }
  batch.nodes.push(node);
  batch.lengths.push(length);
  batch.size += length;
}

/** Frames outside shadow trees are counted by the window; most pages have none. */
const hasNoFrames = (root: Node, type: number): boolean =>
  type === 9 && viewOf(root as Document)?.length === 0;

function addHosts(walker: TreeWalker, into: Collected): boolean {
  for (let steps = 0; steps < STEP; steps++) {
    const node = walker.nextNode() as Element | null;
    if (!node) return false;
    addHost(node, into);
  }
  return true;
}

function addHost(element: Element, into: Collected): void {
  // What shadows the property is something, too; asking for it directly costs a third.
  if (element.shadowRoot === null) return;
  const shadowRoot = shadowRootOf(element);
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
