import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { button, press, shows } from '../support/bidi-product.ts';
import { untilWindowHears } from '../support/firefox-ears.ts';
import {
  FIREFOX_MICROPHONE_HZ,
  startFirefoxProduct,
  type FirefoxProduct,
} from '../support/firefox-product.ts';
import { loggedCall, recordPage } from '../support/product-pages.ts';

const AMELIA = { name: 'Amelia Hart', e164: '+15035550141', stored: '(503) 555-0141' };
/** Firefox has no visibility test of its own, so the pointer has to rest longer before a click counts as meant. */
const REST_MS = 700;

/** Rests on a number of a page, as a reader does, and clicks it. */
async function clickNumber(page: Page, text: string): Promise<void> {
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

describe('the main job, in Firefox', () => {
  let product: FirefoxProduct;

  beforeAll(async () => {
    product = await startFirefoxProduct({ microphone: 'ask' });
  });
  afterAll(() => product?.close());

  it('a known customer calls: name before the answer, Allow, sound both ways, log', async () => {
    const desk = await product.sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const window = await product.callWindow();
    await window.waitFor(shows(AMELIA.name));
    await press(window, 'Answer');
    await product.firefox.allow();
    await desk.answered();
    await desk.untilHears(FIREFOX_MICROPHONE_HZ);
    await untilWindowHears(product.firefox, product.sandbox.pbx.customer.toneHz);
    await window.waitFor(button('Hang up'));
    await press(window, 'Hang up');
    await desk.ended();
    expect(await loggedCall(product.sandbox, 'Inbound')).toMatchObject({ Who_Id: { name: AMELIA.name } });
    await window.close();
  });

  it('a click on a number of a CRM page calls it, and Firefox, allowed once, does not ask again', async () => {
    const page = await product.firefox.page(recordPage(product.sandbox, 'Contacts', { Last_Name: 'Hart' }));
    const ringing = product.sandbox.pbx.customer.incoming();
    await clickNumber(page, AMELIA.stored);
    const window = await product.callWindow();
    const desk = await ringing;
    await desk.answered();
    await desk.untilHears(FIREFOX_MICROPHONE_HZ);
    await press(window, 'Hang up');
    await desk.ended();
    expect(await loggedCall(product.sandbox, 'Outbound')).toMatchObject({ Who_Id: { name: AMELIA.name } });
    await window.close();
  });
});
