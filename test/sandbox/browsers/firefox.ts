import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { createBidi, type Bidi, type BidiPage } from './bidi-page.ts';
import type { MicrophoneAnswer } from './chromium-profile.ts';
import type { HostMapping } from './host-map.ts';
import { startLocalProxy, type LocalProxy } from './proxy.ts';

export interface FirefoxOptions {
  /** Folder of the unpacked add-on, e.g. `.output/firefox-mv2`. */
  readonly extension: string;
  readonly hostMap?: readonly HostMapping[];
  /** Trusts every certificate; false to see one refused. */
  readonly trustAll?: boolean;
  readonly headless?: boolean;
  /** `granted` as if the user had allowed it for all sites; permission checks stay on in each case. */
  readonly microphone?: MicrophoneAnswer;
  readonly width?: number;
  readonly height?: number;
  /** A folder for the profile, to come back to after `kill`; else it is a new one each time. */
  readonly profile?: string;
  readonly preferences?: Readonly<Record<string, unknown>>;
}

export interface FirefoxSandbox {
  readonly browser: Browser;
  readonly pid: number;
  /** `moz-extension://…` without a slash at its end. */
  readonly origin: string;
  readonly proxy: LocalProxy;
  readonly bidi: Bidi;
  /** A new tab at a web address, driven by Puppeteer. */
  page(url: string): Promise<Page>;
  /** Opens a page of the extension in a tab, e.g. `popup.html`. */
  openExtensionPage(path: string): Promise<BidiPage>;
  /** The window or tab that shows `path` of the extension, once there is one. */
  extensionPage(path: string, timeoutMs?: number): Promise<BidiPage>;
  /** Waits for the browser's question (about the microphone, about hosts) and presses "Allow", as a user does. */
  allow(timeoutMs?: number): Promise<void>;
  /** Kills it as a crash or a power cut would: no page hears of it. Resolves when it is gone. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Presses the main button of the permission question that is open in any window; true if there was one. */
const PRESS_ALLOW = `[...Services.wm.getEnumerator('navigator:browser')].some((window) => {
  const panel = window.PopupNotifications.panel;
  if (panel.state !== 'open' || !panel.firstElementChild) return false;
  panel.firstElementChild.button.click();
  return true;
})`;

/** Values of `permissions.default.microphone`. */
export const MICROPHONE_PREFERENCE: Readonly<Record<MicrophoneAnswer, number>> = {
  ask: 0,
  granted: 1,
  denied: 2,
};
/** The add-on's address in every profile, so that tests know it. */
const UUID = '5a1c7f40-6f0e-4b6d-9c53-7d1f0c6a2b11';
const EXECUTABLES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** Starts Firefox with an add-on, real host names led to loopback and a microphone that needs no hardware. */
export async function launchFirefox(options: FirefoxOptions): Promise<FirefoxSandbox> {
  const extension = resolve(options.extension);
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as {
    browser_specific_settings: { gecko: { id: string } };
  };
  const proxy = await startLocalProxy(options.hostMap ?? []);
  const microphone = MICROPHONE_PREFERENCE[options.microphone ?? 'granted'];
  const browser = await launch({
    browser: 'firefox',
    executablePath: EXECUTABLES.find((path) => existsSync(path)),
    headless: options.headless ?? true,
    acceptInsecureCerts: options.trustAll ?? true,
    defaultViewport: null,
    userDataDir: options.profile,
    args: [
      '--remote-allow-system-access',
      `--width=${options.width ?? 1280}`,
      `--height=${options.height ?? 800}`,
    ],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({
        [manifest.browser_specific_settings.gecko.id]: UUID,
      }),
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxy.port,
      'network.proxy.no_proxies_on': '',
      'network.proxy.allow_hijacking_localhost': true,
      'media.navigator.streams.fake': true,
      // The phone system of the sandbox is on this computer.
      'media.peerconnection.ice.loopback': true,
      'permissions.default.microphone': microphone,
      'app.update.disabledForTesting': true,
      'security.notification_enable_delay': 0,
      'services.settings.server': 'data:,',
      // An add-on that is installed for one run only must find again what it stored in the last.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      ...options.preferences,
    },
  }).catch(async (error: unknown) => {
    await proxy.stop();
    throw error;
  });
  await browser.installExtension(extension);
  const origin = `moz-extension://${UUID}`;

  const bidi = createBidi(browser);
  return {
    browser,
    origin,
    proxy,
    bidi,
    pid: browser.process()?.pid ?? 0,
    async page(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    openExtensionPage: (path) => bidi.open(`${origin}/${path}`),
    async extensionPage(path, timeoutMs = 10_000) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const contexts = await bidi.contexts();
        const found = contexts.find(({ url }) => url.startsWith(`${origin}/${path}`));
        if (found) return bidi.pageOf(found.context);
        if (Date.now() > deadline)
          throw new Error(
            `No ${path} in ${timeoutMs} ms; there are ${contexts.map(({ url }) => url).join(', ')}.`,
          );
        await new Promise((next) => setTimeout(next, 100));
      }
    },
    async allow(timeoutMs = 10_000) {
      const deadline = Date.now() + timeoutMs;
      while (!(await bidi.inBrowserWindow<boolean>(PRESS_ALLOW))) {
        if (Date.now() > deadline) throw new Error(`Firefox asked nothing in ${timeoutMs} ms.`);
        await new Promise((next) => setTimeout(next, 100));
      }
    },
    async kill() {
      const process = browser.process()!;
      const gone = once(process, 'exit');
      process.kill('SIGKILL');
      await gone;
      await proxy.stop();
    },
    async close() {
      await browser.close();
      await proxy.stop();
    },
  };
}
