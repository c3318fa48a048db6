import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import type { MicrophoneAnswer } from '../sandbox/browsers/chromium-profile.ts';
import { createCertificate } from '../sandbox/certificate.ts';
import { freePort } from '../sandbox/free-port.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { MICROPHONE_HZ, startBrowser, startProduct, type Product } from '../support/product.ts';
import {
  callWindow,
  grantMicrophone,
  importSettings,
  loggedCall,
  loggedCalls,
  openPopup,
} from '../support/product-pages.ts';

const AMELIA = { name: 'Amelia Hart', e164: '+15035550141' };
/** A server with a certificate that the browser was not told to trust. */
const REFUSED_HOST = 'other.switchhook.test';

describe('bad input, in Chromium', () => {
  let sandbox: Sandbox;
  let browser: ChromiumSandbox;
  let stop: Product['stop'] | undefined;
  let popup: Page;
  const refused = createServer(createCertificate([REFUSED_HOST]));

  const sip = (changes: object) =>
    importSettings(browser, { ...sandbox.settings, sip: { ...sandbox.settings.sip, ...changes } });
  const zoho = (changes: object) =>
    importSettings(browser, {
      ...sandbox.settings,
      crm: { kind: 'zoho', zoho: { ...sandbox.settings.crm.zoho, ...changes } },
    });
  const mended = async () => {
    await importSettings(browser, sandbox.settings);
    await popup.getByText('Ready for calls').waitFor();
  };
  const says = (page: Page, sentence: string | RegExp) => page.getByText(sentence).first().waitFor();

  /** The rest works without a telephone: a name is looked up by hand. */
  async function lookUpByHand(): Promise<void> {
    const field = popup.getByLabel('Number or name');
    await field.fill('Hart');
    await popup.getByText(AMELIA.name).first().waitFor();
    await field.fill('');
  }

  /** The rest works without a CRM: a call is taken and ended; its log waits. */
  async function takeCall(sentence: RegExp): Promise<void> {
    const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const window = await callWindow(browser);
    await says(window, sentence);
    await window.getByRole('button', { name: 'Answer' }).click();
    await desk.answered();
    await desk.hangUp();
    await says(window, /Waiting to be saved|Not saved yet/);
    await window.close();
  }

  beforeAll(async () => {
    refused.listen(0, '127.0.0.1');
    await new Promise((ready) => refused.once('listening', ready));
    const moreHosts = [
      { host: REFUSED_HOST, port: (refused.address() as AddressInfo).port },
      { host: 'gone.switchhook.test', port: await freePort() },
    ];
    ({ sandbox, browser, stop } = await startProduct({ moreHosts }));
    popup = await openPopup(browser);
    await says(popup, 'Ready for calls');
  });

  afterAll(async () => {
    await stop?.();
    refused.close();
  });

  it.each([
    ['a wrong SIP password', { password: 'not-the-password' }, 'The phone system refused your password'],
    [
      'a PBX that is not there',
      { servers: ['wss://gone.switchhook.test/ws'] },
      'The phone system cannot be reached',
    ],
    [
      'a refused certificate',
      { servers: [`wss://${REFUSED_HOST}/ws`] },
      'The phone system cannot be reached',
    ],
  ])('%s: says so, and the CRM is looked up by hand', async (_, change, sentence) => {
    await sip(change);
    await says(popup, sentence);
    const window = await browser.page('call.html');
    await says(window, sentence);
    await window.close();
    await lookUpByHand();
    await mended();
  });

  it('a wrong Zoho secret: calls work, and the log is delivered once it is mended', async () => {
    await zoho({ clientSecret: 'not-the-secret' });
    await says(popup, /client secret/i);
    await takeCall(/client secret/i);
    expect(loggedCalls(sandbox)).toHaveLength(0);
    await mended();
    await loggedCall(sandbox, 'Inbound');
    expect(loggedCalls(sandbox)).toHaveLength(1);
  });

  it('a wrong data centre: says which setting to look at', async () => {
    await zoho({ dataCenter: 'eu' });
    await says(popup, /data cent(re|er)/i);
    await mended();
  });

  it('a number that is none: nothing is dialled, and the popup says why', async () => {
    const field = popup.getByLabel('Number or name');
    await field.fill('+1 23');
    await popup.keyboard.press('Enter');
    await says(popup, /not a (telephone|phone) number/i);
    expect(sandbox.pbx.events.filter((event) => event.type === 'invite' && event.from === '1001')).toEqual(
      [],
    );
    await field.fill('');
  });
});

describe('a browser or CRM that says no, in Chromium', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox?.stop());

  async function ringing(microphone: MicrophoneAnswer, use: (browser: ChromiumSandbox) => Promise<void>) {
    const browser = await startBrowser(sandbox, { microphone });
    try {
      await use(browser);
    } finally {
      await browser.close();
    }
    await sandbox.pbx.dropRegistration('1001');
  }

  it('not asked yet: Answer opens the page that asks while it rings on, and once allowed the call goes on', () =>
    ringing('ask', async (browser) => {
      const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
      const window = await callWindow(browser);
      // The page has been open since the installation; Answer brings its step for the microphone to the front.
      const page = browser.context.pages().find((each) => each.url().includes('/welcome.html'))!;
      await window.getByRole('button', { name: 'Answer' }).click();
      await page.waitForURL(/#microphone$/);
      expect(desk.state).toBe('ringing');
      await window.getByText('Your microphone is not allowed yet').waitFor();
      await grantMicrophone(browser);
      await page.getByRole('button', { name: 'Allow microphone' }).click();
      await desk.answered();
      await desk.untilHears(MICROPHONE_HZ);
      await window.getByRole('button', { name: 'Hang up', exact: true }).click();
      await desk.ended();
    }));

  it('denied: the call rings on, and the window says what to do', () =>
    ringing('denied', async (browser) => {
      const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
      const window = await callWindow(browser);
      await window.getByRole('button', { name: 'Answer' }).click();
      await window.getByText('Your microphone is blocked').waitFor();
      expect(desk.state).toBe('ringing');
      await window.getByRole('button', { name: 'Decline' }).click();
      await desk.ended();
    }));

  it('a sign-in revoked in the middle of the day: calls work, and their logs wait for the next sign-in', () =>
    ringing('granted', async (browser) => {
      const { zoho, settings } = sandbox;
      const before = loggedCalls(sandbox).length;
      await zoho.waitForRequest(({ path, status }) => path.includes('/users') && status === 200);
      zoho.oauth.revoke(settings.crm.zoho.refreshToken);
      const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
      const window = await callWindow(browser);
      await window
        .getByText(/sign in to zoho again/i)
        .first()
        .waitFor();
      await window.getByRole('button', { name: 'Answer' }).click();
      await desk.answered();
      await desk.hangUp();
      await window.getByText(/Waiting to be saved/).waitFor();
      expect(loggedCalls(sandbox)).toHaveLength(before);
      const refreshToken = zoho.oauth.issueRefreshToken();
      const crm = { kind: 'zoho', zoho: { ...settings.crm.zoho, refreshToken } };
      await importSettings(browser, { ...settings, crm });
      await zoho.waitFor(() => loggedCalls(sandbox).length === before + 1);
    }));
});
