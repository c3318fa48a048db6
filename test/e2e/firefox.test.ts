import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BidiPage } from '../sandbox/browsers/bidi-page.ts';
import { launchFirefox, type FirefoxSandbox } from '../sandbox/browsers/firefox.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { loggedCall } from '../support/product-pages.ts';

const AMELIA = { name: 'Amelia Hart', e164: '+15035550141' };
const CLEAN_MICROPHONE = { noiseSuppression: false, autoGainControl: false, echoCancellation: false };
/** What Firefox's fake microphone hears. */
const MICROPHONE_HZ = 1000;

const shows = (text: string) => `document.body.innerText.includes(${JSON.stringify(text)})`;
const button = (name: string) =>
  `[...document.querySelectorAll('button:not([aria-disabled])')].find((each) => each.textContent.trim() === ${JSON.stringify(name)})`;

/** Clicks a button by its words, as a user does. */
async function press(page: BidiPage, name: string): Promise<void> {
  await page.waitFor(button(name));
  await page.evaluate(`${button(name)}.setAttribute('data-press', ${JSON.stringify(name)})`);
  await page.click(`[data-press=${JSON.stringify(name)}]`);
}

describe('the main job, in Firefox', () => {
  let sandbox: Sandbox;
  let firefox: FirefoxSandbox;
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-firefox-'));

  /** The options page's import, with the file dialog answered. */
  async function importSettings(settings: object): Promise<void> {
    const file = join(folder, 'switchhook.json');
    writeFileSync(file, JSON.stringify(settings));
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

  beforeAll(async () => {
    sandbox = await startSandbox();
    firefox = await launchFirefox({
      extension: '.output/firefox-mv2',
      hostMap: sandbox.hostMap,
      microphone: 'ask',
    });
    await importSettings({ ...sandbox.settings, audio: CLEAN_MICROPHONE });
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
    await firefox.allowMicrophone();
    await desk.answered();
    await desk.untilHears(MICROPHONE_HZ);
    await window.waitFor(button('Hang up'));
    await press(window, 'Hang up');
    await desk.ended();
    expect(await loggedCall(sandbox, 'Inbound')).toMatchObject({ Who_Id: { name: AMELIA.name } });
    await window.close();
  });
});
