import { collect, createCollected } from '@/utils/page/collect';
import type { FindOptions, FoundNumber } from '@/utils/page/found-number';
import { createScanMemory, numbersIn } from '@/utils/page/scan';
import { finish } from '@/utils/page/slices';
import { createWatch } from '@/utils/page/watch';
import type { WatchChange } from '@/utils/page/watch';

/** Where a search starts: a page, or a part of it. */
export type SearchRoot = Document | Element | ShadowRoot;

/**
 * All telephone numbers of a page or a part of it, in one go.
 *
 * @returns one entry per place where a number can be called, in document order within each root
 */
export function findInPage(root: SearchRoot, options: FindOptions = {}): FoundNumber[] {
  const found: FoundNumber[] = [];
  const roots: Node[] = [root];
  for (let i = 0; i < roots.length; i++) {
    const collected = finish(collect(roots[i]!, options.frames ?? true, createCollected()));
    for (const number of finish(numbersIn(collected, options, createScanMemory(options.country))))
      found.push(number);
    roots.push(...collected.roots);
  }
  return found;
}

/**
 * Keeps looking: calls `onChange` with all numbers once the page is read, and again whenever numbers come or go. Works
 * in slices of a few milliseconds. Ends with the signal.
 */
export function watchPage(
  root: SearchRoot,
  options: FindOptions,
  onChange: (numbers: FoundNumber[], change: WatchChange) => void,
  signal?: AbortSignal,
): void {
  const watch = createWatch(root, options, onChange);
  if (signal?.aborted) watch.stop();
  else signal?.addEventListener('abort', watch.stop, { once: true });
}
