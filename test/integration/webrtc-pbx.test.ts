import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { createCertificate } from '../sandbox/certificate.ts';
import type { PbxSandbox } from '../sandbox/pbx/pbx-sandbox.ts';
import { startEmbeddedPbx, type EmbeddedSandbox } from '../sandbox/pbx/start-embedded.ts';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startBrowserPhone, type BrowserPhone } from '../support/browser-phone.ts';

const certificate = createCertificate(['pbx.switchhook.test', 'pages.switchhook.test']);
let embedded: EmbeddedSandbox;
let kamailio: KamailioSandbox;
let browser: ChromiumSandbox;

beforeAll(async () => {
  embedded = await startEmbeddedPbx({ host: 'pages.switchhook.test', certificate });
  kamailio = await startKamailio({ certificate });
  browser = await launchChromium({
    extension: new URL('../fixtures/probe-extension', import.meta.url).pathname,
    hostMap: [embedded, kamailio],
    trusted: [certificate.spkiHash],
    // Without it both sides would hide their addresses behind mDNS names, which nobody resolves here.
    microphoneAlsoFor: [new URL(embedded.customerUrl).origin],
  });
  const customer = await browser.page(embedded.customerUrl);
  await customer.mouse.click(5, 5);
  await embedded.registered('trunk');
});
afterAll(async () => {
  await browser.close();
  await Promise.all([kamailio.stop(), embedded.stop()]);
});
afterEach(async () => {
  for (const page of browser.context.pages().slice(2)) await page.close();
});

/** A fresh page whose phone is registered as 1001. */
async function extension(pbx: PbxSandbox): Promise<BrowserPhone> {
  const page = await browser.page(`${new URL(embedded.customerUrl).origin}/blank`);
  const user = pbx.users[0]!;
  const registered = pbx.waitFor('registered', (event) => event.user === user.username);
  const phone = await startBrowserPhone(page, { ...pbx, ...user, toneHz: 700 });
  await registered;
  return phone;
}

describe.each([
  ['Kamailio', () => kamailio],
  ['the embedded phone system', () => embedded],
])('a browser at %s', (_, system) => {
  it('calls the customer, and each hears the other', { timeout: 30_000 }, async () => {
    const pbx: PbxSandbox = system();
    const phone = await extension(pbx);
    const arrives = pbx.customer.incoming();
    await phone.call('+12025550177');
    const atCustomer = await arrives;
    await atCustomer.untilHears(700);
    await expect.poll(async () => (await phone.hears()).toneHz, { timeout: 10_000 }).toBeCloseTo(440, -1);
    expect(atCustomer).toMatchObject({ peer: '1001', state: 'answered' });
    await phone.hangUp();
    await atCustomer.ended();
  });

  it('is called with a name and headers, and each hears the other', async () => {
    const pbx: PbxSandbox = system();
    const phone = await extension(pbx);
    const answered = phone.answerNext();
    const call = await pbx.customer.call('1001', {
      from: '+12025550111',
      displayName: 'Grace Hopper',
      headers: { 'X-Call-UUID': 'uuid-7' },
    });
    const { from, displayName, headers } = await answered;
    expect({ from, displayName, id: headers['X-Call-Uuid'] ?? headers['X-Call-UUID'] }).toEqual({
      from: '+12025550111',
      displayName: 'Grace Hopper',
      id: 'uuid-7',
    });
    await call.untilHears(700);
    await expect.poll(async () => (await phone.hears()).toneHz, { timeout: 10_000 }).toBeCloseTo(440, -1);
    await call.hangUp();
    await call.ended();
    await expect.poll(() => phone.state()).toBe('Terminated');
  });
});
