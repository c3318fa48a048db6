import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { expectNone, secretsOf } from '../support/canaries.ts';
import { contentWorld, type ContentWorld } from '../support/content-world.ts';
import { launchProduct, setUp } from '../support/product.ts';
import { callWindow, clickLikeAHuman, loggedCall, openPopup, recordPage } from '../support/product-pages.ts';

/** Who calls while the page of somebody else is open: nothing of them may be found there. */
const CALLER = { name: 'Amelia Hart', company: 'Bluefin Aquaculture', e164: '+15035550141' };
const NOTE = 'Canary note 7f3a';

/** What a content script that was taken over would try: every question, every port, every storage. */
const EVERY_ATTEMPT = `(async () => {
  const heard = [];
  const ask = (to, method, ...args) =>
    chrome.runtime.sendMessage({ to, id: crypto.randomUUID(), method, args }).then(
      (answer) => heard.push({ method, answer }),
      (error) => heard.push({ method, error: String(error) }));
  const port = chrome.runtime.connect({ name: 'engine' });
  port.onMessage.addListener((message) => heard.push({ port: message }));
  const hungUp = new Promise((done) => port.onDisconnect.addListener(done));
  await Promise.all([
    ask('engine', 'history', { text: '', limit: 100 }), ask('engine', 'outbox'), ask('engine', 'search', 'Hart'),
    ask('engine', 'lookUp', '+15035550141'), ask('engine', 'hasSecrets', ['sip.password']),
    ask('engine', 'callPicklists'), ask('engine', 'fieldsFor', 'lead'), ask('shell', 'readSettings'),
    ask('shell', 'exportSettings'), ask('shell', 'grantedOrigins'), ask('shell', 'redirectUri'),
  ]);
  await hungUp;
  for (const area of ['local', 'session', 'managed'])
    await chrome.storage[area].get(null).then(
      (all) => heard.push({ area, all }), (error) => heard.push({ area, error: String(error) }));
  return JSON.stringify(heard);
})()`;

describe('secrets and contact data', () => {
  let sandbox: Sandbox;
  let browser: ChromiumSandbox;
  const consoleLines: string[] = [];

  const contactData = [CALLER.name, CALLER.company, NOTE];

  beforeAll(async () => {
    sandbox = await startSandbox();
    browser = await launchProduct(sandbox);
    const ours = `chrome-extension://${browser.extensionId}/`;
    browser.context.on('console', (line) => {
      if (line.location().url.startsWith(ours) || line.page()?.url().startsWith(ours))
        consoleLines.push(line.text());
    });
    await setUp(browser, sandbox);
    (await browser.serviceWorker()).on('console', (line) => void consoleLines.push(line.text()));
    const offscreen = await browser.offscreen();
    offscreen.on('Runtime.consoleAPICalled', (line) => consoleLines.push(JSON.stringify(line)));
    await offscreen.send('Runtime.enable');
  });

  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  it('are on no CRM page and in nothing its content script can get, after a call from it and a call to it', async () => {
    const page = await browser.page(recordPage(sandbox, 'Contacts', { Last_Name: 'Voss' }));
    const world: ContentWorld = await contentWorld(page, browser.extensionId);
    expectNone(await world.dom(), contactData, 'the page before any call');

    const desk = await sandbox.pbx.customer.call('1001', { from: CALLER.e164 });
    const window = await callWindow(browser);
    await window.getByText(CALLER.name).first().waitFor();
    await window.getByRole('button', { name: 'Answer' }).click();
    await desk.answered();
    await window.getByLabel(/note/i).first().fill(NOTE);
    const during = [await world.dom(), await world.evaluate<string>(EVERY_ATTEMPT)];
    await desk.hangUp();
    await loggedCall(sandbox, 'Inbound');
    await sandbox.zoho.waitForRecord('Calls', ({ Description }) => String(Description).includes(NOTE));
    await window.close();

    const ringing = sandbox.pbx.customer.incoming();
    const number = page.getByText('1-206-555-0120').first();
    await clickLikeAHuman(page, number);
    const second = await callWindow(browser);
    const called = await ringing;
    await called.answered();
    await second.getByRole('button', { name: 'Hang up', exact: true }).click();
    await called.ended();
    await loggedCall(sandbox, 'Outbound');
    const after = [await world.dom(), await world.evaluate<string>(EVERY_ATTEMPT)];
    expect(JSON.parse(after[1]!)).toHaveLength(14);
    for (const text of [...during, ...after]) {
      expectNone(text, secretsOf(sandbox), 'a CRM page');
      expectNone(text, contactData, 'a CRM page');
    }
    await page.close();
    await second.close();
  });

  it('are in no storage.local, no export, no console line of page, engine or worker, and in no SIP message', async () => {
    const popup = await openPopup(browser);
    await popup.getByRole('tab', { name: 'Recent' }).click();
    await popup.getByText(CALLER.name).first().waitFor();
    const options = await browser.page('options.html#transfer');
    const stored = await options.evaluate<string>('chrome.storage.local.get(null).then(JSON.stringify)');
    expect(stored).toContain(sandbox.settings.sip.domain);
    const [file] = await Promise.all([
      options.waitForEvent('download'),
      options.getByRole('button', { name: 'Export settings' }).click(),
    ]);
    const exported = readFileSync(await file.path(), 'utf8');
    expect(exported).toContain(sandbox.settings.sip.domain);
    const told = {
      stored,
      exported,
      console: consoleLines.join('\n'),
      sip: sandbox.pbx.messages().join('\n'),
    };
    expect(told.sip).toContain(CALLER.e164);
    for (const [where, text] of Object.entries(told)) {
      expectNone(text, secretsOf(sandbox), where);
      expectNone(text, contactData, where);
    }
  });
});
