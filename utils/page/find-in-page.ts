import { collect, rootsBelow } from '@/utils/page/collect';
import type { Collected } from '@/utils/page/collect';
import type { FindOptions, FoundNumber } from '@/utils/page/found-number';
import { numbersIn } from '@/utils/page/scan';

/**
 * All telephone numbers of a page or a part of it, in one go.
 *
 * @param root a document or an element (or a shadow root)
 * @returns one entry per place where a number can be called, in document order per root
 */
export function findInPage(root: Document | Element | ShadowRoot, options: FindOptions = {}): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const each of rootsBelow(root, options.frames ?? true)) {
    const collected: Collected = { texts: [], links: [], fields: [] };
    collect(each, collected);
    found.push(...numbersIn(collected, options));
  }
  return found;
}
