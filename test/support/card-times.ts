import type { CdpSession } from '../sandbox/browsers/cdp.ts';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { callWindow } from './product-pages.ts';

/** A number of the sandbox's CRM, and how the call window writes it. */
const CALLER = { e164: '+15035550141', shown: '555-0141' };
/** The phone takes at most 20 callers in ten seconds for no flood, milliseconds. */
const APART = 550;

declare const shownAt: number | undefined;

/** Notes when the number of the caller stands painted in a call window. Runs in the page before its own scripts. */
function noteNumber(shown: string): void {
  if (location.pathname !== '/call.html') return;
  const look = new MutationObserver(() => {
    if (!document.body?.textContent?.includes(shown)) return;
    look.disconnect();
    requestAnimationFrame(() => Object.assign(globalThis, { shownAt: Date.now() }));
  });
  look.observe(document, { childList: true, subtree: true, characterData: true });
}

/** Epoch milliseconds of a time by the machine's monotonic clock, in seconds, as Chromium tells its times. */
const wallTime = (monotonic: number) =>
  Date.now() - (Number(process.hrtime.bigint()) / 1e9 - monotonic) * 1000;

/** Makes `arrived` say when the newest INVITE came in at the engine's socket. */
async function watchInvites(offscreen: CdpSession): Promise<{ arrived: number }> {
  const newest = { arrived: 0 };
  offscreen.on('Network.webSocketFrameReceived', (frame) => {
    const { timestamp, response } = frame as { timestamp: number; response: { payloadData: string } };
    if (response.payloadData.startsWith('INVITE ')) newest.arrived = wallTime(timestamp);
  });
  await offscreen.send('Network.enable');
  return newest;
}

/**
 * Milliseconds from the INVITE at the engine's socket to the number painted in a call window that has to open first. `cold`:
 * the service worker, which alone can open windows, is stopped before each call.
 */
export async function cardTimes(
  { pbx }: Pick<Sandbox, 'pbx'>,
  browser: ChromiumSandbox,
  { calls, cold }: { calls: number; cold: boolean },
): Promise<number[]> {
  const offscreen = await browser.offscreen();
  const newest = await watchInvites(offscreen);
  const script = await browser.context.addInitScript(noteNumber, CALLER.shown);
  const times: number[] = [];
  for (let call = 0; call < calls; call++) {
    await new Promise((resolve) => setTimeout(resolve, APART));
    if (cold) await browser.stopServiceWorker();
    const desk = await pbx.customer.call('1001', { from: CALLER.e164 });
    const window = await callWindow(browser);
    await window.waitForFunction(() => typeof shownAt === 'number');
    times.push((await window.evaluate(() => shownAt!)) - newest.arrived);
    await desk.hangUp();
    await window.getByText('Missed: the caller hung up').waitFor();
    await window.close();
  }
  await script.dispose();
  offscreen.close();
  return times;
}
