import { findInText } from '@/utils/numbers/find-in-text';
import { readLink } from '@/utils/numbers/link-number';
import type { FoundNumber } from '@/utils/page/found-number';
import { matches } from '@/utils/page/unshadowed';

/** Zoho's own telephony icons and what else starts another program's call. */
const WIDGETS = 'zpb-phone, .cxPhoneSkypeCall, a[lt-prop-title="Call"], .cxCallIcon';
const ATTRIBUTES = ['number', 'phoneno', 'lt-prop-value', 'href'];

/**
 * The number behind one of Zoho's telephony icons on an event's path, or null. Its number stands in an attribute, or in
 * the phone component around it; masked numbers are never dialled.
 */
export function widgetNumber(path: EventTarget[], country: string | undefined): FoundNumber | null {
  for (const target of path) {
    if ((target as Node).nodeType !== 1) continue;
    const element = target as Element;
    if (!matches(element, WIDGETS)) continue;
    const component = element.closest('crux-phone-component');
    if (component?.querySelector('.cxElemMaskIcon')) return null;
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const number = value && (readLink(value, country) ?? findInText(value, country)[0]);
      if (number) return { e164: number.e164, ext: number.ext, raw: value, surface: 'link', element };
    }
    const text = component?.querySelector('.cxPhoneViewValue')?.textContent ?? '';
    const [number] = findInText(text, country);
    return number ? { e164: number.e164, ext: number.ext, raw: text, surface: 'link', element } : null;
  }
  return null;
}
