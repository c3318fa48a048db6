import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { fireAtCall } from '../support/call-under-fire';
import { type PhoneBrowser, startPhoneBrowser, tabAccount } from '../support/phone-browser';

/** 10,000 in all, at a phone in a real browser that talks. */
const MESSAGES = 2_500;
const SEEDS = [4475, 3261, 5118, 4028];
const CUSTOMER_HZ = 440;

describe('a call in a browser', () => {
  let pbx: KamailioSandbox;
  let browser: PhoneBrowser;

  beforeAll(async () => {
    [pbx, browser] = await Promise.all([startKamailio({ toneHz: CUSTOMER_HZ }), startPhoneBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await pbx?.stop();
  });

  it.each(SEEDS)(
    `under ${MESSAGES} hostile messages (seed %i) is heard all the time; nothing stays`,
    async (seed) => {
      const tab = await browser.open(tabAccount(pbx));
      const { id, desk, held, before, fired, stretches, gaps } = await fireAtCall({
        pbx,
        tab,
        customerHz: CUSTOMER_HZ,
        messages: MESSAGES,
        seed,
      });
      await expect
        .poll(held, { timeout: 80_000, interval: 1000 })
        .toEqual({ ...before, early: 0, transactions: 0 });
      console.log(`seed ${seed}: ${fired} messages, ${stretches} stretches of sound, ${gaps} not clear`);
      await tab.ask('hangUp', id);
      await desk.ended();
      await tab.close();
    },
  );
});
