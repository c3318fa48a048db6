import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import type { SiteView } from '@/components/popup/page-numbers';
import type { SitePort } from '@/components/popup/popup-page';
import type { PageApi } from '@/utils/messaging/page-api';
import { call } from '@/utils/messaging/rpc';
import { coversHost } from '@/utils/page/number-sites';
import { readIgnoredShapes, restoreShapes } from '@/utils/settings/ignored-shapes';
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

/** The address of a tab is told while its popup is open (`activeTab`), and where the user has granted the host. */
function hostOf(url: string | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? hostname : null;
}

const originOf = (host: string) => `https://${host}/*`;

/** What keeps our script out of a page that does not answer. */
async function accessTo(url: string | undefined): Promise<SiteView['access']> {
  const host = url?.startsWith('https:') ? hostOf(url) : null;
  if (host === null) return undefined;
  const { allow, mode } = (await loadSettings()).settings.detection;
  const isGranted = await browser.permissions.contains({ origins: [originOf(host)] });
  return isGranted && (mode === 'everywhere' || coversHost(allow, host)) ? 'given' : 'askable';
}

/** The tab in front of the popup: its numbers, and the switch for its site. */
export function createSitePort(): SitePort {
  const view = signal<SiteView | null>(null);

  function show(next: SiteView): void {
    if (JSON.stringify(next) !== JSON.stringify(view.peek())) view.value = next;
  }

  async function look(): Promise<void> {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (tab?.id === undefined) return;
    const host = hostOf(tab.url);
    const report = host === null ? null : await ask(tab.id, 'listNumbers');
    if (host === null || !report) {
      const access = await accessTo(tab.url);
      return show({ host: host ?? '', state: 'unknown', ...(access ? { access } : {}), numbers: [] });
    }
    const numbers = report.numbers.map(({ key, e164, ext, raw }) => ({ key, number: e164, ext, raw }));
    const hidden = (await readIgnoredShapes(new URL(tab.url!).host)).length;
    show({
      host,
      ...(hidden > 0 ? { hidden } : {}),
      state: report.state === 'off' ? 'off' : 'on',
      partial: report.state === 'partial',
      numbers,
    });
  }

  /** Browsers ask only inside a click, so nothing is awaited before. The question may close the popup: all is begun by then. */
  async function allow(): Promise<void> {
    const host = view.peek()?.host;
    if (!host) return;
    const asked = browser.permissions.request({ origins: [originOf(host)] });
    const saved = loadSettings().then(async ({ settings: { detection } }) => {
      const [allow, deny] = [detection.allow, detection.deny].map((list) =>
        list.filter((each) => each !== host),
      );
      await saveSettings({ 'detection.allow': [...allow!, host], 'detection.deny': deny });
      return () => saveSettings({ 'detection.allow': detection.allow, 'detection.deny': detection.deny });
    });
    const granted = await asked;
    const undo = await saved;
    if (!granted) await undo();
    if (!granted) throw new Error('The browser did not give access, so numbers there are not marked.');
    await look();
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

  async function restore(): Promise<void> {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (tab?.id === undefined || !tab.url) return;
    await restoreShapes(new URL(tab.url).host);
    await ask(tab.id, 'setEnabled', false);
    await ask(tab.id, 'setEnabled', true);
    await look();
  }

  async function showNumber(key: string): Promise<void> {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (tab?.id !== undefined && (await ask(tab.id, 'showNumber', key))) window.close();
  }

  void look();
  setInterval(() => void look(), LOOK_MS);
  return { view, setOn, allow, restore, show: showNumber };
}
