import { browser, type Browser } from 'wxt/browser';

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
