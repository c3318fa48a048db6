import type { Page } from 'playwright-core';
import type { PhoneSetup } from '@/utils/phone/phone-setup';
import { DEFAULTS } from '@/utils/settings/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { createCertificate } from '../sandbox/certificate.ts';
import { SPECIAL_NUMBERS, type DeskCall, type PbxSandbox } from '../sandbox/pbx/pbx-sandbox.ts';
import { startEmbeddedPbx, type EmbeddedSandbox } from '../sandbox/pbx/start-embedded.ts';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { microphoneFile } from '../support/microphone-file.ts';
import { bundleForPage } from '../support/page-bundle';
import type { PagePhone, startPagePhone } from '../support/phone-page';

/** The core calls of the product's phone, in a real browser, at both phone systems of the sandbox. */
const OUR_HZ = 880;
const THEIR_HZ = 440;
const CUSTOMER = '+12025550199';

declare const page: { phone: PagePhone };
declare const phonePage: { startPagePhone: typeof startPagePhone };

const certificate = createCertificate(['pbx.switchhook.test', 'pages.switchhook.test']);
let embedded: EmbeddedSandbox;
let kamailio: KamailioSandbox;
let browser: ChromiumSandbox;
let script: string;

beforeAll(async () => {
  script = await bundleForPage('test/support/phone-page.ts', 'phonePage');
  embedded = await startEmbeddedPbx({ host: 'pages.switchhook.test', certificate, toneHz: THEIR_HZ });
  kamailio = await startKamailio({ certificate, toneHz: THEIR_HZ });
  browser = await launchChromium({
    extension: new URL('../fixtures/probe-extension', import.meta.url).pathname,
    hostMap: [embedded, kamailio],
    trusted: [certificate.spkiHash],
    microphoneAlsoFor: [new URL(embedded.customerUrl).origin],
    audioFile: microphoneFile(OUR_HZ),
    extraArgs: ['--autoplay-policy=no-user-gesture-required'],
  });
  const customer = await browser.page(embedded.customerUrl);
  await customer.mouse.click(5, 5);
  // The page loads SIP.js file by file, which takes its time on a busy machine.
  await embedded.registered('trunk', 45_000);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([kamailio?.stop(), embedded?.stop()]);
});

describe.each([
  ['Kamailio', () => kamailio],
  ['the embedded phone system', () => embedded],
])('core calls at %s', (_, system) => {
  let pbx: PbxSandbox;
  let tab: Page;

  beforeAll(async () => {
    pbx = system();
    tab = await browser.page(`${new URL(embedded.customerUrl).origin}/blank`);
    await tab.addScriptTag({ content: script });
    const { username, password } = pbx.users[0]!;
    await tab.evaluate(
      (setup) => {
        const phone = phonePage.startPagePhone(setup, '7e57c0de-0000-4000-8000-00000000ca11');
        (globalThis as unknown as { page: { phone: PagePhone } }).page = { phone };
      },
      setupOf(pbx, username, password),
    );
    await tab.waitForFunction(() => page.phone.phone.snapshot.status.line === 'registered');
  });
  afterEach(async () => {
    for (const desk of pbx.customer.calls()) if (desk.state !== 'ended') await desk.hangUp();
    await tab.waitForFunction(() => page.phone.phone.snapshot.calls.every(({ phase }) => phase === 'ended'));
  });
  afterAll(async () => {
    await tab?.evaluate(() => page.phone.phone.stop());
    await tab?.close();
  });

  async function weHear(hz: number | null): Promise<void> {
    const near = ({ toneHz }: { toneHz: number | null }) =>
      toneHz !== null && Math.abs(toneHz - THEIR_HZ) < 15 ? THEIR_HZ : toneHz;
    await expect
      .poll(async () => near(await tab.evaluate(() => page.phone.hears())), { timeout: 12_000 })
      .toBe(hz);
  }

  async function bothHear(desk: DeskCall): Promise<void> {
    await desk.untilHears(OUR_HZ);
    await weHear(THEIR_HZ);
  }

  const newest = () => tab.evaluate(() => page.phone.phone.snapshot.calls.at(-1)!);
  const dial = (number: string) => tab.evaluate((to) => page.phone.phone.dial({ number: to }), number);
  const rings = () => tab.waitForFunction(() => page.phone.phone.snapshot.calls.at(-1)?.phase === 'incoming');
  const ended = async () => {
    await tab.waitForFunction(() => page.phone.phone.snapshot.calls.at(-1)?.phase === 'ended');
    return (await newest()).end;
  };

  it('dialled: sound both ways, mute, hold by each side, tones, hung up here', async () => {
    const arrives = pbx.customer.incoming();
    const id = await dial(CUSTOMER);
    const desk = await arrives;
    await desk.answered();
    await bothHear(desk);
    const mute = (muted: boolean) =>
      tab.evaluate(([call, on]) => page.phone.phone.setMuted(call, on), [id, muted] as const);
    const hold = (held: boolean) =>
      tab.evaluate(([call, on]) => page.phone.phone.setHeld(call, on), [id, held] as const);
    await mute(true);
    await desk.untilHears(null);
    await mute(false);
    await desk.untilHears(OUR_HZ);
    await hold(true);
    await desk.untilHears(null);
    await weHear(null);
    await hold(false);
    await bothHear(desk);
    await desk.hold();
    await expect.poll(async () => (await newest()).heldByRemote).toBe(true);
    await desk.resume();
    await bothHear(desk);
    await tab.evaluate((call) => page.phone.phone.sendDtmf(call, '15#'), id);
    await expect.poll(() => desk.digits(), { timeout: 10_000 }).toBe('15#');
    await tab.evaluate((call) => page.phone.phone.hangUp(call), id);
    await desk.ended();
  });

  it('answered: name and id of the PBX, sound both ways, the far end hangs up', async () => {
    const desk = await pbx.customer.call('1001', {
      from: '+12125550148',
      displayName: 'Grace Hopper',
      headers: { 'X-Call-UUID': 'uuid-7' },
    });
    await rings();
    const call = await newest();
    expect(call).toMatchObject({
      pbxId: 'uuid-7',
      remote: { e164: '+12125550148', name: 'Grace Hopper' },
    });
    await tab.evaluate((id) => page.phone.phone.answer(id), call.id);
    await desk.answered();
    await bothHear(desk);
    await desk.hangUp();
    expect(await ended()).toMatchObject({ cause: 'hung-up', by: 'them' });
  });

  it('declined here, given up there, busy there', async () => {
    const declined = await pbx.customer.call('1001');
    await rings();
    await tab.evaluate((id) => page.phone.phone.decline(id), (await newest()).id);
    await declined.ended();

    const given = await pbx.customer.call('1001');
    await rings();
    await given.hangUp();
    expect(await ended()).toMatchObject({ cause: 'cancelled', by: 'them' });

    await dial(SPECIAL_NUMBERS.busy);
    expect(await ended()).toMatchObject({ cause: 'busy', by: 'them' });
  });
});

function setupOf({ url, domain }: PbxSandbox, username: string, password: string): PhoneSetup {
  const { sip, audio, calls } = DEFAULTS;
  const clean = { noiseSuppression: false, echoCancellation: false, autoGainControl: false };
  return {
    // The embedded system's customer reads tones from INFO alone.
    sip: { ...sip, servers: [url], domain, username, dtmf: 'info' },
    password,
    audio: { ...audio, ringtone: 'silent', ...clean },
    calls,
    country: 'US',
  };
}
