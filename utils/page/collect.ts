/** What a scan looks at: every text with digits, links that call, fields, and the roots below. */
export interface Collected {
  texts: Text[];
  links: Element[];
  fields: (HTMLInputElement | HTMLTextAreaElement)[];
}

const LINKS =
  'a[href^="tel:" i],a[href^="callto:" i],a[href^="sip:" i],a[href^="sips:" i],a[href^="sms:" i],a[href^="smsto:" i],' +
  'a[href^="skype:" i],a[href^="whatsapp:" i],a[href*="//wa.me/" i],a[href*="//api.whatsapp.com/" i],area[href^="tel:" i]';
const FIELDS = 'input,textarea';

/** Digits of any script; most pages hold ASCII only, which the first class answers. */
const DIGIT = /[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]|\p{Nd}/u;
const ASCII_DIGIT = /[0-9]/;
const BEYOND_ASCII = /[^\0-\u02ff]/;

const hasDigit = (text: string) => ASCII_DIGIT.test(text) || (BEYOND_ASCII.test(text) && DIGIT.test(text));

/** Walks one tree, not into shadow roots or frames. */
export function collect(root: Node): Collected {
  const into: Collected = { texts: [], links: [], fields: [] };
  const document = root.ownerDocument ?? (root as Document);
  const walker = document.createTreeWalker(root, 4);
  if (root.nodeType === 3 && hasDigit((root as Text).data)) into.texts.push(root as Text);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null)
    if (hasDigit(node.data)) into.texts.push(node);
  if (root.nodeType === 3) return into;
  const scope = root as ParentNode & Node;
  if (root.nodeType === 1) {
    if ((root as Element).matches(LINKS)) into.links.push(root as Element);
    if ((root as Element).matches(FIELDS)) into.fields.push(root as HTMLInputElement);
  }
  for (const link of scope.querySelectorAll(LINKS)) into.links.push(link);
  for (const field of scope.querySelectorAll(FIELDS)) into.fields.push(field as HTMLInputElement);
  return into;
}

/** Open shadow roots and same-origin frames below a root, at any depth, with the root itself first. */
export function rootsBelow(root: Node, frames: boolean): Node[] {
  const roots: Node[] = [root];
  for (let i = 0; i < roots.length && roots.length < 2000; i++) {
    const scope = roots[i] as ParentNode & Node;
    if (scope.nodeType === 3) continue;
    const inside = rootOf(scope as Element, frames);
    if (inside && scope.nodeType === 1) roots.push(inside);
    for (const element of scope.querySelectorAll('*')) {
      const below = rootOf(element, frames);
      if (below) roots.push(below);
    }
  }
  return roots;
}

function rootOf(element: Element, frames: boolean): Node | null {
  if (element.shadowRoot) return element.shadowRoot;
  if (!frames || (element.tagName !== 'IFRAME' && element.tagName !== 'FRAME')) return null;
  try {
    const inner = (element as HTMLIFrameElement).contentDocument;
    return inner && inner.designMode !== 'on' ? inner : null;
  } catch {
    return null;
  }
}
