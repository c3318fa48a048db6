import '../support/product-imports.ts';
import { createServer, type Server } from 'node:http';
import { chromium, type Browser, type Page } from 'playwright-core';
import { cardTimes } from '../support/card-times.ts';
import { microphoneFile } from '../support/microphone-file.ts';
import { bundleForPage } from '../support/page-bundle.ts';
import type { PagePhone, startPagePhone } from '../support/phone-page.ts';
import { startProduct } from '../support/product.ts';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import type { BenchRow, BenchTable } from './bench-table.ts';

declare const phonePage: { startPagePhone: typeof startPagePhone };
declare const page: { phone: PagePhone; next?: Promise<{ id: string; card: number }> };

const CALLS = 50;
const SOAK = 200;
/** The phone takes at most 20 callers in ten seconds for no flood, milliseconds. */
const APART = 550;

/** Calls: from the click to the INVITE, from the INVITE to the state that draws the card, from the answer to sound; memory. */
export async function run(): Promise<BenchTable> {
  const windows = await cards();
  const pbx = await startKamailio();
  const script = await bundleForPage('test/support/phone-page.ts', 'phonePage', true);
  const server = await serve(script);
  const browser = await launch();
  try {
    const tab = await open(browser, server, pbx);
    const clicks: number[] = [];
    for (let i = 0; i < CALLS; i++) clicks.push(await clickToInvite(tab));
    const cards: number[] = [];
    const sounds: number[] = [];
    for (let i = 0; i < CALLS; i++) {
      await new Promise((resolve) => setTimeout(resolve, APART));
      const { card, sound } = await incoming(tab, pbx);
      cards.push(card);
      sounds.push(sound);
    }
    const before = await heap(tab);
    for (let i = 0; i < SOAK; i++) await clickToInvite(tab);
    const grown = (await heap(tab)) - before;
    return {
      title: `Calls (Chromium, Kamailio and rtpengine on this machine; ${CALLS} each)`,
      rows: [
        ...percentiles('click → INVITE leaves', clicks, 250),
        ...percentiles('INVITE arrives → state for the card', cards, 300),
        ...percentiles('INVITE arrives → number in the call window', windows.warm, 300),
        ...percentiles('the same, service worker stopped before', windows.cold, 700),
        ...percentiles('answer → sound received', sounds, 500),
        { what: `heap after ${SOAK} calls, more than before`, value: grown, unit: 'MB', budget: 5 },
      ],
    };
  } finally {
    await browser.close();
    server.close();
    await pbx.stop();
  }
}

/** The production build, as `npm run build` left it: the call window has to open, and is timed to its first paint. */
async function cards(): Promise<{ warm: number[]; cold: number[] }> {
  const { sandbox, browser, stop } = await startProduct();
  try {
    const warm = await cardTimes(sandbox, browser, { calls: CALLS, cold: false });
    return { warm, cold: await cardTimes(sandbox, browser, { calls: CALLS, cold: true }) };
  } finally {
    await stop();
  }
}

function percentiles(what: string, values: number[], budget: number): BenchRow[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return [
    { what: `${what}, p50`, value: at(0.5), unit: 'ms' },
    { what: `${what}, p95`, value: at(0.95), unit: 'ms', budget },
  ];
}

async function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/phone.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Phone</title><script src="/phone.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--ignore-certificate-errors',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphoneFile(880)}`,
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--js-flags=--expose-gc',
      '--no-first-run',
    ],
  });
}

async function open(browser: Browser, server: Server, pbx: KamailioSandbox): Promise<Page> {
  const address = server.address();
  const tab = await browser.newPage();
  await tab.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
  const { username, password } = pbx.users[0]!;
  const devices = { input: 'default', output: 'default', ringOutput: 'default', ringtone: 'silent' } as const;
  const processing = { noiseSuppression: true, echoCancellation: true, autoGainControl: true };
  const setup = {
    sip: {
      servers: [`wss://127.0.0.1:${pbx.port}/ws`],
      domain: pbx.domain,
      username,
      authorizationUsername: '',
      displayName: 'Agent',
      iceServers: [],
      relayOnly: false,
      registerSeconds: 300,
      dtmf: 'rtp' as const,
      dialFormat: 'plus' as const,
      dialPrefix: '',
      autoAnswer: false,
      voicemailNumber: '',
      pickupCode: '',
    },
    password,
    audio: { ...devices, ...processing },
    calls: {
      incomingWindow: true,
      notification: true,
      waiting: true,
      doNotDisturb: false,
      confirmInternational: true,
      colleagues: [],
    },
    country: 'US',
  };
  await tab.evaluate((settings) => {
    const phone = phonePage.startPagePhone(settings, '7e57c0de-0000-4000-8000-00000000be9c');
    (globalThis as unknown as { page: { phone: PagePhone } }).page = { phone };
  }, setup);
  await tab.waitForFunction(() => page.phone.phone.snapshot.status.line === 'registered');
  return tab;
}

/** Milliseconds. The number is busy, so that the call is over at once. */
function clickToInvite(tab: Page): Promise<number> {
  return tab.evaluate(async () => {
    const { phone, marks } = page.phone;
    delete marks.invite;
    const start = performance.now();
    const id = await phone.dial({ number: '+12025550186' });
    await new Promise<void>((resolve) => {
      const unsubscribe = phone.subscribe(({ calls }) => {
        if (calls.find((call) => call.id === id)?.phase !== 'ended') return;
        unsubscribe();
        resolve();
      });
    });
    return marks.invite! - start;
  });
}

async function incoming(tab: Page, pbx: KamailioSandbox): Promise<{ card: number; sound: number }> {
  // Listens before the call is made, so that the first state with the call is the one that is timed.
  await tab.evaluate(() => {
    const { phone, marks } = page.phone;
    page.next = new Promise((resolve) => {
      const unsubscribe = phone.subscribe(({ calls }) => {
        const call = calls.find(({ phase }) => phase === 'incoming');
        if (!call) return;
        unsubscribe();
        resolve({ id: call.id, card: performance.now() - marks.arrived! });
      });
    });
  });
  const desk = await pbx.customer.call('1001');
  const { id, card } = await tab.evaluate(() => page.next!);
  const sound = await tab.evaluate((callId) => page.phone.answerToSound(callId), id);
  await desk.hangUp();
  await tab.waitForFunction(() => page.phone.phone.snapshot.calls.every(({ phase }) => phase === 'ended'));
  return { card, sound };
}

/** Megabytes in use after a collection. */
function heap(tab: Page): Promise<number> {
  return tab.evaluate(() => {
    (globalThis as unknown as { gc(): void }).gc();
    return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 2 ** 20;
  });
}
