import { browser, type Browser } from 'wxt/browser';
import { CRM_PAGES } from '@/utils/platform/manifest';
import type { NumbersApi, PageDetection } from '@/utils/messaging/page-api';
import { serve } from '@/utils/messaging/rpc';
import { loadSettings } from '@/utils/settings/store';

const IGNORED = 'numbers.ignored';
/** Shapes remembered per host, and hosts in all; the oldest go first. */
const MOST_SHAPES = 100;
const MOST_HOSTS = 300;

type Ignored = Record<string, string[]>;

/** Answers content scripts: whether to look for numbers on their page, and the engine script for their frame. */
export function serveNumbers(): void {
  serve(
    'numbers',
    (sender) => createNumbersApi(sender),
    (_, kind) => kind === 'content',
  );
}

function createNumbersApi(sender: Browser.runtime.MessageSender): NumbersApi {
  const host = hostOf(sender);
  return {
    async detection(): Promise<PageDetection> {
      const { settings } = await loadSettings();
      const { country, mode, allow, deny, dialOn } = settings.detection;
      const listed = isCrmPage(host) || allow.some((each) => covers(each, host));
      return {
        enabled: host !== '' && !deny.some((each) => covers(each, host)) && (listed || mode === 'everywhere'),
        country,
        dialOn,
        ignoredShapes: (await readIgnored())[host] ?? [],
      };
    },
    async injectEngine(): Promise<void> {
      const { tab, frameId } = sender;
      if (tab?.id === undefined || frameId === undefined) return;
      if (import.meta.env.FIREFOX)
        await browser.tabs.executeScript(tab.id, {
          file: '/numbers-engine.js',
          frameId,
          matchAboutBlank: true,
        });
      else
        await browser.scripting.executeScript({
          target: { tabId: tab.id, frameIds: [frameId] },
          files: ['/numbers-engine.js'],
        });
    },
    async ignoreShape(shape: string): Promise<void> {
      if (host === '' || typeof shape !== 'string' || shape.length > 40) return;
      const ignored = await readIgnored();
      const { [host]: known = [], ...others } = ignored;
      const shapes = [...known.filter((each) => each !== shape), shape].slice(-MOST_SHAPES);
      const kept = Object.entries(others).slice(-MOST_HOSTS + 1);
      await browser.storage.local.set({ [IGNORED]: { ...Object.fromEntries(kept), [host]: shapes } });
    },
  };
}

async function readIgnored(): Promise<Ignored> {
  return ((await browser.storage.local.get(IGNORED))[IGNORED] as Ignored | undefined) ?? {};
}

/** The host the tab shows: a frame is read where its page is. */
function hostOf(sender: Browser.runtime.MessageSender): string {
  for (const address of [sender.url, sender.origin, sender.tab?.url]) {
    const url = address ? URL.parse(address) : null;
    if (url?.host) return url.hostname;
  }
  return '';
}

const covers = (listed: string, host: string) =>
  host === listed || host.endsWith(`.${listed.replace(/^\*\./, '')}`);

/** Hosts of `CRM_PAGES`, whose patterns are `https://host/*` with `*.` in front at most. */
export const isCrmPage = (host: string): boolean =>
  CRM_PAGES.some((pattern) => {
    const listed = new URL(pattern.replace('*.', 'x.')).hostname;
    return pattern.includes('//*.')
      ? host.endsWith(listed.slice(1)) || host === listed.slice(2)
      : host === listed;
  });
