import { createServer, type Server } from 'node:http';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeskCall } from '../sandbox/pbx/pbx-sandbox.ts';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startBadNetwork, type BadNetwork } from '../support/bad-network';
import { microphoneFile } from '../support/microphone-file.ts';
import { bundleForPage } from '../support/page-bundle';
import type { PagePhone, startPagePhone } from '../support/phone-page';
import type { Heard } from '../support/tone.ts';

/** Sound, in a real browser, through a real media proxy, to a real telephone and back. */
const OUR_HZ = 880;
const THEIR_HZ = 440;
const CUSTOMER = '+12025550199';

declare const page: { phone: PagePhone };
declare const phonePage: { startPagePhone: typeof startPagePhone };

let pbx: KamailioSandbox;
let server: Server;
let browser: Browser;
let network: BadNetwork;
let tab: Page;

beforeAll(async () => {
  pbx = await startKamailio({ toneHz: THEIR_HZ });
  const script = await bundleForPage('test/support/phone-page.ts', 'phonePage');
  server = createServer((request, response) => {
    const isScript = request.url === '/phone.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Phone</title><script src="/phone.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--ignore-certificate-errors',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphoneFile(OUR_HZ)}`,
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--no-first-run',
    ],
  });
}, 120_000);
afterAll(async () => {
  await browser.close();
  server.close();
  await pbx.stop();
});
afterEach(async () => {
  await tab.evaluate(() => page.phone.phone.stop());
  await tab.close();
  await network.stop();
});

/** The phone of extension 1001 in a tab of its own, registered. */
async function ready(): Promise<void> {
  network = await startBadNetwork({ host: pbx.address, port: pbx.port });
  const address = server.address();
  tab = await browser.newPage();

  await tab.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
  const user = pbx.users[0]!;
  await tab.evaluate(
    ({ url, domain, username, password }) => {
      const phone = phonePage.startPagePhone(
        {
          sip: {
            servers: [url],
            domain,
            username,
            authorizationUsername: '',
            displayName: 'Agent',
            iceServers: [],
            relayOnly: false,
            registerSeconds: 300,
            dtmf: 'rtp',
            dialFormat: 'plus',
            dialPrefix: '',
            autoAnswer: false,
            voicemailNumber: '',
            pickupCode: '',
          },
          password,
          // Tones must reach the other side as they are.
          audio: {
            input: 'default',
            output: 'default',
            ringOutput: 'default',
            ringtone: 'silent',
            noiseSuppression: false,
            echoCancellation: false,
            autoGainControl: false,
          },
          calls: {
            incomingWindow: true,
            notification: true,
            waiting: true,
            doNotDisturb: false,
            confirmInternational: true,
            colleagues: [],
          },
          country: 'US',
        },
        '7e57c0de-0000-4000-8000-00000000a0d1',
      );
      (globalThis as unknown as { page: { phone: PagePhone } }).page = { phone };
    },
    {
      url: `wss://127.0.0.1:${network.port}/ws`,
      domain: pbx.domain,
      username: user.username,
      password: user.password,
    },
  );

  await tab.waitForFunction(() => page.phone.phone.snapshot.status.line === 'registered');
}

const dial = (number: string) => tab.evaluate((to) => page.phone.phone.dial({ number: to }), number);
const active = (calls = 1) =>
  tab.waitForFunction(
    (count) => page.phone.phone.snapshot.calls.filter(({ phase }) => phase === 'active').length === count,
    calls,
  );

async function weHear(hz: number | null): Promise<void> {
  await expect
    .poll(async () => tone(await tab.evaluate(() => page.phone.hears())), { timeout: 12_000 })
    .toBe(hz);
}

/** The pitch of the sandbox that was heard, to its nearest; null for silence. */
function tone({ toneHz }: Heard): number | null {
  return [OUR_HZ, THEIR_HZ, 700].find((hz) => toneHz !== null && Math.abs(hz - toneHz) < 15) ?? toneHz;
}

async function talking(): Promise<{ id: string; desk: DeskCall }> {
  const rings = pbx.customer.incoming();
  const id = await dial(CUSTOMER);
  const desk = await rings;
  await active();
  await weHear(THEIR_HZ);
  await desk.untilHears(OUR_HZ);
  return { id, desk };
}

