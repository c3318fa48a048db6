import { browser } from 'wxt/browser';
import { notify } from './notices';
import type { EngineApi } from '@/utils/messaging/apis';
import { menuWish } from '@/utils/page/menu-wish';

const SELECTION = 'call-selection';
const LINK = 'call-link';

/** "Call …" in the context menu of selected text and telephone links. */
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
    engine
      .dialFromMenu(menuWish(info))
      .catch((error: Error) => notify({ id: 'menu', title: 'This cannot be called', body: error.message }));
  });
}
