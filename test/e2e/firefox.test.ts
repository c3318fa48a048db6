import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BidiPage } from '../sandbox/browsers/bidi-page.ts';
import { SPECIAL_NUMBERS, type DeskCall } from '../sandbox/pbx/pbx-sandbox.ts';
import { button, clickNumber, fillField, press, shows } from '../support/bidi-product.ts';
import { expectNone, secretsOf } from '../support/canaries.ts';
import { consoleOf } from '../support/firefox-console.ts';
import { untilWindowHears } from '../support/firefox-ears.ts';
import {
  FIREFOX_MICROPHONE_HZ,
  startFirefoxProduct,
  type FirefoxProduct,
} from '../support/firefox-product.ts';
import { loggedCall, loggedCalls, recordPage } from '../support/product-pages.ts';

const AMELIA = {
  name: 'Amelia Hart',
  e164: '+15035550141',
  stored: '(503) 555-0141',
  company: 'Bluefin Aquaculture',
};
const STRANGER = '+12125550148';
/** Another number of the public network that answers. */
const ELSEWHERE = '+12125550177';
/** Said once in a page of the add-on, so that the search is known to see its console. */
const CONSOLE_MARK = 'a line for the search';
const CUSTOMER_HZ = 440;
const COLLEAGUE_HZ = 700;

