import { describe, expect, it } from 'vitest';
import { AMELIA, answeredCall } from '../support/answered-call.ts';
import { loggedCall, loggedCalls } from '../support/product-pages.ts';
import { useProduct } from '../support/use-product.ts';

describe('the document that holds the line is gone in a call', () => {
  const product = useProduct();

  it('the phone registers again within ten seconds, says what happened, and logs the call once', async () => {
    const { sandbox, browser } = product;
    const { desk } = await answeredCall(sandbox, browser);

    const registered = sandbox.pbx.waitFor('registered', ({ user }) => user === '1001', 10_000);
    const worker = await browser.serviceWorker();
    await worker.evaluate('chrome.offscreen.closeDocument()');
    await registered;

    const notices = () => worker.evaluate<object>('chrome.notifications.getAll()').then(Object.keys);
    await expect.poll(notices).toContainEqual(expect.stringContaining('call-back'));
    const call = await loggedCall(sandbox, 'Inbound');
    expect(call).toMatchObject({ Who_Id: { name: AMELIA.name } });
    expect(call.Description).toContain('The browser stopped during this call');
    expect(loggedCalls(sandbox)).toHaveLength(1);
    await desk.hangUp();
  });
});
