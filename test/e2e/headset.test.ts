import { describe, expect, it } from 'vitest';
import type { CdpSession } from '../sandbox/browsers/cdp.ts';
import { readHidDescriptor } from '../support/hid-descriptor.ts';
import { callWindow, grantMicrophone, loggedCall, openPopup } from '../support/product-pages.ts';
import { useProduct } from '../support/use-product.ts';
import { JABRA_LAYOUT } from '../unit/phone/headset/descriptors.ts';

const AMELIA = '+15035550141';
const STRANGER = '+12125550148';
const HANG_UP = { name: 'Hang up', exact: true };

/** Report 2 of the headset: hook in bit 0, mute key in bit 2. */
const HOOK = 0b001;
const MUTE = 0b100;

/** A headset on a machine that has none: the browser's WebHID is replaced, the product is not. */
const headsetScript = `{
  const keys = new Set();
  const headset = {
    opened: false, productName: 'Jabra Evolve2 40', vendorId: 0x0b0e, productId: 1,
    collections: ${JSON.stringify(readHidDescriptor(JABRA_LAYOUT))},
    async open() { this.opened = true; },
    async close() { this.opened = false; },
    async sendReport(reportId, data) { shown.push([...data][0]); },
    addEventListener: (_, listener) => keys.add(listener),
    removeEventListener: (_, listener) => keys.delete(listener),
  };
  const shown = [];
  const hid = { getDevices: async () => [headset], addEventListener() {} };
  Object.defineProperty(navigator, 'hid', { value: hid });
  globalThis.testHeadset = {
    shown,
    press: (bits) => keys.forEach((tell) =>
      tell({ reportId: 2, data: new DataView(Uint8Array.of(bits, 0).buffer) })),
  };
}`;

describe('microphone and headset, in Chromium', () => {
  const product = useProduct({ microphone: 'ask' });

  /** The page that asks, brought to the front by the product; allows the microphone there. */
  async function allowMicrophone(): Promise<void> {
    const { browser } = product;
    const page = browser.context.pages().find((each) => each.url().includes('/welcome.html'))!;
    await page.waitForURL(/#microphone$/);
    await page.getByRole('heading', { name: 'Your microphone' }).waitFor();
    await grantMicrophone(browser);
    await page.getByRole('button', { name: 'Allow microphone' }).click();
    await page.getByText('The microphone is ready').waitFor();
  }

  it('a number dialled before the microphone is allowed is called as soon as it is', async () => {
    const { sandbox, browser } = product;
    const popup = await openPopup(browser);
    await popup
      .getByLabel(/number/i)
      .first()
      .fill(STRANGER);
    await popup.keyboard.press('Enter');
    const window = await callWindow(browser);
    await window.getByText('Waiting for your microphone').waitFor();
    const ringing = sandbox.pbx.customer.incoming();
    const [desk] = await Promise.all([ringing, allowMicrophone()]);
    await desk.answered();
    await window.getByRole('button', HANG_UP).click();
    await desk.ended();
    expect(await loggedCall(sandbox, 'Outbound')).toMatchObject({ Call_Type: 'Outbound' });
    await popup.close();
    await window.close();
  });

  it('the buttons of a headset answer, mute and hang up, and its lamps follow the screen', async () => {
    const { sandbox, browser } = product;
    const engine = await browser.offscreen();
    await sandbox.pbx.dropRegistration('1001');
    await plugIn(engine);
    await sandbox.pbx.registered('1001');
    const lamps = () => engine.evaluate<number[]>('testHeadset.shown');
    const press = (bits: number) => engine.evaluate(`testHeadset.press(${bits})`);

    const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA });
    const window = await callWindow(browser);
    await window.getByRole('button', { name: 'Answer' }).waitFor();
    await expect.poll(lamps).toEqual([0b10_0100]);
    await press(HOOK);
    await desk.answered();
    const mute = window.getByRole('button', { name: 'Mute', exact: true });
    await mute.waitFor();
    await press(HOOK | MUTE);
    await press(HOOK);
    const unmute = window.getByRole('button', { name: 'Unmute' });
    await unmute.waitFor();
    await unmute.click();
    await mute.waitFor();
    await press(0);
    await desk.ended();
    // Ringing, off-hook, muted by the key, unmuted on the screen, on-hook.
    await expect.poll(lamps).toEqual([0b10_0100, 0b1, 0b11, 0b1, 0]);
    engine.close();
  });

  it('the report for a helper says what happened, and holds no password', async () => {
    const { sandbox, browser } = product;
    const page = await browser.page('options.html#help');
    await page
      .getByText(/Ready for calls/)
      .first()
      .waitFor();
    await page.getByLabel('Record the messages with the phone system').check();
    await page.getByText(/messages so far/).waitFor();
    const desk = await sandbox.pbx.customer.call('1001', { from: AMELIA });
    await desk.hangUp();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save report' }).click();
    const stream = await (await saved).createReadStream();
    let text = '';
    for await (const part of stream) text += String(part);
    expect(text).toContain('INVITE sip:');
    expect(text).not.toContain(AMELIA);
    expect(text).not.toContain(sandbox.settings.sip.password);
    expect(text).not.toMatch(/ice-pwd:(?!\(left out\))|response=|Amelia/);
    await page.close();
  });
});

/** Starts the engine's document anew with a headset beside it, as after a restart of the browser. */
async function plugIn(engine: CdpSession): Promise<void> {
  await engine.send('Page.enable');
  await engine.send('Page.addScriptToEvaluateOnNewDocument', { source: headsetScript });
  const loaded = new Promise<void>((resolve) => engine.on('Page.loadEventFired', () => resolve()));
  await engine.send('Page.reload');
  await loaded;
}
