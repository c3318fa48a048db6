import {
  bodyOf,
  listenTo,
  nodeTypeOf,
  ownerDocumentOf,
  shadowRootOf,
  treeWalkerOf,
} from '@/utils/page/unshadowed';

/**
 * Six digits close together, in any of the scripts most numbers are written in, or a toll-free code before letters. Only
 * Latin letters part them here: to load the browser's table of all letters takes longer than the search.
 */
const CANDIDATE =
  /[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19](?:[^A-Za-z\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]{0,5}[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]){5}|8\d\d[-. )]{1,2}[A-Z\d]{2}/;
const CALLABLE =
  'a[href^="tel:" i],a[href^="callto:" i],a[href^="sip:" i],a[href^="skype:" i],a[href*="wa.me/"],zpb-phone,crux-phone-component';
/** A page of more nodes than this is not worth a walk in one go: the engine, which reads in slices, will see. */
const MOST_NODES = 60_000;
/** Digits of one number may lie so many characters apart in different nodes. */
const OVERLAP = 80;
const CHUNK = 4000;
const MOST_TEXT = 2_000_000;
const SHOW_ELEMENT = 1;
const SHOW_TEXT = 4;

/**
 * Whether a page may hold a number at all. Deliberately coarse and cheap: it decides if the engine is loaded, not what is
 * a number. Digits spread over elements count as neighbours.
 */
export function mayHoldNumbers(root: Document | Element | ShadowRoot): boolean {
  const document = ownerDocumentOf(root) ?? (root as Document);
  const scope = nodeTypeOf(root) === 9 ? bodyOf(document) : root;
  if (!scope) return false;
  const walker = treeWalkerOf(document, scope, SHOW_ELEMENT | SHOW_TEXT);
  let text = '';
  for (let nodes = 0; walker.nextNode(); nodes++) {
    if (nodes > MOST_NODES) return true;
    const node = walker.currentNode;
    if (nodeTypeOf(node) !== 3) {
      if (mayHoldInside(node as Element)) return true;
      continue;
    }
    text += (node as Text).data.slice(0, MOST_TEXT);
    if (text.length < CHUNK) continue;
    if (CANDIDATE.test(text)) return true;
    text = text.slice(-OVERLAP);
  }
  return CANDIDATE.test(text);
}

/** What holds numbers other than text: links, fields, shadow roots, frames of the same origin. */
function mayHoldInside(element: Element): boolean {
  const inner = shadowRootOf(element);
  if (inner && mayHoldNumbers(inner)) return true;
  switch (element.localName) {
    case 'a':
    case 'zpb-phone':
    case 'crux-phone-component':
      return element.matches(CALLABLE);
    case 'input': {
      const { type, value } = element as HTMLInputElement;
      return (type === 'tel' || type === 'text') && CANDIDATE.test(value);
    }
    case 'iframe':
      return frameMay(element as HTMLIFrameElement);
    default:
      return false;
  }
}

function frameMay(frame: HTMLIFrameElement): boolean {
  try {
    return frame.contentDocument !== null && mayHoldNumbers(frame.contentDocument);
  } catch {
    return false;
  }
}

const LOOK_AGAIN_MS = 250;

/** Resolves once the page may hold a number. Until then it looks again when the page changes, at most four times a second. */
export function whenNumbersMay(document: Document, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (mayHoldNumbers(document)) return resolve();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = LOOK_AGAIN_MS;
    const look = () => {
      timer = undefined;
      const start = performance.now();
      if (mayHoldNumbers(document)) {
        stop();
        resolve();
      } else pause = Math.max(LOOK_AGAIN_MS, 50 * (performance.now() - start));
    };
    const lookSoon = () => {
      timer ??= setTimeout(look, pause);
    };
    const observer = new MutationObserver(lookSoon);
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    // A frame's new document shows in no mutation.
    const end = new AbortController();
    listenTo(document, 'load', lookSoon, { capture: true, passive: true, signal: end.signal });
    const stop = () => {
      observer.disconnect();
      end.abort();
      clearTimeout(timer);
    };
    signal.addEventListener('abort', stop);
  });
}
