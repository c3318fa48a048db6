import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { type PhoneBrowser, type PhoneTab, startPhoneBrowser, tabAccount } from '../support/phone-browser';

/** After a transfer the two others must hear each other, and we are out of it. */
const CUSTOMER_HZ = 440;
const COLLEAGUE_HZ = 700;
let pbx: KamailioSandbox;
let browser: PhoneBrowser;
let tabs: PhoneTab[] = [];

beforeAll(async () => {
  [pbx, browser] = await Promise.all([startKamailio({ toneHz: CUSTOMER_HZ }), startPhoneBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await pbx.stop();
});
afterEach(async () => {
  await Promise.all(tabs.map((tab) => tab.close()));
  tabs = [];
});

/** A browser phone of the sandbox's user, registered. */
async function open(user: number, voiceHz?: number): Promise<PhoneTab> {
  const tab = await browser.open(tabAccount(pbx, { user }), voiceHz);
  tabs.push(tab);
  return tab;
}

/** The customer calls extension 1001, which answers. */
async function customerTalksTo(agent: PhoneTab): Promise<string> {
  const desk = await pbx.customer.call('1001');
  const id = await agent.answer();
  await desk.answered();
  await agent.untilHears([CUSTOMER_HZ]);
  return id;
}

describe('a transfer', () => {
  it('without a word sends the customer on: customer and colleague hear each other', async () => {
    const agent = await open(0);
    const colleague = await pbx.addPhone({ toneHz: COLLEAGUE_HZ, extension: '1004' });
    await pbx.registered('1004');
    const id = await customerTalksTo(agent);
    const [moved, reached] = [colleague.incoming(), pbx.customer.calls().length];
    await agent.ask('transfer', id, '1004');
    const atColleague = await moved;
    expect(await agent.ended(id)).toMatchObject({ cause: 'transferred' });
    await atColleague.untilHears(CUSTOMER_HZ);
    const [again] = pbx.customer.calls().slice(reached);
    await again!.untilHears(COLLEAGUE_HZ);
    await atColleague.hangUp();
    await colleague.stop();
  });

  it('after a word joins the two: customer and colleague hear each other, and nobody hears us', async () => {
    const [agent, colleague] = [await open(0), await open(1, COLLEAGUE_HZ)];
    const asked = await customerTalksTo(agent);
    const consulted = await agent.dial('1002');
    const word = await colleague.answer();
    await agent.untilHears([COLLEAGUE_HZ]);
    const reached = pbx.customer.calls().length;
    await agent.ask('transferTo', asked, consulted);
    const joined = await colleague.answer();
    expect(await agent.ended(asked)).toMatchObject({ cause: 'transferred' });
    expect(await agent.ended(consulted)).toMatchObject({ cause: 'transferred' });
    // Only a phone that recognised its own call in Replaces puts the new one in its place.
    expect(await colleague.ended(word)).toMatchObject({ cause: 'transferred' });
    const [again] = pbx.customer.calls().slice(reached);
    await again!.untilHears(COLLEAGUE_HZ);
    await colleague.untilHears([CUSTOMER_HZ]);
    await agent.untilHears([]);
    await colleague.ask('hangUp', joined);
    await again!.ended();
  });
});
