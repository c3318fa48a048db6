import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BidiPage } from '../sandbox/browsers/bidi-page.ts';
import type { DeskCall } from '../sandbox/pbx/pbx-sandbox.ts';
import { button, fillField, press, shows } from '../support/bidi-product.ts';
import {
  FIREFOX_MICROPHONE_HZ,
  startFirefoxProduct,
  type FirefoxProduct,
} from '../support/firefox-product.ts';
import { untilWindowHears } from '../support/firefox-ears.ts';
import { loggedCall, loggedCalls } from '../support/product-pages.ts';

const AMELIA = { name: 'Amelia Hart', e164: '+15035550141' };
const STRANGER = '+12125550148';
/** Another number of the public network that answers. */
const ELSEWHERE = '+12125550177';
const CUSTOMER_HZ = 440;
const COLLEAGUE_HZ = 700;

describe('calls in Firefox, whose sound lives in the call window', () => {
  let product: FirefoxProduct;

  beforeAll(async () => {
    product = await startFirefoxProduct();
  });
  afterAll(() => product?.close());
  // What a failed test leaves must not ring into the next.
  afterEach(async () => {
    for (const desk of product.sandbox.pbx.customer.calls()) if (desk.state !== 'ended') await desk.hangUp();
    await product.closeCallWindow();
  });

  async function answered(from = AMELIA.e164): Promise<{ desk: DeskCall; window: BidiPage }> {
    const desk = await product.sandbox.pbx.customer.call('1001', { from });
    const window = await product.callWindow();
    await press(window, 'Answer');
    await desk.answered();
    return { desk, window };
  }

  async function bothHear(desk: DeskCall): Promise<void> {
    await desk.untilHears(FIREFOX_MICROPHONE_HZ);
    await untilWindowHears(product.firefox, CUSTOMER_HZ);
  }

  it('talk: sound both ways, mute, hold by each side, tones, the far end hangs up, one log', async () => {
    const { desk, window } = await answered();
    await bothHear(desk);
    await press(window, 'Mute');
    await desk.untilHears(null);
    await press(window, 'Unmute');
    await desk.untilHears(FIREFOX_MICROPHONE_HZ);
    await press(window, 'Hold');
    await desk.untilHears(null);
    await window.waitFor(shows('On hold'));
    await press(window, 'Resume');
    await bothHear(desk);
    await desk.hold();
    await window.waitFor(shows('They put you on hold'));
    await desk.resume();
    await bothHear(desk);
    await press(window, 'Keypad');
    await window.type('42#');
    await expect.poll(() => desk.digits(), { timeout: 10_000 }).toBe('42#');
    await desk.hangUp();
    await window.waitFor(shows('Call ended'));
    await loggedCall(product.sandbox, 'Inbound');
    expect(loggedCalls(product.sandbox)).toHaveLength(1);
  });

  it('from the popup, no call window being open: sound both ways; hung up here', async () => {
    const popup = await product.firefox.openExtensionPage('popup.html');
    const ringing = product.sandbox.pbx.customer.incoming();
    await fillField(popup, 'Number', ELSEWHERE);
    await press(popup, 'Call');
    const desk = await ringing;
    await desk.answered();
    await bothHear(desk);
    const window = await product.callWindow();
    await press(window, 'Hang up');
    await desk.ended();
    await loggedCall(product.sandbox, 'Outbound');
    await popup.close();
  });

  it('declined: the caller is told', async () => {
    const desk = await product.sandbox.pbx.customer.call('1001', { from: STRANGER });
    const window = await product.callWindow();
    await press(window, 'Decline');
    expect(await desk.ended()).toMatch(/603|486|declin|busy/i);
  });

  it('a second caller waits, is answered, and the first comes back', async () => {
    const { desk, window } = await answered();
    await bothHear(desk);
    const second = await product.sandbox.pbx.customer.call('1001', { from: STRANGER });
    await press(window, 'Hold and answer');
    await second.answered();
    await second.untilHears(FIREFOX_MICROPHONE_HZ);
    await desk.untilHears(null);
    await second.hangUp();
    await press(window, 'Resume');
    await bothHear(desk);
    await press(window, 'Hang up');
    await desk.ended();
  });

  it('sent on to a colleague, who talks with the customer', async () => {
    const colleague = await product.sandbox.pbx.addPhone({ toneHz: COLLEAGUE_HZ, extension: '1002' });
    await product.sandbox.pbx.registered('1002');
    const { desk, window } = await answered();
    await bothHear(desk);
    const moved = colleague.incoming();
    await press(window, 'Transfer');
    await fillField(window, 'Transfer to', '1002');
    await press(window, 'Transfer now');
    const atColleague = await moved;
    await atColleague.untilHears(CUSTOMER_HZ);
    await window.waitFor(shows('Transferred'));
    await atColleague.hangUp();
  });

  it('closing the call window while it rings: it rings on, and a window opened again answers', async () => {
    const desk = await product.sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const first = await product.callWindow();
    await first.waitFor(button('Answer'));
    await product.closeCallWindow();
    expect(desk.state).toBe('ringing');
    const popup = await product.firefox.openExtensionPage('popup.html');
    await press(popup, 'Answer');
    await desk.answered();
    await bothHear(desk);
    await desk.hangUp();
    await popup.close();
  });

  it('closing the call window in a call: it comes back by itself, with sound both ways', async () => {
    const { desk, window } = await answered();
    await bothHear(desk);
    const before = loggedCalls(product.sandbox).length;
    await product.closeCallWindow();
    const next = await product.callWindow();
    expect(next.context).not.toBe(window.context);
    await bothHear(desk);
    await next.waitFor(shows('On the phone'));
    await press(next, 'Hang up');
    await desk.ended();
    await product.sandbox.zoho.waitFor(() => loggedCalls(product.sandbox).length > before);
    expect(loggedCalls(product.sandbox)).toHaveLength(before + 1);
  });
});
