import { ownerDocumentOf, parentElementOf, rootOf, viewOf } from '@/utils/page/unshadowed';

const SMALLEST = 8;

/** No ancestor, nor the frame around it, makes the element faint, filtered, moved out of shape or cut. */
export function isPlainlyDrawn(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (width < SMALLEST || height < SMALLEST) return false;
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const style = styleOf(at);
    if (
      !style ||
      Number(style.opacity) < 0.7 ||
      style.visibility !== 'visible' ||
      /opacity|blur|brightness|contrast|url/.test(style.filter) ||
      /scale|rotate|matrix3d|skew/.test(style.transform) ||
      isDistorted(style.transform) ||
      style.clipPath !== 'none' ||
      style.mixBlendMode !== 'normal' ||
      (style.maskImage ?? 'none') !== 'none'
    )
      return false;
  }
  return true;
}

/**
 * Whether the user sees where the pointer is while it is over this element: one that is hidden, locked, or replaced by a
 * picture of the page's own may be drawn anywhere else.
 */
export function showsPointer(element: Element): boolean {
  const cursor = styleOf(element)?.cursor ?? 'none';
  const locked = ownerDocumentOf(element)?.pointerLockElement ?? null;
  return cursor !== 'none' && !cursor.includes('url(') && locked === null;
}

const styleOf = (element: Element): CSSStyleDeclaration | undefined =>
  viewOf(ownerDocumentOf(element)!)?.getComputedStyle(element);

/** A computed matrix that does more than move. */
function isDistorted(transform: string): boolean {
  const numbers = /^matrix\((.+)\)$/.exec(transform)?.[1]?.split(',').map(Number);
  return (
    numbers !== undefined && (numbers[0] !== 1 || numbers[1] !== 0 || numbers[2] !== 0 || numbers[3] !== 1)
  );
}

/** The element around this one: its parent, its shadow root's host, or the frame of its document where that can be reached. */
function parentOf(element: Element): Element | null {
  const parent = parentElementOf(element);
  if (parent) return parent;
  const { host } = rootOf(element) as Partial<ShadowRoot>;
  return host ?? viewOf(ownerDocumentOf(element)!)?.frameElement ?? null;
}
