import type { Page } from 'playwright-core';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import type { DeskCall } from '../sandbox/pbx/pbx-sandbox.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { callWindow, clickLikeAHuman, recordPage } from './product-pages.ts';
import { watchInvites } from './watch-invites.ts';

/** A contact of the sandbox's CRM, and how her page writes her number. */
const CALLED = { lastName: 'Hart', stored: '(503) 555-0141', e164: '+15035550141' };

declare const clickedAt: number;

/** Runs in each page before its own scripts. */
function noteClicks(): void {
  addEventListener('click', () => Object.assign(globalThis, { clickedAt: Date.now() }), true);
}

/** Runs in the engine's document: `soundAt` becomes the time when packets of the newest call went both ways. */
function noteSound(): void {
  const Native = RTCPeerConnection;
  const soundOf = async (peer: RTCPeerConnection): Promise<number> => {
    while (peer.connectionState !== 'closed') {
      const packets = { received: 0, sent: 0 };
      for (const report of (await peer.getStats()).values()) {
        if (report.type === 'inbound-rtp') packets.received += report.packetsReceived;
        if (report.type === 'outbound-rtp') packets.sent += report.packetsSent;
      }
      if (packets.received > 0 && packets.sent > 0) return Date.now();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('The call ended before any sound.');
  };
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      Object.assign(globalThis, { soundAt: soundOf(this) });
    }
  };
}

async function end(desk: DeskCall, window: Page): Promise<void> {
  await desk.hangUp();
  await window.getByText('Call ended').first().waitFor();
  await window.close();
}

/** Milliseconds from a click to the INVITE at the engine's socket, and to the one with the proof the phone system asks for. */
interface InviteTimes {
  left: number[];
  proven: number[];
}

/** The times of clicks on `page`. `press` brings one about, once for each call. */
async function inviteTimes(
  { pbx }: Pick<Sandbox, 'pbx'>,
  browser: ChromiumSandbox,
  calls: number,
  { address, press }: { address: string; press: (page: Page) => Promise<void> },
): Promise<InviteTimes> {
  const offscreen = await browser.offscreen();
  const newest = await watchInvites(offscreen);
  const script = await browser.context.addInitScript(noteClicks);
  const page = await browser.page(address);
  const times: InviteTimes = { left: [], proven: [] };
  for (let call = 0; call < calls; call++) {
    await page.bringToFront();
    const ringing = pbx.customer.incoming();
    await press(page);
    const desk = await ringing;
    await desk.answered();
    const clicked = await page.evaluate(() => clickedAt);
    await newest.provenAfter(clicked);
    times.left.push(newest.left - clicked);
    times.proven.push(newest.proven - clicked);
    await end(desk, await callWindow(browser));
  }
  await page.close();
  await script.dispose();
  offscreen.close();
  return times;
}

/** The times of a click on a number of a CRM page. In them we wait for what would make it a double click. */
export const clickTimes = (sandbox: Sandbox, browser: ChromiumSandbox, calls: number): Promise<InviteTimes> =>
  inviteTimes(sandbox, browser, calls, {
    address: recordPage(sandbox, 'Contacts', { Last_Name: CALLED.lastName }),
    async press(page) {
      // A pointer that never left the number does not come to rest on it.
      await page.mouse.move(0, 0);
      await clickLikeAHuman(page, page.getByText(CALLED.stored).first());
    },
  });

/** The times of a click on Call in the popup. */
export const dialTimes = (sandbox: Sandbox, browser: ChromiumSandbox, calls: number): Promise<InviteTimes> =>
  inviteTimes(sandbox, browser, calls, {
    address: 'popup.html',
    async press(page) {
      await page.getByLabel('Number or name').fill(CALLED.e164);
      await page.getByRole('button', { name: 'Call', exact: true }).click();
    },
  });

/** Milliseconds from the click on Answer to packets in both directions. */
export async function answerTimes(
  { pbx }: Pick<Sandbox, 'pbx'>,
  browser: ChromiumSandbox,
  calls: number,
): Promise<number[]> {
  const offscreen = await browser.offscreen();
  await offscreen.evaluate(`(${noteSound})()`);
  const script = await browser.context.addInitScript(noteClicks);
  const times: number[] = [];
  for (let call = 0; call < calls; call++) {
    const desk = await pbx.customer.call('1001', { from: CALLED.e164 });
    const window = await callWindow(browser);
    await window.getByRole('button', { name: 'Answer' }).click();
    await desk.answered();
    const sound = await offscreen.evaluate<number>('soundAt');
    times.push(sound - (await window.evaluate(() => clickedAt)));
    await end(desk, window);
  }
  await script.dispose();
  offscreen.close();
  return times;
}

/** Megabytes that the engine's document has in use after a collection. */
export async function engineHeap(browser: ChromiumSandbox): Promise<number> {
  const offscreen = await browser.offscreen();
  await offscreen.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await offscreen.send('Runtime.getHeapUsage')) as { usedSize: number };
  offscreen.close();
  return usedSize / 2 ** 20;
}
