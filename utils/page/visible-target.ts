import { isPlainlyDrawn, showsPointer } from '@/utils/page/plainly-drawn';
import { elementsAt, rootOf, viewOf } from '@/utils/page/unshadowed';

/** A hostile page is given this long to be caught: the target has to stand still under the pointer before the press. */
const DWELL_MS = 300;
/** Without the browser's own visibility test the bar is higher. */
const DWELL_WITHOUT_TEST_MS = 500;
/** A page must not get away with what it takes back before the press. */
const LOOK_MS = 100;

type VisibilityEntry = IntersectionObserverEntry & { isVisible?: boolean };

/**
 * Judges whether a human saw what was clicked (T-03): the browser's own visibility test where it has one
 * (IntersectionObserver v2), and in any case opacity, filters, transforms, the pointer itself, and what else lies over
 * the point.
 */
export function createVisibleTarget(now: () => number = () => performance.now()) {
  let target: Element | undefined;
  let since = 0;
  let place = '';
  let drawn = '';
  let visibleSince: number | undefined;
  let tested = false;
  let covered = false;
  let observer: IntersectionObserver | undefined;
  let looking: ReturnType<typeof setInterval> | undefined;

  function leave(): void {
    observer?.disconnect();
    observer = undefined;
    clearInterval(looking);
    target = undefined;
    covered = false;
  }

  /** What moved, faded or hid the pointer since the last look has to stand still anew. */
  function look(): void {
    if (!target) return;
    const spot = spotOf(target.getBoundingClientRect());
    if (spot !== drawn || !isPlainlyDrawn(target) || !showsPointer(target)) since = now();
    drawn = spot;
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
      const spot = spotOf(where);
      if (element === target && spot === place) return;
      const same = element === target;
      place = spot;
      since = now();
      if (same) return;
      leave();
      target = element;
      drawn = spotOf(element.getBoundingClientRect());
      visibleSince = undefined;
      tested = false;
      looking = setInterval(look, LOOK_MS);
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
      look();
      const dwell = now() - since;
      if (tested ? visibleSince === undefined || dwell < DWELL_MS : dwell < DWELL_WITHOUT_TEST_MS)
        return false;
      return isOnTop(element, x, y);
    },
    /** Whether the target of a press is still in plain sight a moment later. */
    isStillVisible: (element: Element): boolean =>
      element === target && (!tested || visibleSince !== undefined) && isPlainlyDrawn(element),
  };
}

const spotOf = ({ x, y, width }: DOMRect): string => `${Math.round(x)} ${Math.round(y)} ${Math.round(width)}`;

/** Nothing else is drawn over the point (also not with `pointer-events: none`, as far as hit testing tells), and the pointer shows there. */
function isOnTop(element: Element, x: number, y: number): boolean {
  const [top] = elementsAt(rootOf(element) as Document | ShadowRoot, x, y);
  if (top === undefined || !(top === element || element.contains(top) || top.contains(element))) return false;
  return showsPointer(top);
}
