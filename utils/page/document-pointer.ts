import type { FoundNumber } from '@/utils/page/found-number';
import { numberAtPoint } from '@/utils/page/number-at-point';
import type { NumbersByNode } from '@/utils/page/number-at-point';
import { elementOf } from '@/utils/page/number-place';
import { isCallLink, isInteractive, isPlainPress } from '@/utils/page/press';
import { viewOf } from '@/utils/page/unshadowed';
import { createVisibleTarget } from '@/utils/page/visible-target';

/** A second click within this time, as most come, is a double click and the page's; one that comes later takes the call back. */
const DOUBLE_CLICK_MS = 200;
/** How often a moving pointer is looked at. */
const MOVE_MS = 40;
/** Moved further than this between press and release, the user selects. */
const CLICK_SLOP = 4;

export interface PointerDeps {
  numbers: () => NumbersByNode;
  byLastNode: () => NumbersByNode;
  /** Our overlay, whose events are its own. */
  isOurs: (path: EventTarget[]) => boolean;
  /** A telephony icon of the page on the path. */
  widget: (path: EventTarget[]) => FoundNumber | null;
  dialOnClick: () => boolean;
  /** Shows the button; `cover` is told when it lies over the number's element. */
  onHover: (number: FoundNumber, box: DOMRect, cover: (on: boolean) => void) => void;
  onLeave: () => void;
  /** The page was scrolled, or the window resized. */
  onScroll: () => void;
  /** Takes the button away if it lies over the number's element. */
  uncover: () => void;
  /** A click that dials, if no second one follows. */
  onPrepare: (number: FoundNumber) => void;
  onDial: (number: FoundNumber, trusted: boolean) => void;
  /** A second click followed. */
  onTakeBack: () => void;
}

/** Pointer and clicks of one document: what is hovered, and which clicks dial. Seven listeners, whatever the page holds. */
export function createDocumentPointer(document: Document, deps: PointerDeps, signal: AbortSignal) {
  const view = viewOf(document);
  if (!view) return;
  const visible = createVisibleTarget();
  let pressed: { number: FoundNumber; element: Element; x: number; y: number; trusted: boolean } | undefined;
  let pending: ReturnType<typeof setTimeout> | undefined;
  let dialled = false;
  let nextMove = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const at = (event: MouseEvent, path = event.composedPath()) => {
    if (deps.isOurs(path)) return null;
    const widget = deps.widget(path);
    if (widget) return { number: widget, box: widget.element!.getBoundingClientRect(), path };
    const hit = numberAtPoint(
      document,
      event.clientX,
      event.clientY,
      path,
      deps.numbers(),
      deps.byLastNode(),
    );
    return hit && { ...hit, path };
  };
  const takesOver = ({ number }: { number: FoundNumber }) => deps.dialOnClick() && isCallLink(number);

  function onMove(event: PointerEvent): void {
    clearTimeout(rest);
    const path = event.composedPath();
    const early = nextMove - event.timeStamp;
    if (early <= 0) {
      nextMove = event.timeStamp + MOVE_MS;
      moveTo(event, path);
      // Where it comes to rest counts most, and no other move tells of it.
    } else rest = setTimeout(() => moveTo(event, path), early);
  }

  function moveTo(event: PointerEvent, path: EventTarget[]): void {
    if (deps.isOurs(path)) return;
    const hit = at(event, path);
    const element = hit && elementOf(hit.number);
    if (!hit || !element) {
      visible.leave();
      deps.onLeave();
      return;
    }
    visible.over(element, hit.box);
    if (event.isTrusted) deps.onHover(hit.number, hit.box, visible.cover);
  }

  function onDown(event: PointerEvent): void {
    if (pending !== undefined) takeBack();
    pressed = undefined;
    if (!isPlainPress(event)) return;
    const hit = at(event);
    const element = hit && elementOf(hit.number);
    if (!hit || !element) return;
    const trusted = visible.isTrusted(element, event.clientX, event.clientY);
    pressed = { number: hit.number, element, x: event.clientX, y: event.clientY, trusted };
    deps.uncover();
    if (takesOver(hit)) event.stopImmediatePropagation();
  }

  function onMouseDown(event: MouseEvent): void {
    // The browser knows how far apart the clicks of a double click may be here.
    if (event.isTrusted && dialled && event.detail === 2) takeBack();
    dialled = false;
    if (pressed && isPlainPress(event) && takesOver(pressed)) swallow(event);
  }

  function onClick(event: MouseEvent): void {
    if (pending !== undefined) takeBack();
    const press = pressed;
    if (!press || !isPlainPress(event) || event.detail === 0) return;
    const moved = Math.hypot(event.clientX - press.x, event.clientY - press.y) > CLICK_SLOP;
    if (takesOver(press)) {
      swallow(event);
      // Who pulls a link does not mean to call it.
      if (event.detail === 1 && !moved) dialSoon(press);
      return;
    }
    if (!deps.dialOnClick() || event.detail !== 1 || press.number.surface === 'input') return;
    const path = event.composedPath();
    if (moved || isInteractive(path) || !(view!.getSelection()?.isCollapsed ?? true)) return;
    if (at(event)?.number !== press.number) return;
    dialSoon(press);
  }

  /** Waits for a second click, and for what the browser says about the number now that nothing of ours lies over it. */
  function dialSoon({ number, element, trusted }: NonNullable<typeof pressed>): void {
    const isTrusted = () => trusted && visible.isStillVisible(element);
    if (isTrusted()) deps.onPrepare(number);
    pending = setTimeout(() => {
      pending = undefined;
      dialled = true;
      deps.onDial(number, isTrusted());
    }, DOUBLE_CLICK_MS);
  }

  function takeBack(): void {
    clearTimeout(pending);
    pending = undefined;
    deps.onTakeBack();
  }

  const options = { capture: true, signal } as const;
  const passive = { capture: true, passive: true, signal } as const;
  view.addEventListener('pointermove', onMove, passive);
  view.addEventListener('pointerdown', onDown, options);
  view.addEventListener('mousedown', onMouseDown, options);
  view.addEventListener('click', onClick, options);
  view.addEventListener('scroll', deps.onScroll, passive);
  view.addEventListener('resize', deps.onScroll, passive);
  signal.addEventListener('abort', () => {
    clearTimeout(pending);
    clearTimeout(rest);
    visible.leave();
  });
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
