import { create, createSvg, rootElementOf, viewOf } from '@/utils/page/unshadowed';

/** What the chip offers for one number. All of it comes from the number itself, never from the CRM. */
export interface ChipContent {
  /** `+1 212-555-0106` */
  written: string;
  /** Flag and extension behind it. */
  detail: string;
}

export interface ChipEvents {
  /** The button was pressed by pointer or keyboard. */
  call: (event: MouseEvent) => void;
  /** "Not a number here" was chosen. */
  ignore: (event: MouseEvent) => void;
  closed: () => void;
}

const STYLE = `
:host { all: initial; position: fixed; inset: auto; margin: 0; padding: 0; border: 0; background: none; overflow: visible;
  z-index: 2147483647; color-scheme: light dark; }
:host::backdrop { display: none; }
div { display: flex; align-items: stretch; font: 500 13px/1 system-ui, sans-serif; border-radius: 8px; overflow: hidden;
  box-shadow: 0 1px 4px rgb(0 0 0 / .35); background: #0b6b3a; }
button { all: unset; display: flex; align-items: center; gap: 6px; padding: 7px 10px; color: #fff; cursor: pointer;
  white-space: nowrap; }
button:hover, button:focus-visible { background: #08532d; }
button:focus-visible { outline: 2px solid #fff; outline-offset: -3px; }
button.other { padding: 7px 8px; border-left: 1px solid rgb(255 255 255 / .35); font-weight: 400; }
svg { width: 14px; height: 14px; fill: currentColor; }
@media (prefers-reduced-motion: no-preference) { div { transition: opacity .12s; } }
`;

/** Room enough that the shadow does not reach the number: the browser's visibility test counts it. */
const GAP = 9;
const SHADOW = 6;

const HANDSET =
  'M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.24 11.4 11.4 0 0 0 3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1c0 1.25.2 2.45.57 3.57a1 1 0 0 1-.25 1z';

/**
 * The one overlay: a button beside a number, in a closed shadow root, in the page only while it is shown. The page's own
 * nodes are never touched.
 */
export function createCallChip(document: Document, content: ChipContent, events: ChipEvents) {
  const host = create(document, 'switchhook-call');
  const shadow = host.attachShadow({ mode: 'closed' });
  const style = create(document, 'style');
  style.textContent = STYLE;
  const bar = create(document, 'div');
  const call = button(document, `Call ${content.written}${content.detail ? ` ${content.detail}` : ''}`);
  call.prepend(icon(document));
  call.setAttribute('aria-label', `Call ${content.written} ${content.detail}`);
  const ignore = button(document, '✕');
  ignore.className = 'other';
  ignore.title = 'Not a number on this site';
  ignore.setAttribute('aria-label', ignore.title);
  bar.append(call, ignore);
  shadow.append(style, bar);
  host.popover = 'manual';

  const swallow = (event: Event) => {
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  call.addEventListener('click', (event) => {
    swallow(event);
    events.call(event);
  });
  ignore.addEventListener('click', (event) => {
    swallow(event);
    events.ignore(event);
  });
  bar.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
  });

  rootElementOf(document)?.append(host);
  host.showPopover?.();

  function close(): void {
    if (!host.isConnected) return;
    host.remove();
    events.closed();
  }

  return {
    host,
    /** What has to be visible for a press to count. */
    target: call,
    close,
    focus: () => call.focus({ preventScroll: true }),
    overlaps(box: DOMRect): boolean {
      const own = bar.getBoundingClientRect();
      return (
        own.left - SHADOW < box.right &&
        own.right + SHADOW > box.left &&
        own.top - SHADOW < box.bottom &&
        own.bottom + SHADOW > box.top
      );
    },
    /** Puts the chip beside a box, inside the window. */
    place(box: DOMRect): void {
      const view = viewOf(document);
      if (!view) return;
      const { width, height } = bar.getBoundingClientRect();
      const right = box.right + GAP;
      const fits = right + width <= view.innerWidth - 4;
      const left = fits ? right : Math.max(4, Math.min(box.left, view.innerWidth - width - 4));
      const top = fits ? box.top + box.height / 2 - height / 2 : box.bottom + GAP;
      host.style.left = `${Math.round(left)}px`;
      host.style.top = `${Math.round(Math.max(4, Math.min(top, view.innerHeight - height - 4)))}px`;
    },
  };
}

function button(document: Document, text: string): HTMLButtonElement {
  const element = create(document, 'button') as HTMLButtonElement;
  element.type = 'button';
  element.append(text);
  return element;
}

function icon(document: Document): SVGElement {
  const svg = createSvg(document, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = createSvg(document, 'path');
  path.setAttribute('d', HANDSET);
  svg.append(path);
  return svg;
}
