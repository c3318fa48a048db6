import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { microphoneFile } from '../support/microphone-file.ts';
import { callWindow, importSettings, loggedCall, loggedCalls } from '../support/product-pages.ts';

const AMELIA = { name: 'Amelia Hart', e164: '+15035550141' };

describe('the document that holds the line is gone in a call', () => {
  let sandbox: Sandbox;
  let browser: ChromiumSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
    browser = await launchChromium({
      extension: '.output/chrome-mv3',
      hostMap: sandbox.hostMap,
      trusted: [sandbox.certificate.spkiHash],
      audioFile: microphoneFile(620),
    });
    await importSettings(browser, sandbox.settings);
    await sandbox.pbx.registered('1001');
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  it('the phone registers again within ten seconds, says what happened, and logs the call once', async () => {
    const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const window = await callWindow(browser);
    await window.getByText(AMELIA.name).first().waitFor();
    await window.getByRole('button', { name: 'Answer' }).click();
    await desk.answered();
    await window.getByRole('button', { name: 'Hang up', exact: true }).waitFor();

    const registered = sandbox.pbx.waitFor('registered', ({ user }) => user === '1001', 10_000);
    const worker = await browser.serviceWorker();
    await worker.evaluate('chrome.offscreen.closeDocument()');
    await registered;

    const notices = () => worker.evaluate<object>('chrome.notifications.getAll()').then(Object.keys);
    await expect.poll(notices).toContainEqual(expect.stringContaining('call-back'));
    const call = await loggedCall(sandbox, 'Inbound');
    expect(call).toMatchObject({ Who_Id: { name: AMELIA.name } });
    expect(call.Description).toContain('The browser stopped during this call');
    expect(loggedCalls(sandbox)).toHaveLength(1);
    await desk.hangUp();
  });
});
