import { join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindOptions } from '@/utils/page/found-number';
import type { findInPage, watchPage } from '@/utils/page/find-in-page';
import { standStill } from '../support/numbers-extension.ts';
import { bundleForPage } from '../support/page-bundle.ts';
import { countedTraces, countTraces, readState, runNumbers } from '../support/page-traces.ts';
import { servePages, type PagesInChromium } from '../support/page-in-chromium.ts';
import { scoreNumbers } from '../support/score-numbers.ts';

interface Label {
  file: string;
  region: string;
  expected: { e164: string; ext?: string; count: number; surface: string }[];
  optional: string[];
  guards: string[];
  hooks?: {
    mutate?: { call: string; expectedAfter: string[]; goneAfter: string[] };
    reveal?: { call: string; expectedAfter: string[] };
  };
}

declare global {
  var seam: { findInPage: typeof findInPage; watchPage: typeof watchPage };
  var latest: { e164: string }[];
}

const OWN = new URL('../fixtures/detection/pages/', import.meta.url).pathname;
const SHARED = `${process.env.SWITCHHOOK_SHARED ?? join(import.meta.dirname, '../../../shared')}/vectors/detection/pages/`;

const labels = JSON.parse(readFileSync(`${OWN}labels.json`, 'utf8')) as Label[];

/** What `findInPage` says of a page, without the nodes. */
const find = (page: Page, options: FindOptions) =>
  page.evaluate(
    (options) =>
      globalThis.seam
        .findInPage(document, options)
        .map(({ e164, ext, raw, surface }) => ({ e164, ext, raw, surface })),
    options,
  );

