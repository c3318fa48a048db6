import { browser } from 'wxt/browser';
import { newSites, sitesToRegister } from '@/utils/page/number-sites';
import { CRM_PAGES } from '@/utils/platform/manifest';
import { loadSettings, onSettingsChanged } from '@/utils/settings/store';

const ID = 'numbers-on-other-sites';
const SCRIPT = 'content-scripts/numbers.js';
const STYLE = 'content-scripts/numbers.css';

/**
 * Keeps the numbers script registered on the sites the user chose ("Find numbers on this site") beside the CRMs of the
 * manifest: the hosts of `detection.allow`, or with `everywhere` all that were granted, and only where the browser says
 * they were granted. Pages of such a site that are open already are read at once.
 */
export function watchNumberSites(): void {
  const refresh = () => void queue(registerSites);
  onSettingsChanged(refresh);
  browser.permissions.onAdded.addListener(refresh);
  browser.permissions.onRemoved.addListener(refresh);
  browser.runtime.onInstalled.addListener(refresh);
  browser.runtime.onStartup.addListener(refresh);
  if (import.meta.env.FIREFOX) refresh();
  // Firefox does this by itself: a CRM that is open while Switchhook is installed need not be loaded anew.
  else browser.runtime.onInstalled.addListener(() => void queue(() => readOpenPages(CRM_PAGES)));
}

let last: Promise<void> = Promise.resolve();

/** One change after the other, and a failure (a permission just gone) does not stop the next. */
function queue(work: () => Promise<void>): Promise<void> {
  last = last.then(work).catch(() => {});
  return last;
}

async function registerSites(): Promise<void> {
  const { settings } = await loadSettings();
  const { origins = [] } = await browser.permissions.getAll();
  const matches = sitesToRegister(settings.detection, origins);
  const before = await (import.meta.env.FIREFOX ? registerInFirefox(matches) : registerInChrome(matches));
  const sites = newSites(before, matches);
  if (sites.length > 0) await readOpenPages(sites);
}

/** Registers the script on these sites alone; resolves with those where it was registered before. */
async function registerInChrome(matches: string[]): Promise<string[]> {
  const [known] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  const before = known?.matches ?? [];
  if (matches.length === 0) {
    if (known) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return before;
  }
  const script = {
    id: ID,
    matches,
    // The manifest's own script is there already.
    excludeMatches: CRM_PAGES,
    js: [SCRIPT],
    css: [STYLE],
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  };
  await (known
    ? browser.scripting.updateContentScripts([script])
    : browser.scripting.registerContentScripts([script]));
  return before;
}

interface FirefoxContentScripts {
  register(options: object): Promise<{ unregister(): Promise<void> }>;
}

let registered: { matches: string[]; unregister(): Promise<void> } | undefined;

/** As in Chrome; but Firefox forgets at each start. */
async function registerInFirefox(matches: string[]): Promise<string[]> {
  const before = registered?.matches ?? [];
  await registered?.unregister();
  registered = undefined;
  if (matches.length === 0) return before;
  const { contentScripts } = browser as unknown as { contentScripts: FirefoxContentScripts };
  const { unregister } = await contentScripts.register({
    matches,
    excludeMatches: CRM_PAGES,
    js: [{ file: `/${SCRIPT}` }],
    css: [{ file: `/${STYLE}` }],
    allFrames: true,
    matchAboutBlank: true,
    runAt: 'document_idle',
  });
  registered = { matches, unregister };
  return before;
}

/** A script that is registered runs only in pages loaded from then on. */
async function readOpenPages(sites: string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: sites });
  // A tab that sleeps, or shows an error page, refuses; it is read when it is loaded.
  await Promise.all(tabs.map(({ id }) => id !== undefined && readPage(id).catch(() => undefined)));
}

/** A second copy in a frame ends the first. */
async function readPage(tabId: number): Promise<void> {
  if (import.meta.env.FIREFOX) {
    await browser.tabs.insertCSS(tabId, { file: `/${STYLE}`, allFrames: true, matchAboutBlank: true });
    await browser.tabs.executeScript(tabId, { file: `/${SCRIPT}`, allFrames: true, matchAboutBlank: true });
    return;
  }
  const target = { tabId, allFrames: true };
  await browser.scripting.insertCSS({ target, files: [`/${STYLE}`] });
  await browser.scripting.executeScript({ target, files: [`/${SCRIPT}`] });
}
