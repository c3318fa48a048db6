import type { Frame, Page } from 'playwright-core';
import type { createPageNumbers, PageNumbers } from '@/utils/page/page-numbers';

declare global {
  var whole: { createPageNumbers: typeof createPageNumbers };
  var running: PageNumbers;
  var traces: { listeners: number; records: number };
}

/** All that another script could leave behind in a page. */
export interface PageState {
  html: string;
  /** Text nodes. */
  texts: number;
  /** Where every element is drawn. */
  boxes: string;
  /** Elements that must stay byte for byte what they were, with what is written in them. */
  guarded: string[];
}

/** Counts from now on which listeners are added to a page, and what changes in it. */
export const countTraces = (page: Page | Frame): Promise<void> =>
  page.evaluate(() => {
    const traces = (globalThis.traces = { listeners: 0, records: 0 });
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (
      this: EventTarget,
      ...args: Parameters<typeof addEventListener>
    ) {
      // Listeners on our own abort signals are nobody's business.
      if (!(this instanceof AbortSignal)) traces.listeners++;
      return addEventListener.apply(this, args);
    } as typeof addEventListener;
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver((records) => (traces.records += records.length)).observe(document, all);
  });

/** What was counted since. */
export const countedTraces = (page: Page | Frame) => page.evaluate(() => globalThis.traces);

/** The page as it is now. */
export const readState = (page: Page | Frame, guards: readonly string[]): Promise<PageState> =>
  page.evaluate((guards) => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    let texts = 0;
    while (walker.nextNode()) texts++;
    const boxes = [...document.querySelectorAll('body *')].map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      return [x, y, width, height].join();
    });
    const guarded = guards.flatMap((guard) =>
      [...document.querySelectorAll(guard)].map(
        (each) => each.outerHTML + ((each as HTMLInputElement).value ?? ''),
      ),
    );
    return { html: document.documentElement.outerHTML, texts, boxes: boxes.join(' '), guarded };
  }, guards);

/** Makes the page's numbers callable, by the bundle of `utils/page/page-numbers.ts` under the name `whole`. */
export async function runNumbers(page: Page | Frame, bundle: string, country: string): Promise<void> {
  await page.evaluate(bundle);
  await page.evaluate((country) => {
    globalThis.running = globalThis.whole.createPageNumbers(document, {
      country,
      dialOn: 'click',
      ignoredShapes: [],
      prepare() {},
      takeBack() {},
      dial: () => Promise.resolve('dialled' as const),
      ignoreShape: () => Promise.resolve(),
      restoreShape: () => Promise.resolve(),
      callKit: () => Promise.resolve(undefined),
    });
  }, country);
}
