import { browser } from 'wxt/browser';
import { notify } from './notices';
import type { EngineApi } from '@/utils/messaging/apis';

const SELECTION = 'call-selection';
const LINK = 'call-link';

/** The number a menu item was opened on: selected text, or the address of a `tel:` link. */
function numberOf({ selectionText, linkUrl }: { selectionText?: string; linkUrl?: string }): string {
  return selectionText ?? decodeURIComponent(linkUrl?.replace(/^[a-z]+:(\/\/)?/i, '') ?? '');
}

/** "Call …" in the context menu of selected text and telephone links. The menu shows what will be dialled. */
export function serveContextMenu(engine: EngineApi): void {
  const menus = browser.contextMenus;
  browser.runtime.onInstalled.addListener(() => {
    menus.create({ id: SELECTION, title: 'Call “%s”', contexts: ['selection'] });
    menus.create({
      id: LINK,
      title: 'Call this number',
      contexts: ['link'],
      targetUrlPatterns: ['tel:*', 'callto:*', 'sip:*'],
    });
  });
  menus.onClicked.addListener((info) => {
    if (info.menuItemId !== SELECTION && info.menuItemId !== LINK) return;
    const number = numberOf(info);
    engine
      .dial({ number })
      .catch((error: Error) => notify({ id: 'menu', title: 'This cannot be called', body: error.message }));
  });
}
