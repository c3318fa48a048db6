import { elementsAt, parentElementOf, rootOf, viewOf } from '@/utils/page/unshadowed';

/** A hostile page is given this long to be caught: the target has to stand still under the pointer before the press. */
const DWELL_MS = 300;
/** Without the browser's own visibility test the bar is higher. */
const DWELL_WITHOUT_TEST_MS = 500;
const SMALLEST = 8;

type VisibilityEntry = IntersectionObserverEntry & { isVisible?: boolean };

/**
 * Judges whether a human saw what was clicked (T-03): the browser's own visibility test where it has one
 * (IntersectionObserver v2), and in any case opacity, filters, transforms, and what else lies over the point.
 */
export function createVisibleTarget(now: () => number = () => performance.now()) {
  let target: Element | undefined;
  let since = 0;
  let place = '';
  let visibleSince: number | undefined;
  let tested = false;
  let covered = false;
  let observer: IntersectionObserver | undefined;

  function leave(): void {
    observer?.disconnect();
    observer = undefined;
    target = undefined;
    covered = false;
  }

  function observe(element: Element): void {
    observer?.disconnect();
    const view = viewOf(element.ownerDocument);
    if (!view) return;
    observer = new view.IntersectionObserver(
      (entries) => {
        const { isVisible } = entries.at(-1) as VisibilityEntry;
        if (isVisible === undefined) return;
        // Under our own button the test can only fail; the answer from before holds until the button is gone.
        if (covered && tested && !isVisible) return;
        tested = true;
        visibleSince = isVisible ? (visibleSince ?? now()) : undefined;
      },
      { threshold: [0, 0.5, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit,
    );
    observer.observe(element);
  }

  return {
    /** The pointer is over this target, drawn in this box. */
    over(element: Element, where: DOMRect): void {
      const spot = `${Math.round(where.x)} ${Math.round(where.y)} ${Math.round(where.width)}`;
      if (element === target && spot === place) return;
      const same = element === target;
      place = spot;
      since = now();
      if (same) return;
      leave();
      target = element;
      visibleSince = undefined;
      tested = false;
      observe(element);
    },
    leave,
    /** Our own button lies over the target, or no longer does; then the test begins anew. */
    cover(on: boolean): void {
      if (on === covered || !target) return;
      covered = on;
      if (!on) observe(target);
    },
    /** Whether a press on the target, now, is one a human meant. */
    isTrusted(element: Element, x: number, y: number): boolean {
      if (element !== target) return false;
      const dwell = now() - since;
      if (tested ? visibleSince === undefined || dwell < DWELL_MS : dwell < DWELL_WITHOUT_TEST_MS)
        return false;
      return isPlainlyDrawn(element) && isOnTop(element, x, y);
    },
    /** Whether the target of a press is still in plain sight a moment later. */
    isStillVisible: (element: Element): boolean =>
      element === target && (!tested || visibleSince !== undefined) && isPlainlyDrawn(element),
  };
}

/** No ancestor makes the element faint, filtered, moved out of shape or cut. */
export function isPlainlyDrawn(element: Element): boolean {
  const view = viewOf(element.ownerDocument);
  if (!view) return false;
  const { width, height } = element.getBoundingClientRect();
  if (width < SMALLEST || height < SMALLEST) return false;
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const style = view.getComputedStyle(at);
    if (
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

/** A computed matrix that does more than move. */
function isDistorted(transform: string): boolean {
  const numbers = /^matrix\((.+)\)$/.exec(transform)?.[1]?.split(',').map(Number);
  return (
    numbers !== undefined && (numbers[0] !== 1 || numbers[1] !== 0 || numbers[2] !== 0 || numbers[3] !== 1)
  );
}

/** Nothing else is drawn over the point: also not with `pointer-events: none`, as far as hit testing tells. */
function isOnTop(element: Element, x: number, y: number): boolean {
  const [top] = elementsAt(rootOf(element) as Document | ShadowRoot, x, y);
  return top !== undefined && (top === element || element.contains(top) || top.contains(element));
}

const parentOf = (element: Element): Element | null =>
  parentElementOf(element) ?? (rootOf(element) as Partial<ShadowRoot>).host ?? null;
