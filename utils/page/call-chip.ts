import { CHIP_WORDS } from '@/utils/page/chip-words';
import { createOverlay, overlayButton } from '@/utils/page/overlay';
import { createSvg } from '@/utils/page/unshadowed';

/** What the chip offers for one number. All of it comes from the number itself, never from the CRM. */
export interface ChipContent {
  /** `+1 212-555-0106` */
  written: string;
  ext: string | undefined;
  /** ISO 3166-1 alpha-2 region. */
  country: string | undefined;
}

export interface ChipEvents {
  /** The button was pressed by pointer or keyboard. */
  call: (event: MouseEvent) => void;
  /** "Not a number here" was chosen. */
  ignore: (event: MouseEvent) => void;
  closed: () => void;
}

const HANDSET =
  'M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.24 11.4 11.4 0 0 0 3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1c0 1.25.2 2.45.57 3.57a1 1 0 0 1-.25 1z';

/** The button beside a number that calls it, and the one that says it is none. */
export function createCallChip(document: Document, content: ChipContent, events: ChipEvents) {
  const overlay = createOverlay(document, events.closed);
  const { written, ext, country } = content;
  const label = [CHIP_WORDS.call, written, ext && `${CHIP_WORDS.extension} ${ext}`, country]
    .filter(Boolean)
    .join(' ');
  const call = overlayButton(document, label, events.call);
  call.prepend(icon(document));
  call.setAttribute('aria-label', label);
  const ignore = overlayButton(document, '✕', events.ignore);
  ignore.className = 'other';
  ignore.title = CHIP_WORDS.notANumber;
  ignore.setAttribute('aria-label', ignore.title);
  overlay.bar.append(call, ignore);
  return {
    host: overlay.host,
    /** What has to be visible for a press to count. */
    target: call,
    close: overlay.close,
    focus: () => overlay.focus(call),
    overlaps: overlay.overlaps,
    place: overlay.place,
  };
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
