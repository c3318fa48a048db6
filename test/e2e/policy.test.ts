import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromeExtensionId } from '../sandbox/browsers/chromium-profile.ts';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { setManagedPolicy } from '../sandbox/browsers/managed-policy.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { AMELIA, answeredCall } from '../support/answered-call.ts';
import { launchProduct, PRODUCT_FOLDER } from '../support/product.ts';
import { loggedCall, recordPage } from '../support/product-pages.ts';

describe.runIf(process.getuid?.() === 0)('an administrator’s policy and nothing else', () => {
  let sandbox: Sandbox;
  let browser: ChromiumSandbox;
  let restore: () => void;

  beforeAll(async () => {
    sandbox = await startSandbox();
    restore = setManagedPolicy(chromeExtensionId(PRODUCT_FOLDER), sandbox.settings);
    browser = await launchProduct(sandbox);
    await sandbox.pbx.registered('1001');
  });

  afterAll(async () => {
    await browser?.close();
    restore?.();
    await sandbox?.stop();
  });

  it('registers the phone, shows who calls and logs the call', async () => {
    const { desk, window } = await answeredCall(sandbox, browser);
    await desk.hangUp();
    expect(await loggedCall(sandbox, 'Inbound')).toMatchObject({ Who_Id: { name: AMELIA.name } });
    await window.close();
  });

  it('shows what it set as set by the organisation, and keeps every secret out of storage and pages', async () => {
    const secrets = [
      sandbox.settings.sip.password,
      sandbox.settings.crm.zoho.clientSecret,
      sandbox.settings.crm.zoho.refreshToken,
    ];
    const options = await browser.page('options.html');
    for (const label of ['Server', 'Domain', 'Extension'])
      expect(await options.getByLabel(label, { exact: true }).isDisabled(), label).toBe(true);
    expect(await options.getByText('Set by your organisation').count()).toBeGreaterThanOrEqual(6);
    const stored = await options.evaluate<string>(
      `Promise.all([chrome.storage.local.get(null), chrome.storage.session.get(null), { ...localStorage }])
        .then((areas) => JSON.stringify(areas))`,
    );
    const crm = await browser.page(recordPage(sandbox, 'Contacts', { Last_Name: 'Hart' }));
    await crm.waitForFunction(() => (CSS.highlights.get('switchhook-number')?.size ?? 0) > 0);
    const popup = await browser.page('popup.html');
    await popup.getByText('Ready for calls').waitFor();
    const fieldValues = (values: (HTMLInputElement | HTMLTextAreaElement)[]) =>
      values.map(({ value }) => value).join('\n');
    const fields = await options.locator('input, textarea').evaluateAll(fieldValues as never);
    const shown = [await options.content(), await crm.content(), await popup.content(), fields];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(8);
      expect(stored).not.toContain(secret);
      for (const text of shown) expect(text).not.toContain(secret);
    }
    for (const page of [options, crm, popup]) await page.close();
  });
});
