import { afterAll, beforeAll, expect, it } from 'vitest';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startMeddler, type Meddler } from '../support/meddler.ts';
import { OUR_HZ, type PhoneBrowser, startPhoneBrowser, tabAccount } from '../support/phone-browser';

let pbx: KamailioSandbox;
let browser: PhoneBrowser;
let meddler: Meddler;

beforeAll(async () => {
  [pbx, browser] = await Promise.all([startKamailio({ toneHz: 440 }), startPhoneBrowser()]);
  meddler = await startMeddler({ host: pbx.address, port: pbx.port });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await meddler.stop();
  await pbx.stop();
});

it('a BYE that never arrives is found by the silence: asked, the PBX does not know the call any more', async () => {
  const tab = await browser.open(tabAccount(pbx, { port: meddler.port }));
  const rings = pbx.customer.incoming();
  await tab.dial('+12025550199');
  const desk = await rings;
  await tab.active();
  await tab.untilHears([440]);
  await desk.untilHears(OUR_HZ);

  meddler.keepBack = (text) => text.startsWith('BYE ');
  await desk.hangUp();
  const end = async () => (await tab.snapshot()).calls[0]?.end ?? null;
  await expect.poll(end, { timeout: 45_000, interval: 200 }).not.toBeNull();
  expect(await end()).toMatchObject({ cause: 'connection-lost', sipStatus: 481 });
  await tab.close();
});
