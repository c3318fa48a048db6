import type { Page } from 'playwright-core';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';

const isCallWindow = (page: Page) => page.url().includes('/call.html');

/** The call window: the one that is open, or the next that opens. */
export async function callWindow({ context }: ChromiumSandbox): Promise<Page> {
  const open = context.pages().find(isCallWindow);
  if (open) return open;
  // A new window has no address yet when it is told of.
  const page = await context.waitForEvent('page', {
    predicate: async (fresh) => {
      await fresh.waitForLoadState('domcontentloaded').catch(() => {});
      return isCallWindow(fresh);
    },
  });
  return page;
}

/** The popup, as a tab (the real one closes when a test looks elsewhere). */
export const openPopup = (browser: ChromiumSandbox): Promise<Page> => browser.page('popup.html');

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
export function recordPage({ zoho }: Sandbox, module: string, fields: Record<string, string>): string {
  const record = zoho.data.find(module, fields);
  if (!record) throw new Error(`The sandbox has no such record in ${module}: ${JSON.stringify(fields)}`);
  return `https://crm.zoho.com/crm/org${String(zoho.data.org.zgid)}/tab/${module}/${record.id}`;
}
