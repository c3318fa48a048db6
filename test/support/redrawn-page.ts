import { expect } from 'vitest';
import type { NumbersReport } from '@/utils/messaging/page-api';
import { paintedTexts, type NumbersExtension } from './numbers-extension.ts';
import { bundleForPage } from './page-bundle.ts';

/** A page that draws itself again and again, and notices what others did to it. */
export interface DrawnPage {
  /** Takes over what stands there already, as a page does whose server drew it first. */
  take(): void;
  /** Draws something else. */
  next(): void;
  /** What it noticed until now, and the numbers it shows: E.164. */
  rest(): { rounds: number; errors: string[]; foreign: number; numbers: string[] };
}

declare global {
  var drawn: { createPage: (root: HTMLElement) => DrawnPage };
  var drawnPage: DrawnPage;
}

/** Pages by what draws them. */
export const DRAWN_BY = { React: 'test/support/react-page.js', Lyte: 'test/support/lyte-page.ts' } as const;

/** A page at rest is read again within this time. */
const READ_MS = 5000;
const BURST_MS = 1000;

/**
 * Lets a page draw itself on every frame for so long, with the extension in it. Once a second it rests: then all of its
 * numbers have to be known and nothing else, nothing in it may be foreign to it, and no error may have come up.
 */
export async function redraw(
  extension: NumbersExtension,
  kind: keyof typeof DRAWN_BY,
  ms: number,
): Promise<{ rounds: number }> {
  const path = `/drawn/${kind}`;
  const page = await extension.open(path, '<!doctype html><title>Drawn</title><div id="box"></div>');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.evaluate(await bundleForPage(DRAWN_BY[kind], 'drawn'));
  await page.evaluate(() => {
    globalThis.drawnPage = globalThis.drawn.createPage(document.getElementById('box')!);
  });
  await paintedTexts(page, 20);
  await page.evaluate(() => globalThis.drawnPage.take());
  const known = async () => {
    const { numbers } = (await extension.askPage(path, 'listNumbers')) as NumbersReport;
    return [...new Set(numbers.map(({ e164 }) => e164))].toSorted();
  };
  let rounds = 0;
  for (let spent = 0; spent < ms; spent += BURST_MS) {
    const seen = await page.evaluate(async (burst) => {
      const end = performance.now() + burst;
      while (performance.now() < end) {
        globalThis.drawnPage.next();
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
      return globalThis.drawnPage.rest();
    }, BURST_MS);
    expect([...seen.errors, ...errors]).toEqual([]);
    expect(seen.foreign).toBe(0);
    await expect.poll(known, { timeout: READ_MS }).toEqual(seen.numbers.toSorted());
    rounds = seen.rounds;
  }
  await page.close();
  return { rounds };
}
