import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { AMELIA, answeredCall } from '../support/answered-call.ts';
import { damageStorage, isStorageAnew } from '../support/damaged-storage.ts';
import { killBrowser } from '../support/killed-browser.ts';
import { launchProduct, startBrowser } from '../support/product.ts';
import { loggedCall, loggedCalls, openPopup } from '../support/product-pages.ts';
import { connectTo } from '../support/zoho-connector.ts';

describe('the browser is killed', () => {
  const profile = mkdtempSync(join(tmpdir(), 'switchhook-killed-'));
  let sandbox: Sandbox;
  let browser: ChromiumSandbox;

  const resets = () => sandbox.zoho.faults.counts.get('reset') ?? 0;

  const restart = async (whileItIsOff = () => {}) => {
    await killBrowser(browser);
    whileItIsOff();
    browser = await launchProduct(sandbox, { profile });
  };

  /** Signed in to Zoho again: what waited has been taken up. */
  const signedIn = (since: number) =>
    sandbox.zoho.waitFor(() =>
      sandbox.zoho.requests.slice(since).some(({ path }) => path.endsWith('/users')),
    );

  /** What the extension tells the user outside its own pages. */
  const notices = async () => {
    const worker = await browser.serviceWorker();
    return Object.keys(await worker.evaluate<object>('chrome.notifications.getAll()'));
  };

  /** The minute's alarm, now: what it starts is the product's own. */
  const ringAlarm = async () => {
    const worker = await browser.serviceWorker();
    await worker.evaluate(`chrome.alarms.create('tick', { when: Date.now(), periodInMinutes: 1 })`);
  };

  async function inHistory() {
    const popup = await openPopup(browser);
    await popup.getByRole('tab', { name: 'Recent' }).click();
    await popup.getByText(AMELIA.name).waitFor();
    expect(await popup.getByText(AMELIA.name).count()).toBe(1);
    await popup.close();
  }

  beforeAll(async () => {
    sandbox = await startSandbox();
    // With its unique field Zoho refuses doubles itself: nothing waits a minute for a second look.
    await connectTo(sandbox.zoho).crm.offerKeyField();
    browser = await startBrowser(sandbox, { profile });
  });

  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  it('during a call: the call stands once in the CRM as interrupted, and in the history', async () => {
    const { desk } = await answeredCall(sandbox, browser);
    await restart();
    const call = await loggedCall(sandbox, 'Inbound');
    expect(call).toMatchObject({ Who_Id: { name: AMELIA.name } });
    expect(call.Description).toContain('The browser stopped during this call');
    await expect.poll(notices).toContainEqual(expect.stringContaining('call-back'));
    await inHistory();
    await desk.hangUp();

    const before = sandbox.zoho.requests.length;
    await restart();
    await signedIn(before);
    await inHistory();
    expect(loggedCalls(sandbox)).toHaveLength(1);
  });

  it('after a call that Zoho was not there to take: the log is there once when Zoho is', async () => {
    await sandbox.pbx.registered('1001');
    const { desk, window } = await answeredCall(sandbox, browser);
    sandbox.zoho.faults.next({ match: 'www.zohoapis.com', reset: true }, 1_000);
    await window.getByRole('button', { name: 'Hang up', exact: true }).click();
    await desk.ended();
    await sandbox.zoho.waitFor(() => resets() > 0);
    await restart();
    // It asks Zoho at its start, in vain, and again by itself at the next alarm.
    const popup = await openPopup(browser);
    await popup.getByText('Your CRM cannot be reached').waitFor();
    await popup.close();
    sandbox.zoho.faults.clear();
    await ringAlarm();
    await sandbox.zoho.waitFor(() => loggedCalls(sandbox).length > 1);
    const before = sandbox.zoho.requests.length;
    await restart();
    await signedIn(before);
    expect(loggedCalls(sandbox)).toHaveLength(2);
  });

  it('and finds its storage damaged: phone, sign-in and history are there, and the log that waited arrives once', async () => {
    await sandbox.pbx.registered('1001');
    const { desk, window } = await answeredCall(sandbox, browser);
    const [before, resetsBefore] = [loggedCalls(sandbox).length, resets()];
    sandbox.zoho.faults.next({ match: 'www.zohoapis.com', reset: true }, 1_000);
    await window.getByRole('button', { name: 'Hang up', exact: true }).click();
    await desk.ended();
    await sandbox.zoho.waitFor(() => resets() > resetsBefore);
    const registered = sandbox.pbx.waitFor('registered', ({ user }) => user === '1001', 30_000);
    await restart(() => damageStorage(profile));
    await registered;
    expect(isStorageAnew(profile)).toBe(true);
    const popup = await openPopup(browser);
    await popup.getByRole('tab', { name: 'Recent' }).click();
    await expect.poll(() => popup.getByText(AMELIA.name).count()).toBe(3);
    await popup.close();
    sandbox.zoho.faults.clear();
    await ringAlarm();
    await sandbox.zoho.waitFor(() => loggedCalls(sandbox).length > before);
    const since = sandbox.zoho.requests.length;
    await restart();
    await signedIn(since);
    expect(loggedCalls(sandbox)).toHaveLength(before + 1);
  });
});
