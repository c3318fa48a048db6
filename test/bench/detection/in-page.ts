import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import { findInText } from '@/utils/numbers/find-in-text';
import { collect, createCollected } from '@/utils/page/collect';
import { findInPage, watchPage } from '@/utils/page/find-in-page';
import { createScanMemory, numbersIn } from '@/utils/page/scan';
import { finish } from '@/utils/page/slices';

const memory = createScanMemory('US');

/** What the benchmark calls in the page: our scanner, the floor, and the library it is measured against. */
export const bench = {
  /** Nothing but the walk. */
  floor(): number {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let count = 0;
    while (walker.nextNode()) count++;
    return count;
  },
  library(): number {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let count = 0;
    while (walker.nextNode()) count += findPhoneNumbersInText((walker.currentNode as Text).data, 'US').length;
    return count;
  },
  ours: (): number => findInPage(document, { country: 'US' }).length,
  /** What a watched page does with a row that came anew. */
  row: (row: Element): number =>
    finish(numbersIn(finish(collect(row, false, createCollected())), { country: 'US' }, memory)).length,
  text: (text: string): number => findInText(text, 'US').length,
  watch(onChange: (count: number) => void): () => void {
    const end = new AbortController();
    watchPage(document, { country: 'US' }, (numbers) => onChange(numbers.length), end.signal);
    return () => end.abort();
  },
};
