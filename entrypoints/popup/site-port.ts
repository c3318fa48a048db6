import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import type { SiteView } from '@/components/popup/page-numbers';
import type { SitePort } from '@/components/popup/popup-page';
import type { PageApi } from '@/utils/messaging/page-api';
import { call } from '@/utils/messaging/rpc';
import { loadSettings, saveSettings } from '@/utils/settings/store';

/** How often the list is read while the popup is open: pages fill up while one looks. */
const LOOK_MS = 1_000;

type Answer<Method extends keyof PageApi> = ReturnType<PageApi[Method]>;

/** Asks the content script of a tab; null where there is none. */
async function ask<Method extends keyof PageApi>(
  tabId: number,
  method: Method,
  ...args: Parameters<PageApi[Method]>
): Promise<Answer<Method> | null> {
  const send = (envelope: unknown) => browser.tabs.sendMessage(tabId, envelope, { frameId: 0 });
  const envelope = { to: 'page' as const, id: crypto.randomUUID(), method, args };
  return (await call(send, envelope).catch(() => null)) as Answer<Method> | null;
}

/** The address of a tab is told only where the user has granted the host; elsewhere only that there is one. */
function hostOf(url: string | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? host : null;
}

/** The tab in front of the popup: its numbers, and the switch for its site. */
export function createSitePort(): SitePort {
  const view = signal<SiteView | null>(null);

  async function look(): Promise<void> {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (tab?.id === undefined) return;
    const host = hostOf(tab.url);
    const report = host === null ? null : await ask(tab.id, 'listNumbers');
    if (host === null || !report) {
      view.value = { host: host ?? '', state: 'unknown', numbers: [] };
      return;
    }
    const numbers = report.numbers.map(({ key, e164, ext, raw }) => ({ key, number: e164, ext, raw }));
    const next: SiteView = {
      host,
      state: report.state === 'off' ? 'off' : 'on',
      partial: report.state === 'partial',
      numbers,
    };
    if (JSON.stringify(next) !== JSON.stringify(view.peek())) view.value = next;
  }

  /** What the switch says holds for good: off puts the host on the list of sites left alone. */
  async function setOn(on: boolean): Promise<void> {
    const host = view.peek()?.host;
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (!host || tab?.id === undefined) return;
    const { deny } = (await loadSettings()).settings.detection;
    const others = deny.filter((each) => each !== host);
    await saveSettings({ 'detection.deny': on ? others : [...others, host] });
    await ask(tab.id, 'setEnabled', on);
    await look();
  }

  async function show(key: string): Promise<void> {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (tab?.id !== undefined && (await ask(tab.id, 'showNumber', key))) window.close();
  }

  void look();
  setInterval(() => void look(), LOOK_MS);
  return { view, setOn, show };
}
