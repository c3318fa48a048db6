import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeskCall } from '../sandbox/pbx/pbx-sandbox.ts';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startBadNetwork, type BadNetwork } from '../support/bad-network';
import { fireAtCall } from '../support/call-under-fire';
import {
  OUR_HZ,
  type PhoneBrowser,
  type PhoneTab,
  startPhoneBrowser,
  tabAccount,
} from '../support/phone-browser';
import type { PagePhone } from '../support/phone-page';

/** Sound, in a real browser, through a real media proxy, to a real telephone and back. */
const THEIR_HZ = 440;
const COLLEAGUE_HZ = 700;
const CUSTOMER = '+12025550199';

declare const page: { phone: PagePhone };

let pbx: KamailioSandbox;
let browser: PhoneBrowser;
let network: BadNetwork;
let tab: PhoneTab;

beforeAll(async () => {
  [pbx, browser] = await Promise.all([startKamailio({ toneHz: THEIR_HZ }), startPhoneBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await pbx.stop();
});
afterEach(async () => {
  await tab.close();
  await network.stop();
});

/** The phone of extension 1001 in a tab of its own, registered. */
async function ready(): Promise<void> {
  network = await startBadNetwork({ host: pbx.address, port: pbx.port });
  tab = await browser.open(tabAccount(pbx, { port: network.port }));
}

async function talking(): Promise<{ id: string; desk: DeskCall }> {
  const rings = pbx.customer.incoming();
  const id = await tab.dial(CUSTOMER);
  const desk = await rings;
  await tab.active();
  await tab.untilHears([THEIR_HZ]);
  await desk.untilHears(OUR_HZ);
  return { id, desk };
}

/** Pitches by the voices of this file. */
const named = (tones: readonly number[]) =>
  tones.map((hz) => [OUR_HZ, THEIR_HZ, COLLEAGUE_HZ].find((each) => Math.abs(each - hz) <= 15) ?? hz);

describe('sound', () => {
  it('flows both ways in a call to a customer, stops both ways on hold, and comes back', async () => {
    await ready();
    const { id, desk } = await talking();
    await tab.ask('setHeld', id, true);
    await tab.untilHears([]);
    await desk.untilHears(null);
    await tab.ask('setHeld', id, false);
    await tab.untilHears([THEIR_HZ]);
    await desk.untilHears(OUR_HZ);
    await desk.hold();
    await tab.untilHears([]);
    await desk.resume();
    await tab.untilHears([THEIR_HZ]);
    await desk.untilHears(OUR_HZ);
    await tab.ask('hangUp', id);
    await desk.ended();
  });

  it('flows both ways in a call from a customer; muting silences one way', async () => {
    await ready();
    const desk = await pbx.customer.call('1001');
    const id = await tab.answer();
    await desk.answered();
    await tab.untilHears([THEIR_HZ]);
    await desk.untilHears(OUR_HZ);
    await tab.ask('setMuted', id, true);
    await desk.untilHears(null);
    await tab.ask('setMuted', id, false);
    await desk.untilHears(OUR_HZ);
    await desk.hangUp();
  });

  it('goes on by the default devices when those in use are unplugged, and says so', async () => {
    await ready();
    const { desk } = await talking();
    await tab.page.evaluate(() => page.phone.unplugMicrophone());
    await tab.until(([call]) => call?.movedToDefault === 'input');
    await desk.untilHears(OUR_HZ);
    await tab.page.evaluate(() => page.phone.useSpeaker('a-speaker-that-is-gone'));
    await tab.until(([call]) => call?.movedToDefault === 'output');
    await tab.untilHears([THEIR_HZ]);
    await desk.hangUp();
  });

  it('carries tones as RFC 4733 events', async () => {
    await ready();
    const { id, desk } = await talking();
    await tab.ask('sendDtmf', id, '159#');
    await expect.poll(() => desk.digits(), { timeout: 10_000 }).toBe('159#');
    await desk.hangUp();
  });

  it('is judged good', async () => {
    await ready();
    const { desk } = await talking();
    await tab.until(([call]) => call!.quality.verdict === 'good', 15_000);
    const [call] = (await tab.snapshot()).calls;
    expect(call!.quality).toMatchObject({ lossIn: 0, codec: 'PCMU' });
    await desk.hangUp();
  });

  it('goes on while the line is repaired, and after its ICE restart', async () => {
    await ready();
    const { id, desk } = await talking();
    network.cut();
    await tab.until(([call]) => call!.reconnecting);
    await tab.until(([call]) => !call!.reconnecting);
    await tab.untilHears([THEIR_HZ]);
    await desk.untilHears(OUR_HZ);
    await tab.ask('setHeld', id, true);
    await tab.untilHears([]);
    await tab.ask('setHeld', id, false);
    await tab.untilHears([THEIR_HZ]);
    await desk.hangUp();
  });

  it('is missed at once, and brought back by a re-INVITE, when the media proxy forgot the call', async () => {
    await ready();
    const { id, desk } = await talking();
    await tab.ask('setHeld', id, true);
    await tab.untilHears([]);
    await tab.ask('setHeld', id, false);
    await tab.untilHears([THEIR_HZ]);
    await pbx.rtpengine.restart();
    await tab.page.waitForFunction(() => page.phone.marks.silent !== undefined);
    await tab.until(([call]) => call!.quality.verdict === 'no-audio-in' || call!.reconnecting, 10_000);
    await tab.untilHears([THEIR_HZ]);
    await desk.untilHears(OUR_HZ);
    await tab.ask('hangUp', id);
    await desk.ended();
  });

  it('goes on undisturbed under hostile messages', async () => {
    await ready();
    const { id, desk } = await fireAtCall({ pbx, tab, customerHz: THEIR_HZ, messages: 650, seed: 4475 });
    await tab.ask('hangUp', id);
    await desk.ended();
  });

  it('of two parties is mixed in a conference', async () => {
    await ready();
    const other = await pbx.addPhone({ toneHz: COLLEAGUE_HZ, extension: '1002' });
    await pbx.registered('1002');
    const { id, desk } = await talking();
    const rings = other.incoming();
    const second = await tab.dial('1002');
    const colleague = await rings;
    await tab.active(2);
    await tab.untilHears([COLLEAGUE_HZ]);
    await tab.ask('conference', id, second, true);
    await tab.untilHears([THEIR_HZ, COLLEAGUE_HZ]);
    const heard = async () => [(await desk.hears()).tones, (await colleague.hears()).tones].map(named);
    await expect.poll(heard, { timeout: 12_000 }).toEqual([
      [COLLEAGUE_HZ, OUR_HZ],
      [THEIR_HZ, OUR_HZ],
    ]);
    await tab.ask('conference', id, second, false);
    await colleague.untilHears(null);
    await desk.untilHears(OUR_HZ);
    await tab.untilHears([THEIR_HZ]);
    await desk.hangUp();
    await colleague.hangUp();
    await other.stop();
  });
});
