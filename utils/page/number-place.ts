import type { FoundNumber } from '@/utils/page/found-number';

/** The element a number stands in. */
export const elementOf = ({ range, element }: FoundNumber): Element | null =>
  element ?? range?.startContainer.parentElement ?? null;

export const documentOf = ({ range, element }: FoundNumber): Document =>
  (range?.startContainer ?? element!).ownerDocument!;

/** Orders numbers as they are read. */
export function inReadingOrder(a: FoundNumber, b: FoundNumber): number {
  const [one, other] = [a, b].map(({ range, element }): Node => range?.startContainer ?? element!);
  if (one === other) return (a.range?.startOffset ?? 0) - (b.range?.startOffset ?? 0);
  return one!.compareDocumentPosition(other!) & 4 ? -1 : 1;
}
