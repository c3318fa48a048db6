import { readLink } from '@/utils/numbers/link-number';
import { isExcluded } from '@/utils/page/exclusion';
import type { FoundNumber } from '@/utils/page/found-number';
import { parentNodeOf } from '@/utils/page/unshadowed';

/** Links that call, and what text they cover: a link with its number as text is one place, and its href decides. */
export function numbersInLinks(
  links: Element[],
  country: string | undefined,
  excluded: Map<Element, boolean>,
) {
  const found: FoundNumber[] = [];
  const covered = new Set<Node>();
  for (const link of links) {
    if (isExcluded(link, excluded)) continue;
    const href = link.getAttribute('href') ?? '';
    const number = readLink(href, country);
    if (!number) continue;
    // Zoho draws a Skype icon beside the number it belongs to: that number is found as text.
    if (link.matches('.cxPhoneSkypeCall, crux-phone-component a[href^="skype:" i]')) continue;
    covered.add(link);
    found.push({
      e164: number.e164,
      ...(number.ext ? { ext: number.ext } : {}),
      raw: link.textContent?.trim() || href,
      surface: 'link',
      element: link,
    });
  }
  const covers = (node: Node): boolean => {
    if (covered.size === 0) return false;
    for (let at: Node | null = node; at; at = parentNodeOf(at)) if (covered.has(at)) return true;
    return false;
  };
  return { found, covers };
}