describe('sound', () => {
  it('flows both ways in a call to a customer, stops both ways on hold, and comes back', async () => {
    await ready();
    const { id, desk } = await talking();
    await tab.evaluate((call) => page.phone.phone.setHeld(call, true), id);
    await weHear(null);
    await desk.untilHears(null);
    await tab.evaluate((call) => page.phone.phone.setHeld(call, false), id);
    await weHear(THEIR_HZ);
    await desk.untilHears(OUR_HZ);
    await desk.hold();
    await weHear(null);
    await desk.resume();
    await weHear(THEIR_HZ);
    await desk.untilHears(OUR_HZ);
    await tab.evaluate((call) => page.phone.phone.hangUp(call), id);
    await desk.ended();
  });

  it('flows both ways in a call from a customer; muting silences one way', async () => {
    await ready();
    const desk = await pbx.customer.call('1001');
    await tab.waitForFunction(() => page.phone.phone.snapshot.calls[0]?.phase === 'incoming');
    const id = await tab.evaluate(async () => {
      const [call] = page.phone.phone.snapshot.calls;
      await page.phone.phone.answer(call!.id);
      return call!.id;
    });
    await desk.answered();
    await weHear(THEIR_HZ);
    await desk.untilHears(OUR_HZ);
    await tab.evaluate((call) => page.phone.phone.setMuted(call, true), id);
    await desk.untilHears(null);
    await tab.evaluate((call) => page.phone.phone.setMuted(call, false), id);
    await desk.untilHears(OUR_HZ);
    await desk.hangUp();
  });

  it('goes on by the default devices when those in use are unplugged, and says so', async () => {
    await ready();
    const { desk } = await talking();
    await tab.evaluate(() => page.phone.unplugMicrophone());
    await tab.waitForFunction(() => page.phone.phone.snapshot.calls[0]?.movedToDefault === 'input');
    await desk.untilHears(OUR_HZ);
    await tab.evaluate(() => page.phone.useSpeaker('a-speaker-that-is-gone'));
    await tab.waitForFunction(() => page.phone.phone.snapshot.calls[0]?.movedToDefault === 'output');
    await weHear(THEIR_HZ);
    await desk.hangUp();
  });

  it('carries tones as RFC 4733 events', async () => {
    await ready();
    const { id, desk } = await talking();
    await tab.evaluate((call) => page.phone.phone.sendDtmf(call, '159#'), id);
    await expect.poll(() => desk.digits(), { timeout: 10_000 }).toBe('159#');
    await desk.hangUp();
  });

  it('is judged good', async () => {
    await ready();
    const { desk } = await talking();
    await tab.waitForFunction(
      () => page.phone.phone.snapshot.calls[0]!.quality.verdict === 'good',
      undefined,
      {
        timeout: 15_000,
      },
    );
    const quality = await tab.evaluate(() => page.phone.phone.snapshot.calls[0]!.quality);
    expect(quality).toMatchObject({ lossIn: 0, codec: 'PCMU' });
    await desk.hangUp();
  });

  it('goes on while the line is repaired, and after its ICE restart', async () => {
    await ready();
    const { id, desk } = await talking();
    network.cut();
    await tab.waitForFunction(() => page.phone.phone.snapshot.calls[0]!.reconnecting);
    await tab.waitForFunction(() => !page.phone.phone.snapshot.calls[0]!.reconnecting);
    await weHear(THEIR_HZ);
    await desk.untilHears(OUR_HZ);
    await tab.evaluate((call) => page.phone.phone.setHeld(call, true), id);
    await weHear(null);
    await tab.evaluate((call) => page.phone.phone.setHeld(call, false), id);
    await weHear(THEIR_HZ);
    await desk.hangUp();
  });

  it('is brought back by a re-INVITE when the media proxy forgot the call', async () => {
    await ready();
    const { id, desk } = await talking();
    await pbx.rtpengine.restart();
    await tab.waitForFunction(
      () =>
        page.phone.phone.snapshot.calls[0]!.quality.verdict === 'no-audio-in' ||
        page.phone.phone.snapshot.calls[0]!.reconnecting,
      undefined,
      { timeout: 10_000 },
    );
    await weHear(THEIR_HZ);
    await desk.untilHears(OUR_HZ);
    await tab.evaluate((call) => page.phone.phone.hangUp(call), id);
    await desk.ended();
  });

  it('of two parties is mixed in a conference', async () => {
    await ready();
    const other = await pbx.addPhone({ toneHz: 700, extension: '1002' });
    await pbx.registered('1002');
    const { id, desk } = await talking();
    const rings = other.incoming();
    const second = await dial('1002');
    const colleague = await rings;
    await active(2);
    await weHear(700);
    await tab.evaluate(([a, b]) => page.phone.phone.conference(a!, b!, true), [id, second]);
    await expect
      .poll(async () => [tone(await desk.hears()), tone(await colleague.hears())], { timeout: 12_000 })
      .not.toContain(null);
    await tab.evaluate(([a, b]) => page.phone.phone.conference(a!, b!, false), [id, second]);
    await colleague.untilHears(null).catch(() => undefined);
    await desk.hangUp();
    await colleague.hangUp();
    await other.stop();
  });
});
