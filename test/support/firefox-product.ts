import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BidiPage } from '../sandbox/browsers/bidi-page.ts';
import type { MicrophoneAnswer } from '../sandbox/browsers/chromium-profile.ts';
import {
  launchFirefox,
  MICROPHONE_PREFERENCE,
  type FirefoxOptions,
  type FirefoxSandbox,
} from '../sandbox/browsers/firefox.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { importSettings } from './bidi-product.ts';

/** What Firefox's fake microphone hears. */
export const FIREFOX_MICROPHONE_HZ = 1000;
/** Steady tones are noise to a noise suppressor. */
const CLEAN_MICROPHONE = { noiseSuppression: false, autoGainControl: false, echoCancellation: false };

const FOCUS_CALL_WINDOW = `new Promise((done) => {
  const window = [...Services.wm.getEnumerator('navigator:browser')].find(({ gBrowser }) =>
    gBrowser.currentURI.spec.endsWith('/call.html'));
  if (Services.focus.activeWindow === window) return done(true);
  window.addEventListener('activate', () => done(true), { once: true });
  window.focus();
})`;

/** The production build in Firefox, set up by an import, its line registered. */
export interface FirefoxProduct {
  readonly sandbox: Sandbox;
  /** The one that runs now. */
  readonly firefox: FirefoxSandbox;
  /** Kills Firefox as a crash would, and starts it again on the same profile; resolves when its line is registered. */
  restart(): Promise<void>;
  /** The call window: the one that is open, or the next that opens. */
  callWindow(): Promise<BidiPage>;
  /** Closes the call window if it is open, as somebody does who clicks away the question whether to leave. */
  closeCallWindow(): Promise<void>;
  /** Brings the call window to the front, as a click into it does. */
  focusCallWindow(): Promise<void>;
  /** What Firefox answers for the user from now on, where he has answered nothing himself. */
  setMicrophone(answer: MicrophoneAnswer): Promise<void>;
  close(): Promise<void>;
}

export async function startFirefoxProduct(
  options: Partial<FirefoxOptions> = {},
  settings: object = {},
): Promise<FirefoxProduct> {
  const sandbox = await startSandbox();
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-firefox-'));
  const file = join(folder, 'switchhook.json');
  writeFileSync(file, JSON.stringify({ ...sandbox.settings, audio: CLEAN_MICROPHONE, ...settings }));
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const launch = () =>
    launchFirefox({ extension: '.output/firefox-mv2', hostMap: sandbox.hostMap, profile, ...options });
  let firefox: FirefoxSandbox | undefined;
  const close = async () => {
    await firefox?.close();
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    let running = await launch();
    firefox = running;
    await importSettings(running, file);
    await sandbox.pbx.registered('1001');
    return {
      sandbox,
      get firefox() {
        return running;
      },
      async restart() {
        await running.kill();
        // Firefox alone may take half a minute to start while the machine does much else.
        const registered = sandbox.pbx.waitFor('registered', ({ user }) => user === '1001', 120_000);
        const started = launch().then((next) => (firefox = running = next));
        await Promise.all([started, registered]);
      },
      callWindow: () => running.extensionPage('call.html'),
      async closeCallWindow() {
        const contexts = await running.bidi.contexts();
        const open = contexts.find(({ url }) => url.endsWith('/call.html'));
        if (open) await running.bidi.pageOf(open.context).close();
      },
      focusCallWindow: () => running.bidi.inBrowserWindow(FOCUS_CALL_WINDOW),
      async setMicrophone(answer) {
        const value = MICROPHONE_PREFERENCE[answer];
        await running.bidi.inBrowserWindow(
          `Services.prefs.setIntPref('permissions.default.microphone', ${value})`,
        );
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
