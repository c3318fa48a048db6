import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { MICROPHONE_HZ, startBrowser } from '../support/product.ts';
import { callWindow, loggedCalls, openPopup } from '../support/product-pages.ts';

const AMELIA = { name: 'Amelia Hart', e164: '+15035550141' };

describe('two browsers on one extension', () => {
  let sandbox: Sandbox;
  let office: ChromiumSandbox;
  let home: ChromiumSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
    office = await startBrowser(sandbox);
    home = await startBrowser(sandbox);
  });
  afterAll(async () => {
    await office?.close();
    await home?.close();
    await sandbox?.stop();
  });

  async function bothRing(): Promise<{ atOffice: Page; atHome: Page }> {
    const [atOffice, atHome] = await Promise.all([callWindow(office), callWindow(home)]);
    for (const window of [atOffice, atHome]) await window.getByRole('button', { name: 'Answer' }).waitFor();
    return { atOffice, atHome };
  }

  /** Every log of this browser has been delivered. */
  async function nothingWaits(browser: ChromiumSandbox): Promise<void> {
    const popup = await openPopup(browser);
    const outbox = `chrome.runtime.sendMessage({ to: 'engine', id: crypto.randomUUID(), method: 'outbox', args: [] })`;
    await expect.poll(() => popup.evaluate(outbox), { timeout: 30_000 }).toEqual({ ok: true, value: [] });
    await popup.close();
  }

  /** What the popup's history says about the newest call. */
  async function newestInHistory(browser: ChromiumSandbox): Promise<string> {
    const popup = await openPopup(browser);
    await popup.getByRole('tab', { name: 'Recent' }).click();
    const row = popup.getByRole('listitem').filter({ hasText: AMELIA.name }).first();
    await row.waitFor();
    const text = await row.innerText();
    await popup.close();
    return text;
  }

  it('both ring; one answers, the other falls silent, and the call is logged once, as answered', async () => {
    const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const { atOffice, atHome } = await bothRing();
    await atOffice.getByText(AMELIA.name).first().waitFor();
    await atHome.getByText(AMELIA.name).first().waitFor();
    await atOffice.getByRole('button', { name: 'Answer' }).click();
    await desk.answered();
    await atHome.getByText('Answered on another phone').waitFor();
    await desk.untilHears(MICROPHONE_HZ);
    await atOffice.getByRole('button', { name: 'Hang up', exact: true }).click();
    await desk.ended();
    await sandbox.zoho.waitFor(() => loggedCalls(sandbox).length > 0);
    await nothingWaits(office);
    await nothingWaits(home);
    expect(await newestInHistory(home)).toContain('Answered on another phone');
    expect(loggedCalls(sandbox)).toMatchObject([{ Call_Type: 'Inbound', Who_Id: { name: AMELIA.name } }]);
    await atOffice.close();
    await atHome.close().catch(() => undefined);
  });

  it('a caller whom nobody answers is missed once', async () => {
    const before = loggedCalls(sandbox).length;
    const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const { atOffice, atHome } = await bothRing();
    await desk.hangUp();
    await atOffice.getByText('Missed: the caller hung up').waitFor();
    await atHome.getByText('Missed: the caller hung up').waitFor();
    await sandbox.zoho.waitFor(() => loggedCalls(sandbox).length > before);
    await nothingWaits(office);
    await nothingWaits(home);
    expect(loggedCalls(sandbox).slice(before)).toMatchObject([{ Call_Type: 'Missed' }]);
  });
});
