import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { createCertificate } from '../sandbox/certificate.ts';
import { ZOHO_HOSTS } from '../sandbox/zoho/data-centers.ts';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { launchProduct } from '../support/product.ts';
import { importSettings } from '../support/product-pages.ts';

const LEGACY_TOKEN = '0123456789abcdef0123456789abcdef';

describe('the way into Zoho, on the options page', () => {
  let zoho: ZohoSandbox;
  let browser: ChromiumSandbox;
  let page: Page;

  const loggedIn = () => page.getByText('Logged in as Nora Lindqvist').waitFor();
  const signOut = async () => {
    const revoked = zoho.requests.filter(({ path }) => path === '/oauth/v2/token/revoke').length;
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Logged out').waitFor();
    expect(zoho.requests.filter(({ path }) => path === '/oauth/v2/token/revoke')).toHaveLength(revoked + 1);
  };
  const paste = async (text: string) => {
    await page.getByLabel('Refresh Token or grant code').fill(text);
    await page.getByRole('button', { name: 'Sign in with it' }).click();
  };

  beforeAll(async () => {
    const certificate = createCertificate([...ZOHO_HOSTS]);
    zoho = await startZoho({ tls: certificate });
    const hostMap = zoho.hosts.map((host) => ({ host, port: zoho.port }));
    browser = await launchProduct({ hostMap, certificate });
    const { clientId, clientSecret } = zoho.oauth;
    await importSettings(browser, { crm: { kind: 'zoho', zoho: { clientId, clientSecret } } });
    page = await browser.page('options.html#crm');
  });

  afterAll(async () => {
    await browser?.close();
    await zoho?.stop();
  });

  it('a token of the API v1 is answered with the way to the new one', async () => {
    await page.getByLabel('Refresh Token or grant code').fill(LEGACY_TOKEN);
    await page.getByText(/old API v1, which Zoho switched off in 2021/).waitFor();
  });

  it('a refresh token signs in, and signing out revokes it', async () => {
    await paste(zoho.oauth.issueRefreshToken());
    await loggedIn();
    await page.getByText(/nora\.lindqvist@.+ · .+ · United States · since/i).waitFor();
    await signOut();
  });

  it('a grant code of a self client signs in', async () => {
    await paste(zoho.oauth.issueGrantCode());
    await loggedIn();
    await signOut();
  });

  it('Zoho’s own window signs in with one click', async () => {
    await page.getByText('How do I get these values?').click();
    const redirect = await page.locator('.copy-line code').first().textContent();
    zoho.oauth.redirectUris.add(redirect!);
    const consent = browser.context.waitForEvent('page');
    await page.getByRole('button', { name: 'Sign in to Zoho' }).click();
    await (await consent).getByRole('button', { name: 'Accept' }).click();
    await loggedIn();
  });

  it('callers are also looked for in a module of the organisation’s own, with the scopes of that sign-in', async () => {
    zoho.data.metadata.addModule('Dealers', 'Dealer', 'Dealerships', { Name: 'text', Hotline: 'phone' });
    await page.getByRole('button', { name: 'Look for further modules with phone numbers' }).click();
    await page.getByRole('checkbox', { name: 'Dealer' }).check();
    await page.getByRole('button', { name: 'Check permissions and fields' }).click();
    await page.getByText('Callers are looked up in Dealers.').waitFor();
  });
});