describe('the production build in Firefox, where the sound of calls lives in the call window', () => {
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

  async function dial(number: string): Promise<void> {
    const popup = await product.firefox.openExtensionPage('popup.html');
    await fillField(popup, 'Number', number);
    await press(popup, 'Call');
    await popup.waitFor(shows('Call with') + ` || document.querySelector('.strip')`);
    await popup.close();
  }

  it('microphone blocked: it rings on and says so; asked and allowed: the call goes on', async () => {
    await product.setMicrophone('denied');
    const desk = await product.sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    const window = await product.callWindow();
    await window.waitFor(shows(AMELIA.name));
    await press(window, 'Answer');
    await window.waitFor(shows('Your microphone is blocked'));
    expect(desk.state).toBe('ringing');
    await product.setMicrophone('ask');
    await product.focusCallWindow();
    await window.waitFor('document.hasFocus()');
    await press(window, 'Answer');
    await product.firefox.allow();
    await desk.answered();
    await bothHear(desk);
    await press(window, 'Hang up');
    await desk.ended();
    expect(await loggedCall(product.sandbox, 'Inbound')).toMatchObject({ Who_Id: { name: AMELIA.name } });
  });

  it('a click on a number of a CRM page calls it, and Firefox, allowed once, does not ask again', async () => {
    const page = await product.firefox.page(recordPage(product.sandbox, 'Contacts', { Last_Name: 'Hart' }));
    const ringing = product.sandbox.pbx.customer.incoming();
    await clickNumber(page, AMELIA.stored);
    const window = await product.callWindow();
    const desk = await ringing;
    await desk.answered();
    await desk.untilHears(FIREFOX_MICROPHONE_HZ);
    await press(window, 'Hang up');
    await desk.ended();
    expect(await loggedCall(product.sandbox, 'Outbound')).toMatchObject({ Who_Id: { name: AMELIA.name } });
  });

  it('talk: sound both ways, mute, hold by each side, tones, the far end hangs up, one log', async () => {
    const before = loggedCalls(product.sandbox).length;
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
    await product.sandbox.zoho.waitFor(() => loggedCalls(product.sandbox).length > before);
    expect(loggedCalls(product.sandbox)).toHaveLength(before + 1);
  });

  it('from the popup, no call window being open: sound both ways; hung up here', async () => {
    const ringing = product.sandbox.pbx.customer.incoming();
    await dial(ELSEWHERE);
    const desk = await ringing;
    await desk.answered();
    await bothHear(desk);
    const window = await product.callWindow();
    await press(window, 'Hang up');
    await desk.ended();
    await loggedCall(product.sandbox, 'Outbound', ({ Subject }) => String(Subject).includes(ELSEWHERE));
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

  it('closing the call window in a call: it asks first, then comes back by itself with sound both ways', async () => {
    const { bidi } = product.firefox;
    const { desk, window } = await answered();
    await bothHear(desk);
    const before = loggedCalls(product.sandbox).length;
    const { context } = window;
    const closing = bidi.send('browsingContext.close', { context, promptUnload: true });
    await expect
      .poll(() => bidi.send('browsingContext.handleUserPrompt', { context, accept: false }))
      .toEqual({});
    await closing;
    expect(desk.state).toBe('answered');

    await product.closeCallWindow();
    const next = await product.callWindow();
    expect(next.context).not.toBe(context);
    await next.waitFor(shows('so it opened again'));
    await bothHear(desk);
    await next.waitFor(shows('On the phone'));
    await press(next, 'Hang up');
    await desk.ended();
    await product.sandbox.zoho.waitFor(() => loggedCalls(product.sandbox).length > before);
    expect(loggedCalls(product.sandbox)).toHaveLength(before + 1);
  });

  it('closing the call window before anybody answers gives the call up, and says so once in the CRM', async () => {
    const cancelled = product.sandbox.pbx.waitFor('cancelled');
    const before = loggedCalls(product.sandbox).length;
    await dial(SPECIAL_NUMBERS.noAnswer);
    const window = await product.callWindow();
    await window.waitFor(shows('Ringing…'));
    await product.closeCallWindow();
    await cancelled;
    await product.sandbox.zoho.waitFor(() => loggedCalls(product.sandbox).length > before);
    expect(loggedCalls(product.sandbox).slice(before)).toMatchObject([{ Call_Type: 'Outbound' }]);
  });

  it('an unknown caller becomes a lead during the call', async () => {
    const { desk, window } = await answered(STRANGER);
    await press(window, 'Create lead');
    await fillField(window, 'Last name', 'Beck');
    await fillField(window, 'Company', 'Beck Instruments');
    await press(window, 'Create lead');
    const lead = await product.sandbox.zoho.waitForRecord('Leads', ({ Last_Name }) => Last_Name === 'Beck');
    expect(lead).toMatchObject({ Phone: STRANGER, Company: 'Beck Instruments' });
    expect(desk.state).toBe('answered');
    await desk.hangUp();
  });

  it('secrets and contact data are in no page of somebody else, console, export, SIP message or storage.local', async () => {
    const { firefox, sandbox } = product;
    const page = await firefox.page(recordPage(sandbox, 'Contacts', { Last_Name: 'Voss' }));
    const { desk, window } = await answered();
    await window.waitFor(shows(AMELIA.name));
    const shown = await page.content();
    await press(window, 'Hang up');
    await desk.ended();

    const options = await firefox.openExtensionPage('options.html#transfer');
    await options.waitFor(button('Export settings'));
    await options.evaluate(`(console.log('${CONSOLE_MARK}'), 0)`);
    await options.evaluate(
      `(URL.createObjectURL = (file) => (file.text().then((text) => (globalThis.exported = text)), '#'), 0)`,
    );
    await press(options, 'Export settings');
    await options.waitFor('globalThis.exported');
    const told = {
      shown,
      exported: await options.evaluate<string>('globalThis.exported'),
      stored: await options.evaluate<string>('browser.storage.local.get(null).then(JSON.stringify)'),
      console: await consoleOf(firefox),
      sip: sandbox.pbx.messages().join('\n'),
    };
    await options.close();
    for (const where of ['exported', 'stored', 'sip'] as const)
      expect(told[where]).toContain(sandbox.settings.sip.domain);
    expect(told.console).toContain(CONSOLE_MARK);
    for (const [where, text] of Object.entries(told)) {
      expectNone(text, secretsOf(sandbox), where);
      expectNone(text, [AMELIA.name, AMELIA.company], where);
    }
  });

  it('killed in a call: the call stands once in the CRM as interrupted, and the phone is back', async () => {
    const { sandbox } = product;
    const { desk } = await answered();
    await bothHear(desk);
    const before = loggedCalls(sandbox).length;
    await product.restart();
    await desk.hangUp();
    await sandbox.zoho.waitFor(() => loggedCalls(sandbox).length > before);
    const missed = await sandbox.pbx.customer.call('1001', { from: AMELIA.e164 });
    await (await product.callWindow()).waitFor(button('Answer'));
    await missed.hangUp();
    await sandbox.zoho.waitFor(() => loggedCalls(sandbox).length > before + 1);
    const [interrupted, given, ...more] = loggedCalls(sandbox).slice(before);
    expect(String(interrupted!.Description)).toContain('The browser stopped during this call');
    expect(given).toMatchObject({ Call_Type: 'Missed', Who_Id: { name: AMELIA.name } });
    expect(more).toEqual([]);
  });
});
