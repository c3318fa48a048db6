import { create, rootElementOf, viewOf } from '@/utils/page/unshadowed';

const STYLE = `
:host { all: initial; position: fixed; inset: auto; margin: 0; padding: 0; border: 0; background: none; overflow: visible;
  z-index: 2147483647; color-scheme: light dark; direction: ltr; }
:host::backdrop { display: none; }
div { display: flex; align-items: stretch; font: 500 13px/1 system-ui, sans-serif; border-radius: 8px; overflow: hidden;
  box-shadow: 0 1px 4px rgb(0 0 0 / .35); background: #0b6b3a; color: #fff; max-width: calc(100vw - 8px); }
button { all: unset; display: flex; align-items: center; gap: 6px; padding: 7px 10px; color: #fff; cursor: pointer;
  white-space: nowrap; }
button:hover, button:focus-visible { background: #08532d; }
button:focus-visible { outline: 2px solid #fff; outline-offset: -3px; }
button.other { padding: 7px 8px; border-left: 1px solid rgb(255 255 255 / .35); font-weight: 400; }
p { margin: 0; padding: 7px 10px; line-height: 1.3; }
svg { width: 14px; height: 14px; fill: currentColor; }
@media (prefers-reduced-motion: no-preference) { div { transition: opacity .12s; } }
@media (forced-colors: active) {
  div { border: 1px solid CanvasText; background: Canvas; color: CanvasText; }
  button { background: ButtonFace; color: ButtonText; }
  button.other { border-left: 1px solid CanvasText; }
  button:hover, button:focus-visible { background: Highlight; color: HighlightText; }
  button:focus-visible { outline-color: HighlightText; }
}
`;

/** Room enough that the shadow does not reach the number: the browser's visibility test counts it. */
const GAP = 9;
const SHADOW = 6;
const EDGE = 4;

/**
 * The one thing of ours that stands in a page, in a closed shadow root, and only while it is shown. The page's own nodes
 * are never touched.
 */
export function createOverlay(document: Document, closed: () => void) {
  const host = create(document, 'switchhook-call');
  const shadow = host.attachShadow({ mode: 'closed' });
  const style = create(document, 'style');
  style.textContent = STYLE;
  const bar = create(document, 'div');
  shadow.append(style, bar);
  host.popover = 'manual';
  let focusBefore: Element | null = null;

  bar.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
  });

  rootElementOf(document)?.append(host);
  host.showPopover?.();

  function close(): void {
    if (!host.isConnected) return;
    const hadFocus = shadow.activeElement !== null;
    host.remove();
    // The keyboard goes on where it was.
    if (hadFocus) (focusBefore as HTMLElement | null)?.focus?.({ preventScroll: true });
    closed();
  }

  return {
    host,
    bar,
    close,
    focus(element: HTMLElement): void {
      focusBefore = document.activeElement;
      element.focus({ preventScroll: true });
    },
    overlaps(box: DOMRect): boolean {
      const own = bar.getBoundingClientRect();
      return (
        own.left - SHADOW < box.right &&
        own.right + SHADOW > box.left &&
        own.top - SHADOW < box.bottom &&
        own.bottom + SHADOW > box.top
      );
    },
    /** Puts it beside a box, else below, else above; always inside the window. */
    place(box: DOMRect): void {
      const view = viewOf(document);
      if (!view) return;
      const { width, height } = bar.getBoundingClientRect();
      const right = box.right + GAP;
      const beside = right + width <= view.innerWidth - EDGE;
      const below = box.bottom + GAP + height <= view.innerHeight - EDGE;
      const left = beside ? right : Math.min(box.left, view.innerWidth - width - EDGE);
      const middle = box.top + box.height / 2 - height / 2;
      const top = beside ? middle : below ? box.bottom + GAP : box.top - GAP - height;
      host.style.left = `${Math.round(Math.max(EDGE, left))}px`;
      host.style.top = `${Math.round(Math.max(EDGE, Math.min(top, view.innerHeight - height - EDGE)))}px`;
    },
  };
}

/** A button in the overlay. Its clicks are for it alone. */
export function overlayButton(
  document: Document,
  text: string,
  pressed: (event: MouseEvent) => void,
): HTMLButtonElement {
  const element = create(document, 'button') as HTMLButtonElement;
  element.type = 'button';
  element.append(text);
  element.addEventListener('click', (event) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    pressed(event);
  });
  return element;
}
