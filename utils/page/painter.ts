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
  const view = viewOf(document) as (Window & HighlightView) | null;
  const registry = view?.CSS?.highlights;
  const highlight = registry && view?.Highlight ? new view.Highlight() : undefined;
  if (highlight) {
    highlight.priority = -1;
    registry?.set(HIGHLIGHT_NAME, highlight);
  }
  return {
    add({ range }: FoundNumber) {
      if (range) highlight?.add(range);
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
