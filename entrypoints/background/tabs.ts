import { browser } from 'wxt/browser';
import type { Envelope } from '@/utils/messaging/rpc';

/** Asks a tab's content script whether it stands on this host; tabs without one do not answer. */
async function shows(tabId: number, host: string): Promise<boolean> {
  const question: Envelope = { to: 'page', id: crypto.randomUUID(), method: 'isOn', args: [host] };
  try {
    const reply = (await browser.tabs.sendMessage(tabId, question, { frameId: 0 })) as
      { ok: boolean; value: unknown } | undefined;
    return reply?.ok === true && reply.value === true;
  } catch {
    return false;
  }
}

/** The tab that shows this host: without the `tabs` permission only its content script can tell. */
async function tabOn(host: string): Promise<number | undefined> {
  const tabs = (await browser.tabs.query({})).filter((tab) => tab.id !== undefined);
  tabs.sort((a, b) => Number(b.active) - Number(a.active) || (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const answers = await Promise.all(
    tabs.map(async (tab) => ((await shows(tab.id!, host)) ? tab.id : undefined)),
  );
  return answers.find((id) => id !== undefined);
}

/**
 * Opens a page of the CRM in the tab that already shows that CRM, or in a new one. The engine builds the address from record
 * ids; anything but https is refused all the same.
 */
export async function openCrmPage(address: string): Promise<void> {
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username || url.password)
    throw new Error('Only https pages are opened.');
  const open = await tabOn(url.host);
  const tab =
    open === undefined
      ? await browser.tabs.create({ url: url.href })
      : await browser.tabs.update(open, { url: url.href, active: true });
  if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}

/** Opens one of the extension's own pages in a tab, or brings it to the front; `section` is an anchor on it. */
export async function openPage(page: 'options' | 'welcome' | 'microphone', section?: string): Promise<void> {
  const anchor = section && /^[a-z]{1,20}$/.test(section) ? (`#${section}` as const) : '';
  const url = browser.runtime.getURL(
    page === 'microphone' ? '/welcome.html#microphone' : `/${page}.html${anchor}`,
  );
  const base = url.split('#')[0]!;
  const open = (await browser.tabs.query({})).find((tab) => tab.url?.split('#')[0] === base);
  const tab =
    open?.id === undefined
      ? await browser.tabs.create({ url })
      : await browser.tabs.update(open.id, { url, active: true });
  if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}
