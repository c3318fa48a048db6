import { browser } from 'wxt/browser';

const PAGE = 'call.html';
const SIZE = { width: 400, height: 640 };

let opening: Promise<void> | null = null;
let opened: number | undefined;

async function windowId(): Promise<number | undefined> {
  const url = browser.runtime.getURL(`/${PAGE}`);
  const windows = await browser.windows.getAll({ windowTypes: ['popup'], populate: true });
  // Firefox does not tell the address of a window that is still loading; Chrome may have stopped this worker since it opened one.
  const isOurs = ({ id, tabs }: (typeof windows)[number]) =>
    (id !== undefined && id === opened) || tabs?.some((tab) => tab.url === url || tab.pendingUrl === url);
  return windows.find(isOurs)?.id;
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
    opened = (await browser.windows.create({ url: PAGE, type: 'popup', ...SIZE }))?.id;
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
