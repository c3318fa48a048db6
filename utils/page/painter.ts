import type { FoundNumber } from '@/utils/page/found-number';
import { viewOf } from '@/utils/page/unshadowed';

/** The name under which numbers are painted; `numbers.css` styles it. */
export const HIGHLIGHT_NAME = 'switchhook-number';

interface HighlightView {
  Highlight?: new () => Highlight;
  CSS?: { highlights?: HighlightRegistry };
}

/** Paints ranges of one document without touching a node. Where the browser cannot, numbers stay unpainted but callable. */
export function createPainter(document: Document) {
  let registry: HighlightRegistry | undefined;
  let highlight: Highlight | undefined;

  /** Nothing is registered on a page before it holds a number. */
  function begin(): void {
    const view = viewOf(document) as (Window & HighlightView) | null;
    registry = view?.CSS?.highlights;
    if (!registry || !view?.Highlight) return;
    highlight = new view.Highlight();
    highlight.priority = -1;
    registry.set(HIGHLIGHT_NAME, highlight);
  }

  return {
    add({ range }: FoundNumber) {
      if (!range) return;
      if (!registry) begin();
      highlight?.add(range);
    },
    remove({ range }: FoundNumber) {
      if (range) highlight?.delete(range);
    },
    clear() {
      highlight?.clear();
      if (highlight && registry?.get(HIGHLIGHT_NAME) === highlight) registry.delete(HIGHLIGHT_NAME);
    },
  };
}
