import { describe, expect, it } from 'vitest';
import { aimAt, pointOn } from '../support/hand.ts';
import { CONTACT, paintedTexts, standStill, useNumbersExtension } from '../support/numbers-extension.ts';
import { contentWorld } from '../support/content-world.ts';

interface WorkerScope {
  chrome: {
    runtime: { sendMessage: (message: object, answer?: (reply: object) => void) => Promise<object> };
    tabs: { query(all: object): Promise<{ id: number; url?: string }[]> };
    scripting: { executeScript(how: object): Promise<unknown> };
    notifications: { getAll: () => Promise<object> };
    storage: {
      local: Record<'getBytesInUse', () => Promise<number>> &
        Record<'set', (items: object) => Promise<void>> &
        Record<'remove', (key: string) => Promise<void>>;
    };
  };
}

/** Leaves not a byte of the 10 MB the browser gives an extension. */
async function fillStorage(): Promise<void> {
  const { local } = (globalThis as unknown as WorkerScope).chrome.storage;
  const free = 10 * 1024 * 1024 - (await local.getBytesInUse());
  await local.set({ filler: 'x'.repeat(free - 'filler""'.length) });
}

const emptyStorage = (): Promise<void> =>
  (globalThis as unknown as WorkerScope).chrome.storage.local.remove('filler');

describe('the script of a page and the rest of the extension, in Chromium', () => {
  const extension = useNumbersExtension();

  it('lists the numbers for the popup', async () => {
    const page = await extension.openContact();
    const report = (await extension.askPage(CONTACT, 'listNumbers')) as { numbers: { e164: string }[] };
    expect(report.numbers.map(({ e164 }) => e164)).toContain('+17025550132');
    await page.close();
  });

  it('answers for the newest copy of the script in a page, as after an installation with the page open', async () => {
    const page = await extension.openContact();
    const worker = await extension.browser.serviceWorker();
    await worker.evaluate(
      async ([url, file]) => {
        const { chrome } = globalThis as unknown as WorkerScope;
        const tab = (await chrome.tabs.query({})).find((each) => each.url === url)!;
        await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: [file] });
      },
      [page.url(), 'content-scripts/numbers.js'] as const,
    );
    const listed = async () =>
      ((await extension.askPage(CONTACT, 'listNumbers')) as { numbers: unknown[] }).numbers.length;
    await expect.poll(listed).toBeGreaterThan(4);
    await paintedTexts(page, 5);
    await page.close();
  });

  it('says so when it cannot remember that something is no number', async () => {
    const page = await extension.openContact();
    const worker = await extension.browser.serviceWorker();
    await worker.evaluate(fillStorage);
    await aimAt(page, await pointOn(page, '#plain .cxPhoneViewValue'));
    const { x, y, width, height } = (await page.locator('switchhook-call').boundingBox())!;
    await page.mouse.click(x + width - 12, y + height / 2);
    const world = await contentWorld(page, extension.browser.extensionId);
    while (!(await world.dom()).includes('Switchhook could not remember this.')) await standStill(page, 20);
    await worker.evaluate(emptyStorage);
    await page.close();
  });

  it('tells in a notice that a key for the call did nothing', async () => {
    const worker = await extension.browser.serviceWorker();
    await worker.evaluate(() => {
      const { runtime } = (globalThis as unknown as WorkerScope).chrome;
      const { sendMessage } = runtime;
      runtime.sendMessage = (_, answer) => {
        runtime.sendMessage = sendMessage;
        const refused = { ok: false, error: { code: 'not-now', message: 'The call has ended.' } };
        answer?.(refused);
        return Promise.resolve(refused);
      };
    });
    await extension.command('answer-or-hang-up');
    const shown = () =>
      worker.evaluate(async () =>
        Object.keys(await (globalThis as unknown as WorkerScope).chrome.notifications.getAll()).join(),
      );
    await expect.poll(shown, { timeout: 10_000 }).toContain('"id":"failure"');
  });

  it('switches off and on again', async () => {
    const page = await extension.openContact();
    await extension.askPage(CONTACT, 'setEnabled', false);
    expect(await page.evaluate(() => CSS.highlights.has('switchhook-number'))).toBe(false);
    await extension.askPage(CONTACT, 'setEnabled', true);
    expect(await paintedTexts(page, 5)).toHaveLength(5);
    await page.close();
  });
});
