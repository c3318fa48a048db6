import { browser } from 'wxt/browser';

const PAGE = 'call.html';
const SIZE = { width: 400, height: 640 };

let opening: Promise<void> | null = null;

async function windowId(): Promise<number | undefined> {
  const url = browser.runtime.getURL(`/${PAGE}`);
  // Not from a variable: this worker may have been stopped and started since it opened the window.
  const windows = await browser.windows.getAll({ windowTypes: ['popup'], populate: true });
  return windows.find(({ tabs }) => tabs?.some((tab) => tab.url === url || tab.pendingUrl === url))?.id;
}

/** Opens the call window, or brings it to the front. Two callers at once open one window. */
export function openCallWindow({ focus }: { focus: boolean }): Promise<void> {
  opening ??= (async () => {
    const open = await windowId();
    if (open !== undefined) {
      await browser.windows.update(
        open,
        focus ? { focused: true, drawAttention: true } : { drawAttention: true },
      );
      return;
    }
    await browser.windows.create({ url: PAGE, type: 'popup', ...SIZE });
  })().finally(() => {
    opening = null;
  });
  return opening;
}

/** Closes the call window if it is open. */
export async function closeCallWindow(): Promise<void> {
  const open = await windowId();
  if (open !== undefined) await browser.windows.remove(open);
}
