import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SPECIAL_NUMBERS } from '../sandbox/pbx/pbx-sandbox.ts';
import { ANNOUNCEMENT_HZ, startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import {
  OUR_HZ,
  type PhoneBrowser,
  type PhoneTab,
  startPhoneBrowser,
  tabAccount,
} from '../support/phone-browser';

/** What is heard before anybody answers, and after. */
let pbx: KamailioSandbox;
let browser: PhoneBrowser;
let tab: PhoneTab;

beforeAll(async () => {
  [pbx, browser] = await Promise.all([startKamailio({ toneHz: 440 }), startPhoneBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await pbx.stop();
});
afterEach(() => tab.close());

const announced = () =>
  tab.until((calls) => calls.some(({ phase, earlyMedia }) => phase === 'ringing' && earlyMedia));

describe('before the answer', () => {
  it('the announcement of the PBX is heard, and after it the one who answers', async () => {
    tab = await browser.open(tabAccount(pbx));
    const rings = pbx.customer.incoming();
    const id = await tab.dial(SPECIAL_NUMBERS.earlyMedia);
    await announced();
    await tab.untilHears([ANNOUNCEMENT_HZ]);
    const desk = await rings;
    expect(desk.state).toBe('ringing');
    await desk.answer();
    await tab.active();
    await tab.untilHears([440]);
    await desk.untilHears(OUR_HZ);
    await tab.ask('hangUp', id);
    await desk.ended();
  });
});
