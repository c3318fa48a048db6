import type { FoundNumber } from '@/utils/page/found-number';
import {
  matches,
  nodeTypeOf,
  ownerDocumentOf,
  parentElementOf,
  tagNameOf,
  viewOf,
} from '@/utils/page/unshadowed';

/** Elements that do something of their own when clicked. */
const INTERACTIVE =
  'a[href],button,input,select,textarea,label,summary,option,[role="button"],[role="link"],[role="menuitem"],' +
  '[role="tab"],[role="checkbox"],[role="option"],[role="gridcell"][tabindex],[onclick],[contenteditable],[draggable="true"]';

/** Schemes that start a call elsewhere; messages (`sms:`, WhatsApp) are left to their programs. */
const CALL_LINK = /^\s*(tel|callto|sips?|skype):/i;

/** Whether the page itself does something with a click there. */
export function isInteractive(path: EventTarget[]): boolean {
  for (const target of path) {
    if ((target as Node).nodeType !== 1) continue;
    const element = target as Element;
    if (tagNameOf(element) === 'BODY') return false;
    if (matches(element, INTERACTIVE)) return true;
  }
  const [first] = path as Node[];
  const element = first && (nodeTypeOf(first) === 1 ? (first as Element) : parentElementOf(first));
  const view = element && viewOf(ownerDocumentOf(element)!);
  return element && view ? view.getComputedStyle(element).cursor === 'pointer' : false;
}

/** Whether a click on the number would otherwise call with another program. */
export const isCallLink = ({ surface, element }: FoundNumber): boolean =>
  surface === 'link' &&
  (!element?.hasAttribute('href') || CALL_LINK.test(element.getAttribute('href') ?? ''));

/** A plain press of the main button, made by a human. */
export const isPlainPress = (event: MouseEvent): boolean =>
  event.isTrusted &&
  event.button === 0 &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.shiftKey;
