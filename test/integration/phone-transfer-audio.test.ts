import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startPhoneBrowser, type PhoneBrowser, type PhoneTab } from '../support/phone-browser';

/** After a transfer the two others must hear each other, and we are out of it. */
const SECOND_HZ = 700;
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

async function ready(): Promise<void> {
  const { username, password } = pbx.users[0]!;
  tab = await browser.open({
    server: `wss://127.0.0.1:${pbx.port}/ws`,
    domain: pbx.domain,
    username,
    password,
  });
}

const ended = async (id: string) => {
  await expect
    .poll(async () => (await tab.snapshot()).calls.find((call) => call.id === id)?.phase ?? 'ended', {
      timeout: 15_000,
    })
    .toBe('ended');
  return (await tab.snapshot()).calls.find((call) => call.id === id)?.end?.cause;
};

describe('a transfer', () => {
  it('without a word sends the customer on: customer and colleague hear each other', async () => {
    await ready();
    const colleague = await pbx.addPhone({ toneHz: SECOND_HZ, extension: '1004' });
    await pbx.registered('1004');
    const desk = await pbx.customer.call('1001');
    const id = await tab.answer();
    await desk.answered();
    await tab.untilHears([440]);
    const [moved, reached] = [colleague.incoming(), pbx.customer.calls().length];
    await tab.ask('transfer', id, '1004');
    const atColleague = await moved;
    expect(await ended(id)).toBe('transferred');
    await atColleague.untilHears(440);
    const [again] = pbx.customer.calls().slice(reached);
    await again!.untilHears(SECOND_HZ);
    await atColleague.hangUp();
    await colleague.stop();
  });
});