describe('numbers on pages, in Chromium', () => {
  let pages: PagesInChromium;
  let seamScript: string;
  let wholeScript: string;

  beforeAll(async () => {
    [pages, seamScript, wholeScript] = await Promise.all([
      servePages(OWN),
      bundleForPage('utils/page/find-in-page.ts', 'seam'),
      bundleForPage('utils/page/page-numbers.ts', 'whole'),
    ]);
  });
  afterAll(() => pages.close());

  it.each(labels)('finds all numbers and nothing else: $file', async (label) => {
    const page = await pages.open(label.file, seamScript);
    await page.waitForLoadState('networkidle');
    const result = scoreNumbers(label, await find(page, { country: label.region }));
    await page.close();
    expect(result).toMatchObject({ wrong: [], missed: [] });
  });

  it.each(labels)('leaves no trace: $file', async ({ file, region, guards }) => {
    const page = await pages.open(file);
    await countTraces(page);
    const before = await readState(page, guards);
    await runNumbers(page, wholeScript, region);
    await standStill(page, 300);
    const after = await readState(page, guards);
    const { listeners, records } = await countedTraces(page);
    await page.close();
    expect(after).toEqual(before);
    expect(records).toBe(0);
    expect(listeners).toBeLessThanOrEqual(10);
  });

  const watch = async (label: Label) => {
    const page = await pages.open(label.file, seamScript);
    await page.evaluate(
      (country) =>
        new Promise<void>((first) =>
          globalThis.seam.watchPage(document, { country }, (numbers) => {
            globalThis.latest = numbers;
            first();
          }),
        ),
      label.region,
    );
    return page;
  };

  /** The numbers known 250 ms after the page's own hook was called. */
  async function knownAfter(label: Label, hook: string): Promise<string[]> {
    const page = await watch(label);
    const known = await page.evaluate(async (hook) => {
      (globalThis as unknown as Record<string, () => void>)[hook]!();
      await new Promise((done) => setTimeout(done, 250));
      return globalThis.latest.map(({ e164 }) => e164);
    }, hook);
    await page.close();
    return known;
  }

  it('knows what came and what went within 250 ms', async () => {
    const label = labels.find(({ hooks }) => hooks?.mutate)!;
    const { call, expectedAfter, goneAfter } = label.hooks!.mutate!;
    const known = await knownAfter(label, call);
    expect(expectedAfter.filter((e164) => !known.includes(e164))).toEqual([]);
    expect(goneAfter.filter((e164) => known.includes(e164))).toEqual([]);
  });

  it('knows what was revealed within 250 ms', async () => {
    const label = labels.find(({ hooks }) => hooks?.reveal)!;
    const { call, expectedAfter } = label.hooks!.reveal!;
    const known = await knownAfter(label, call);
    expect(known).toEqual(expect.arrayContaining(expectedAfter));
  });

  it('judges a row that comes later by the rows before it', async () => {
    const page = await pages.open('frames/widget.html', seamScript);
    const known = await page.evaluate(async () => {
      const table = document.createElement('table');
      const row = (id: string, phone: string) => {
        const tr = table.insertRow();
        tr.insertCell().textContent = id;
        tr.insertCell().textContent = phone;
      };
      for (let i = 0; i < 12; i++) row(`${i % 3 ? '41' : '99'}5555${1000 + 7 * i}`, `(212) 555-01${10 + i}`);
      document.body.append(table);
      let latest: string[] = [];
      const end = new AbortController();
      await new Promise<void>((first) =>
        globalThis.seam.watchPage(
          document,
          { country: 'US' },
          (numbers) => {
            latest = numbers.map(({ e164 }) => e164);
            first();
          },
          end.signal,
        ),
      );
      row('4155551234', '2125550177');
      await new Promise((done) => setTimeout(done, 250));
      end.abort();
      return latest;
    });
    await page.close();
    expect(known).toContain('+12125550177');
    expect(known).not.toContain('+14155551234');
  });

  it('survives pages that poison what scripts rely on', async () => {
    const page = await pages.open('us-contact-detail.html');
    const clean = await page.evaluate(
      `${seamScript}; seam.findInPage(document, { country: 'US' }).map(({ e164 }) => e164)`,
    );
    await page.close();
    const hostile = await pages.open('us-contact-detail.html', seamScript);
    const found = await hostile.evaluate(() => {
      const form = document.createElement('form');
      for (const name of [
        'parentElement',
        'textContent',
        'children',
        'tagName',
        'attributes',
        'getAttribute',
      ]) {
        const input = document.createElement('input');
        input.name = name;
        form.append(input);
      }
      document.body.append(form);
      class Broken extends HTMLElement {
        attributeChangedCallback() {
          throw new Error('broken');
        }
      }
      customElements.define('broken-element', Broken);
      document.body.append(document.createElement('broken-element'));
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const numbers = globalThis.seam.findInPage(document, { country: 'US' });
      frame.remove();
      return numbers.map(({ e164 }) => e164);
    });
    await hostile.close();
    expect(found).toEqual(clean);
  });

  it.runIf(existsSync(SHARED))('scores at least 99 % on the whole corpus', async () => {
    const all = JSON.parse(readFileSync(`${SHARED}labels.json`, 'utf8')) as {
      pages: (Omit<Label, 'optional'> & { optional: { e164: string }[] })[];
    };
    const corpus = await servePages(SHARED);
    const total = { found: 0, wrong: [] as string[], missed: [] as string[] };
    for (const { optional, ...label } of all.pages) {
      const page = await corpus.open(label.file, seamScript);
      await page.waitForLoadState('networkidle');
      const result = scoreNumbers(
        { ...label, optional: optional.map(({ e164 }) => e164) },
        await find(page, { country: label.region }),
      );
      await page.close();
      total.found += result.found;
      total.wrong.push(...result.wrong);
      total.missed.push(...result.missed);
    }
    await corpus.close();
    const f1 = (2 * total.found) / (2 * total.found + total.wrong.length + total.missed.length);
    expect(f1, [...total.wrong, ...total.missed].join('\n')).toBeGreaterThanOrEqual(0.99);
    expect(total.wrong.length / all.pages.length).toBeLessThanOrEqual(0.1);
  });
});
