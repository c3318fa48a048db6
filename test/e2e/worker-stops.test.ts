import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeskCall } from '../sandbox/pbx/pbx-sandbox.ts';
import { MICROPHONE_HZ } from '../support/product.ts';
import { callWindow, loggedCall, loggedCalls, openPopup } from '../support/product-pages.ts';
import { useProduct } from '../support/use-product.ts';

const AMELIA = { name: 'Amelia Hart', e164: '+15035550141' };
const STRANGER = '+12125550148';
const HANG_UP = { name: 'Hang up', exact: true };

describe('the service worker is stopped twenty times during a call', () => {
  const product = useProduct();
  let popup: Page;
  let stops = 0;

  /** Starts the worker by asking it for something, as pages do, and stops it at once. */
  async function stopWorker(times = 1): Promise<void> {
    for (let round = 0; round < times; round += 1) {
      await popup.evaluate(
        `chrome.runtime.sendMessage({ to: 'shell', id: crypto.randomUUID(), method: 'ensureEngine', args: [] })`,
      );
      if (await product.browser.stopServiceWorker()) stops += 1;
    }
  }

  beforeAll(async () => {
    popup = await openPopup(product.browser);
  });

  it('call, window, sound and logs are unharmed, and each call is logged once', async () => {
    const { sandbox, browser } = product;
    // While it rings: from before the window opens until the name stands in it.
    const window = callWindow(browser);
    let desk: DeskCall | undefined;
    const ringing = sandbox.pbx.customer.call('1001', { from: AMELIA.e164 }).then((call) => (desk = call));
    await Promise.all([ringing, stopWorker(3)]);
    const page = await window;
    await page.getByText(AMELIA.name).first().waitFor();
    await stopWorker(2);

    // While it is answered, and while they talk.
    await page.getByRole('button', { name: 'Answer' }).click();
    await stopWorker();
    await desk!.answered();
    await stopWorker(3);
    await desk!.untilHears(MICROPHONE_HZ);

    // A second call: its caller becomes a lead.
    const second = await sandbox.pbx.customer.call('1001', { from: STRANGER });
    await page.getByRole('button', { name: 'Hold and answer' }).click();
    await second.answered();
    await stopWorker(2);
    await page.getByRole('button', { name: /create lead/i }).click();
    await page.getByLabel(/last name/i).fill('Beck');
    await page.getByLabel(/company/i).fill('Beck Instruments');
    await page.getByRole('button', { name: /create lead|save/i }).click();
    await stopWorker();
    const lead = await sandbox.zoho.waitForRecord('Leads', (record) => record.Last_Name === 'Beck');
    await stopWorker();
    await second.hangUp();
    await stopWorker();

    // Back to the first, which still carries sound, and to its end.
    await page
      .getByRole('button', { name: /resume|swap/i })
      .first()
      .click();
    await desk!.untilHears(MICROPHONE_HZ);
    await stopWorker(Math.max(1, 20 - stops - 2));
    await page.getByRole('button', HANG_UP).click();
    await stopWorker();
    await desk!.ended();
    await stopWorker();

    expect(stops).toBeGreaterThanOrEqual(20);
    await loggedCall(sandbox, 'Inbound', ({ Who_Id }) => (Who_Id as { name?: string })?.name === AMELIA.name);
    const onLead = await loggedCall(sandbox, 'Inbound', (record) => record.$se_module === 'Leads');
    expect(onLead).toMatchObject({ What_Id: { id: lead.id } });
    expect(loggedCalls(sandbox)).toHaveLength(2);
  });
});
