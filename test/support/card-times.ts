import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { callWindow } from './product-pages.ts';
import { watchInvites } from './watch-invites.ts';

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

declare const chrome: { windows: { create(options: object): Promise<unknown> } };

/** An address of the extension that runs no script. */
const EMPTY = 'icons/128.png';

/** Milliseconds that a new window of the call window's size takes until it is painted, whatever stands in it. */
export async function emptyWindowTimes(browser: ChromiumSandbox, windows: number): Promise<number[]> {
  const script = await browser.context.addInitScript(() =>
    requestAnimationFrame(() => Object.assign(globalThis, { shownAt: Date.now() })),
  );
  const opener = await browser.page('managed-schema.json');
  const times: number[] = [];
  for (let each = 0; each < windows; each++) {
    const opened = browser.context.waitForEvent('page');
    const since = await opener.evaluate((url) => {
      const now = Date.now();
      void chrome.windows.create({ url, type: 'popup', width: 400, height: 640 });
      return now;
    }, EMPTY);
    const page = await opened;
    await page.waitForURL(`**/${EMPTY}`);
    await page.waitForFunction(() => typeof shownAt === 'number');
    times.push((await page.evaluate(() => shownAt!)) - since);
    await page.close();
  }
  await opener.close();
  await script.dispose();
  return times;
}
