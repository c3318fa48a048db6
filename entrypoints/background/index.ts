import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { serveContextMenu } from './context-menu';
import { listenToShortcuts } from './shortcuts';
import { openCallWindow } from './call-window';
import { hostEngine } from './firefox-engine';
import { listenToNotices } from './notices';
import { watchNumberSites } from './number-sites';
import { serveNumbers } from './numbers';
import { ensureOffscreen } from './offscreen-host';
import { createShell } from './shell';
import { openPage } from './tabs';
import { listenToWakeUps } from './wake-ups';
import { mayCallShell } from '@/utils/messaging/access';
import type { EngineApi, ShellPageApi } from '@/utils/messaging/apis';
import { later, remote, serve } from '@/utils/messaging/rpc';
import { openCopyBucket } from '@/utils/platform/copy-bucket';
import { closeStorageToPages } from '@/utils/settings/store';
import { createVault } from '@/utils/settings/vault-store';

/**
 * The shell. In Chrome this is a service worker that may be stopped at any instant: nothing here is remembered between
 * events, and the engine lives in the offscreen document. In Firefox the same page is persistent and hosts the engine too.
 */
export default defineBackground({
  type: 'module',
  main() {
    void closeStorageToPages();
    const shell = createShell(createVault(indexedDB, openCopyBucket(navigator)));
    const hosted = import.meta.env.FIREFOX ? hostEngine(shell) : null;
    const ensureEngine = hosted ? async () => void (await hosted) : ensureOffscreen;
    const engine = hosted ? later(hosted) : remote<EngineApi>('engine', ensureEngine);
    serve('shell', { ...shell, ensureEngine } satisfies ShellPageApi & typeof shell, mayCallShell);
    serveNumbers();
    watchNumberSites();
    listenToNotices(engine, () => openCallWindow({ focus: true }));
    serveContextMenu(engine);
    listenToShortcuts(engine);
    listenToWakeUps({
      start: () => void ensureEngine(),
      tick: () => void engine.tick(),
      settingsChanged: () => void engine.settingsChanged(),
      installed: () => void openPage('welcome'),
    });
    browser.runtime.onUpdateAvailable.addListener(() => {
      // Listening is what keeps Firefox from reloading the extension in the middle of a call.
    });
  },
});
