import type { Locator, Page } from 'playwright-core';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import type { ZohoRecord } from '../sandbox/zoho/zoho-record.ts';

const CALL_WINDOW = /\/call\.html/;

/** A page of the extension that it opens itself: the one that is open, or the next that opens. */
export function openedPage({ context }: Pick<ChromiumSandbox, 'context'>, address: RegExp): Promise<Page> {
  // A new window has no address yet when it is told of, so each that is open may be it.
  const arrived = async (page: Page) => {
    await page.waitForURL(address, { waitUntil: 'domcontentloaded' });
    return page;
  };
  const next = async () => {
    const predicate = (page: Page) =>
      arrived(page).then(
        () => true,
        () => false,
      );
    return context.waitForEvent('page', { predicate });
  };
  return Promise.any([...context.pages().map(arrived), next()]);
}

/** The call window. */
export const callWindow = (browser: ChromiumSandbox): Promise<Page> => openedPage(browser, CALL_WINDOW);

/** The popup, as a tab (the real one closes when a test looks elsewhere). */
export const openPopup = (browser: ChromiumSandbox): Promise<Page> => browser.page('popup.html');

/** What the user's "Allow while visiting the site" does, as long as the browser runs: without a screen it asks nobody. */
export async function grantMicrophone({ context, extensionId }: ChromiumSandbox): Promise<void> {
  const session = await context.newCDPSession(context.pages()[0]!);
  await session.send('Browser.setPermission', {
    permission: { name: 'microphone' },
    setting: 'granted',
    origin: `chrome-extension://${extensionId}`,
  });
}

/** Configures the extension as an administrator would by hand: the options page's import. */
export async function importSettings(browser: ChromiumSandbox, settings: object): Promise<void> {
  const page = await browser.page('options.html');
  const file = {
    name: 'switchhook.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(settings)),
  };
  await page.getByLabel('Settings file').setInputFiles(file);
  await page.getByText(/taken over/i).waitFor();
  await page.close();
}

/** Address of a record's page in the sandbox's CRM. */
export function recordPage(
  { zoho }: Pick<Sandbox, 'zoho'>,
  module: string,
  fields: Record<string, string>,
): string {
  const record = zoho.data.find(module, fields);
  if (!record) throw new Error(`The sandbox has no such record in ${module}: ${JSON.stringify(fields)}`);
  return `https://crm.zoho.com/crm/org${String(zoho.data.org.zgid)}/tab/${module}/${record.id}`;
}

/**
 * Clicks a number as a human does: moves onto it and rests there a moment. The product takes a click without that rest for the
 * page's own doing and asks first, so the time is part of what is tested.
 */
export async function clickLikeAHuman(page: Page, number: Locator): Promise<void> {
  await page.waitForFunction(() => (CSS.highlights.get('switchhook-number')?.size ?? 0) > 0);
  await number.hover();
  const arrived = await page.evaluate(() => performance.now());
  await page.waitForFunction((since) => performance.now() - since > 400, arrived);
  await number.click();
}

/** The key stands in the field for it, where the organisation has that, else in the description. */
const isOurs = (record: ZohoRecord) =>
  /Call key:/.test(String(record.Description)) || Boolean(record.Softphone_Call_Key);

/** Every call the product has logged so far. */
export const loggedCalls = ({ zoho }: Sandbox): ZohoRecord[] => zoho.data.list('Calls').filter(isOurs);

/** A call that the product logged (the sandbox's CRM has older ones of its own). */
export function loggedCall(
  { zoho }: Pick<Sandbox, 'zoho'>,
  type: 'Inbound' | 'Outbound' | 'Missed',
  fits: (record: ZohoRecord) => boolean = () => true,
): Promise<ZohoRecord> {
  return zoho.waitForRecord('Calls', (record) => isOurs(record) && record.Call_Type === type && fits(record));
}
