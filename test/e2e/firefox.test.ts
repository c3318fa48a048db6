import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchFirefox, type FirefoxSandbox } from '../sandbox/browsers/firefox.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { button, importSettings, press, shows } from '../support/bidi-product.ts';
import { loggedCall, recordPage } from '../support/product-pages.ts';

const AMELIA = { name: 'Amelia Hart', e164: '+15035550141', stored: '(503) 555-0141' };
/** Firefox has no visibility test of its own, so the pointer has to rest longer before a click counts as meant. */
const REST_MS = 700;
const CLEAN_MICROPHONE = { noiseSuppression: false, autoGainControl: false, echoCancellation: false };
/** What Firefox's fake microphone hears. */
const MICROPHONE_HZ = 1000;

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
  let sandbox: Sandbox;
  let firefox: FirefoxSandbox;
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-firefox-'));

  beforeAll(async () => {
    sandbox = await startSandbox();
    firefox = await launchFirefox({
      extension: '.output/firefox-mv2',
      hostMap: sandbox.hostMap,
      microphone: 'ask',
    });
    const file = join(folder, 'switchhook.json');
    writeFileSync(file, JSON.stringify({ ...sandbox.settings, audio: CLEAN_MICROPHONE }));
    await importSettings(firefox, file);
    await sandbox.pbx.registered('1001');
  });

  afterAll(async () => {
    await firefox?.close();
    await sandbox?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a known customer calls: name before the answer, Allow, sound both ways, log', async () => {
    const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const window = await firefox.extensionPage('call.html');
    await window.waitFor(shows(AMELIA.name));
    await press(window, 'Answer');
    await firefox.allow();
    await desk.answered();
    await desk.untilHears(MICROPHONE_HZ);
    await window.waitFor(button('Hang up'));
    await press(window, 'Hang up');
    await desk.ended();
    expect(await loggedCall(sandbox, 'Inbound')).toMatchObject({ Who_Id: { name: AMELIA.name } });
    await window.close();
  });

  it('a click on a number of a CRM page calls it, and Firefox, allowed once, does not ask again', async () => {
    const page = await firefox.page(recordPage(sandbox, 'Contacts', { Last_Name: 'Hart' }));
    const ringing = sandbox.pbx.customer.incoming();
    await clickNumber(page, AMELIA.stored);
    const window = await firefox.extensionPage('call.html');
    const desk = await ringing;
    await desk.answered();
    await desk.untilHears(MICROPHONE_HZ);
    await press(window, 'Hang up');
    await desk.ended();
    expect(await loggedCall(sandbox, 'Outbound')).toMatchObject({ Who_Id: { name: AMELIA.name } });
    await window.close();
  });
});
