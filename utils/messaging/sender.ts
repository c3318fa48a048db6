import { browser, type Browser } from 'wxt/browser';
import type { SenderPage } from '@/utils/messaging/page-request';

/** What a message came from. `foreign` is everything that is not this extension. */
export type SenderKind = 'content' | 'page' | 'shell' | 'engine' | 'foreign';

/**
 * Decides by what the browser says about the sender, never by what the message says about itself.
 * Extension pages and the worker come with an extension address; content scripts come with their page's address and a tab.
 */
export function senderKind(
  sender: Browser.runtime.MessageSender,
  own: { id: string; origin: string } = {
    id: browser.runtime.id,
    origin: new URL(browser.runtime.getURL('/')).origin,
  },
): SenderKind {
  if (sender.id !== own.id) return 'foreign';
  const url = sender.url ?? '';
  if (!url.startsWith(`${own.origin}/`)) return sender.tab ? 'content' : url === '' ? 'shell' : 'foreign';
  const path = url.slice(own.origin.length + 1);
  if (path.startsWith('background') || path.startsWith('_generated_background')) return 'shell';
  return path.startsWith('offscreen') ? 'engine' : 'page';
}

/** The page behind a content script's message. A frame without an address of its own is named by its tab. */
export function senderPage(sender: Browser.runtime.MessageSender): SenderPage {
  const address = sender.url?.startsWith('http') ? sender.url : (sender.tab?.url ?? sender.origin ?? '');
  return {
    host: URL.canParse(address) ? new URL(address).host : '',
    tabId: sender.tab?.id,
    frameId: sender.frameId,
  };
}
