import { readFileSync, readdirSync } from 'node:fs';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLabelledPage } from '../support/labelled-page.ts';
import { bundleForPage } from '../support/page-bundle.ts';
import { servePages, type PagesInChromium } from '../support/page-in-chromium.ts';
import { f1Of, scoreNumbers, type NumberScore } from '../support/score-numbers.ts';

const FOLDER = new URL('../fixtures/detection/unseen/', import.meta.url).pathname;

const labelled = readdirSync(FOLDER).map((file) =>
  readLabelledPage(file, readFileSync(`${FOLDER}${file}`, 'utf8')),
);

/** Pages written without a look at the rules, in layouts of other CRMs, order systems, logs, mails and chats. */
describe('numbers on pages the rules were not made for, in Chromium', () => {
  let pages: PagesInChromium;
  const scores: NumberScore[] = [];

  beforeAll(async () => {
    pages = await servePages(FOLDER);
    const page = await pages.browser.newPage();
    const script = await bundleForPage('utils/page/find-in-page.ts', 'seam');
    for (const label of labelled) {
      await page.setContent(label.html);
      await page.evaluate(script);
      const found = await page.evaluate(
        (country) =>
          globalThis.seam.findInPage(document, { country }).map(({ e164, ext, raw }) => ({ e164, ext, raw })),
        label.country,
      );
      scores.push(scoreNumbers(label, found));
    }
  });
  afterAll(() => pages.close());

  it('labels only numbers that exist', () => {
    const all = labelled.flatMap(({ expected }) => expected.map(({ e164 }) => e164));
    expect(all.filter((e164) => !parsePhoneNumberFromString(e164)?.isValid())).toEqual([]);
  });

  it('calls nothing a number that is none', () => {
    expect(scores.flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  it('reaches an F1 of at least 98.5 %', () => {
    expect(f1Of(scores), scores.flatMap(({ missed }) => missed).join('\n')).toBeGreaterThanOrEqual(0.985);
  });
});
