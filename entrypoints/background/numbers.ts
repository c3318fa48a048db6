import { browser } from 'wxt/browser';
import { coversHost } from '@/utils/page/number-sites';
import { CRM_PAGES } from '@/utils/platform/manifest';
import type { NumbersApi, PageDetection } from '@/utils/messaging/page-api';
import type { SenderPage } from '@/utils/messaging/page-request';
import { serve } from '@/utils/messaging/rpc';
import { ignoreShape, readIgnoredShapes, restoreShape } from '@/utils/settings/ignored-shapes';
import { loadSettings } from '@/utils/settings/store';

/** What the browser says about the asking frame follows each call's own argument. */
type Handlers = {
  [Method in keyof NumbersApi]: (
    argument: Parameters<NumbersApi[Method]>[0],
    page: SenderPage,
  ) => ReturnType<NumbersApi[Method]>;
};

/** Answers content scripts: the engine script for their frame where numbers are wanted, and what holds on their page. */
export function serveNumbers(): void {
  serve(
    'numbers',
    {
      injectEngine,
      injectCallKit,
      ignoreShape: (shape, { host }) => ignoreShape(shape, host),
      restoreShape: (shape, { host }) => restoreShape(shape, host),
    } satisfies Handlers,
    (_, kind) => kind === 'content',
  );
}

async function detectionOn(host: string): Promise<PageDetection> {
  const { settings } = await loadSettings();
  const { country, mode, allow, deny, dialOn } = settings.detection;
  const listed = isCrmHost(host) || coversHost(allow, host);
  return {
    enabled: host !== '' && !coversHost(deny, host) && (listed || mode === 'everywhere'),
    country,
    dialOn,
    ignoredShapes: await readIgnoredShapes(host),
  };
}

async function injectEngine(always: boolean, page: SenderPage): Promise<PageDetection> {
  const detection = await detectionOn(page.host);
  if (detection.enabled || always === true) await inject('/numbers-engine.js', page);
  return detection;
}

const injectCallKit = (_: undefined, page: SenderPage): Promise<void> => inject('/numbers-call.js', page);

/** Puts a script of ours into the frame that asks for it. */
async function inject(
  file: '/numbers-engine.js' | '/numbers-call.js',
  { tabId, frameId }: SenderPage,
): Promise<void> {
  if (tabId === undefined || frameId === undefined) return;
  if (import.meta.env.FIREFOX)
    await browser.tabs.executeScript(tabId, { file, frameId, matchAboutBlank: true });
  else await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [file] });
}

/** Hosts of `CRM_PAGES`, whose patterns are `https://host/*` with `*.` in front at most. */
const isCrmHost = (host: string): boolean =>
  CRM_PAGES.some((pattern) => {
    const listed = new URL(pattern.replace('*.', 'x.')).hostname;
    return pattern.includes('//*.')
      ? host.endsWith(listed.slice(1)) || host === listed.slice(2)
      : host === listed;
  });
