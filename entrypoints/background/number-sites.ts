import { browser } from 'wxt/browser';
import { sitesToRegister } from '@/utils/page/number-sites';
import { CRM_PAGES } from '@/utils/platform/manifest';
import { loadSettings, onSettingsChanged } from '@/utils/settings/store';

const ID = 'numbers-on-other-sites';
const SCRIPT = 'content-scripts/numbers.js';
const STYLE = 'content-scripts/numbers.css';

/**
 * Keeps the numbers script registered on the sites the user chose ("Find numbers on this site") beside the CRMs of the
 * manifest: the hosts of `detection.allow`, or with `everywhere` all that were granted, and only where the browser says
 * they were granted.
 */
export function watchNumberSites(): void {
  const refresh = () => void queue(registerSites);
  onSettingsChanged(refresh);
  browser.permissions.onAdded.addListener(refresh);
  browser.permissions.onRemoved.addListener(refresh);
  browser.runtime.onInstalled.addListener(refresh);
  browser.runtime.onStartup.addListener(refresh);
  if (import.meta.env.FIREFOX) refresh();
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
  await (import.meta.env.FIREFOX ? registerInFirefox(matches) : registerInChrome(matches));
}

async function registerInChrome(matches: string[]): Promise<void> {
  const known = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (matches.length === 0) {
    if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return;
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
  await (known.length > 0
    ? browser.scripting.updateContentScripts([script])
    : browser.scripting.registerContentScripts([script]));
}

interface FirefoxContentScripts {
  register(options: object): Promise<{ unregister(): Promise<void> }>;
}

let registered: { unregister(): Promise<void> } | undefined;

async function registerInFirefox(matches: string[]): Promise<void> {
  await registered?.unregister();
  registered = undefined;
  if (matches.length === 0) return;
  const { contentScripts } = browser as unknown as { contentScripts: FirefoxContentScripts };
  registered = await contentScripts.register({
    matches,
    excludeMatches: CRM_PAGES,
    js: [{ file: `/${SCRIPT}` }],
    css: [{ file: `/${STYLE}` }],
    allFrames: true,
    matchAboutBlank: true,
    runAt: 'document_idle',
  });
}
