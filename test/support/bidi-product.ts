import type { Page } from 'puppeteer-core';
import type { BidiPage } from '../sandbox/browsers/bidi-page.ts';
import type { FirefoxSandbox } from '../sandbox/browsers/firefox.ts';

/** True when the page shows this text. */
export const shows = (text: string) => `document.body.innerText.includes(${JSON.stringify(text)})`;

/** The button with these words that can be pressed. */
export const button = (name: string) =>
  `[...document.querySelectorAll('button:not([aria-disabled], :disabled)')].find((each) => each.textContent.trim() === ${JSON.stringify(name)})`;

const field = (label: string) =>
  `[...document.querySelectorAll('input, textarea')].find((each) => (each.labels?.[0]?.innerText ?? each.ariaLabel ?? '').includes(${JSON.stringify(label)}))`;

/** Clicks what the expression finds, as a user does. */
async function clickOn(page: BidiPage, expression: string): Promise<void> {
  await page.waitFor(expression);
  await page.evaluate(`(document.querySelector('[data-press]')?.removeAttribute('data-press'), 0)`);
  await page.evaluate(`(${expression}.setAttribute('data-press', ''), 0)`);
  await page.click('[data-press]');
}

/** Clicks a button by its words. */
export const press = (page: BidiPage, name: string): Promise<void> => clickOn(page, button(name));

/** Types into a field by its label and leaves it, which saves it. */
export async function fillField(page: BidiPage, label: string, text: string): Promise<void> {
  await clickOn(page, field(label));
  await page.type(text);
  await page.evaluate(`(document.activeElement.blur(), 0)`);
}

/** Firefox has no visibility test of its own, so the pointer has to rest longer before a click counts as meant. */
const REST_MS = 700;

/** Rests on a number of a page, as a reader does, and clicks it. */
export async function clickNumber(page: Page, text: string): Promise<void> {
  await page.waitForFunction(() => (CSS.highlights.get('switchhook-number')?.size ?? 0) > 0);
  const element = await page.waitForSelector(`::-p-xpath(//span[text()="${text}"])`);
  const box = (await element!.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x - 4, y);
  await page.mouse.move(x, y);
  const arrived = await page.evaluate(() => performance.now());
  await page.waitForFunction((since, rest) => performance.now() - since > rest, {}, arrived, REST_MS);
  await page.mouse.click(x, y);
}

/** The options page's import, with the file dialog answered. */
export async function importSettings(firefox: FirefoxSandbox, file: string): Promise<void> {
  const page = await firefox.openExtensionPage('options.html');
  await page.waitFor(`document.querySelector('input[type=file]')`);
  const { result } = (await firefox.bidi.send('script.evaluate', {
    expression: `document.querySelector('input[type=file]')`,
    target: { context: page.context },
    awaitPromise: false,
  })) as { result: { sharedId: string } };
  const element = { sharedId: result.sharedId };
  await firefox.bidi.send('input.setFiles', { context: page.context, element, files: [file] });
  await page.waitFor(`/taken over/i.test(document.body.innerText)`);
  await page.close();
}
