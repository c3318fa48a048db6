import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from 'playwright-core';
import type { Laptop } from '../network/laptop.ts';
import { stopWorker } from './stop-worker.ts';
import { listTargets, openCdp, type CdpSession, type CdpTarget } from './cdp.ts';
import { chromeExtensionId, prepareProfile, type MicrophoneAnswer } from './chromium-profile.ts';
import { hostResolverRules, type HostMapping } from './host-map.ts';

export interface ChromiumOptions {
  /** Folder of the unpacked extension, e.g. `.output/chrome-mv3`. */
  readonly extension: string;
  readonly hostMap?: readonly HostMapping[];
  /** `spkiHash` of the certificates to trust; every other self-signed one is refused, as for a user. */
  readonly trusted?: readonly string[];
  readonly headless?: boolean;
  /** Keeps its profile in this folder; else in one that goes with the browser. */
  readonly profile?: string;
  readonly microphone?: MicrophoneAnswer;
  /** Origins of web pages that have the microphone too, e.g. `https://pbx.switchhook.test:8443`. */
  readonly microphoneAlsoFor?: readonly string[];
  /** A WAV file the microphone hears again and again; without it Chromium beeps once a second. */
  readonly audioFile?: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly extraArgs?: readonly string[];
  /** The computer it runs on, if not this one. */
  readonly computer?: Pick<Laptop, 'program' | 'reach'>;
}

export interface ChromiumSandbox {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The browser's process, e.g. to freeze it. */
  readonly pid: number;
  /** The extension's service worker as it runs now; waits for its first start. */
  serviceWorker(): Promise<Worker>;
  /** Stops the service worker as Chrome does when it is idle; nothing else is touched. False if none was running. */
  stopServiceWorker(): Promise<boolean>;
  targets(): Promise<CdpTarget[]>;
  /** A session with the offscreen document; waits until it exists. */
  offscreen(timeoutMs?: number): Promise<CdpSession>;
  /** A new tab at `url`; `popup.html` and the like are looked for in the extension. */
  page(url: string): Promise<Page>;
  close(): Promise<void>;
}

const EXECUTABLES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts Chromium with an extension, real host names led to loopback and a microphone that needs no hardware. */
export async function launchChromium(options: ChromiumOptions): Promise<ChromiumSandbox> {
  const extension = resolve(options.extension);
  const extensionId = chromeExtensionId(extension);
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'switchhook-chromium-'));
  const { width = 1280, height = 800, headless = true } = options;
  prepareProfile(profile, {
    [`chrome-extension://${extensionId}/`]: options.microphone ?? 'granted',
    ...Object.fromEntries((options.microphoneAlsoFor ?? []).map((origin) => [origin, 'granted' as const])),
  });
  // A browser that was killed leaves its old port behind.
  rmSync(join(profile, 'DevToolsActivePort'), { force: true });
  const executable = EXECUTABLES.find((path) => existsSync(path)) ?? EXECUTABLES[0]!;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.computer?.program(executable) ?? executable,
    headless: false,
    viewport: headless ? { width, height } : null,
    colorScheme: options.colorScheme ?? 'light',
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...(headless ? ['--headless=new', '--mute-audio'] : []),
      '--no-sandbox',
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
      // The port is for documents that Playwright does not show.
      '--remote-debugging-port=0',
      `--host-resolver-rules=${hostResolverRules(options.hostMap ?? [])}`,
      `--ignore-certificate-errors-spki-list=${(options.trusted ?? []).join(',')}`,
      '--use-fake-device-for-media-stream',
      ...(options.audioFile ? [`--use-file-for-fake-audio-capture=${resolve(options.audioFile)}`] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      `--window-size=${width},${height}`,
      ...(options.extraArgs ?? []),
    ],
  });
  const [portLine = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  const port = (await options.computer?.reach(Number(portLine))) ?? Number(portLine);
  const ours = (target: CdpTarget) => target.url.startsWith(`chrome-extension://${extensionId}/`);

  const waitForTarget = async (fits: (target: CdpTarget) => boolean, what: string, timeoutMs: number) => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const targets = await listTargets(port);
      const found = targets.find(fits);
      if (found) return found;
      if (Date.now() > deadline)
        throw new Error(
          `No ${what} in ${timeoutMs} ms; there are ${targets.map(({ url }) => url).join(', ')}.`,
        );
      await new Promise((next) => setTimeout(next, 100));
    }
  };
  const isOurWorker = (target: CdpTarget) => target.type === 'service_worker' && ours(target);

  return {
    context,
    extensionId,
    pid: browserPid(profile),
    async serviceWorker() {
      const known = context.serviceWorkers().find((worker) => worker.url().includes(extensionId));
      return (
        known ?? (await context.waitForEvent('serviceworker', (worker) => worker.url().includes(extensionId)))
      );
    },
    stopServiceWorker: async () =>
      (await listTargets(port)).some(isOurWorker) &&
      stopWorker(await context.newCDPSession(context.pages()[0]!), extensionId),
    targets: () => listTargets(port),
    async offscreen(timeoutMs = 10_000) {
      const isOffscreen = (target: CdpTarget) => ours(target) && target.url.includes('/offscreen.html');
      return openCdp(await waitForTarget(isOffscreen, 'offscreen document', timeoutMs));
    },
    async page(url) {
      const page = await context.newPage();
      await page.goto(/^[a-z-]+:/.test(url) ? url : `chrome-extension://${extensionId}/${url}`);
      return page;
    },
    async close() {
      await context.close();
      if (!options.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The browser's main process: the child of ours that was started with this profile. */
function browserPid(profile: string): number {
  const children = readdirSync('/proc/self/task').flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8').trim().split(' '),
  );
  const isOurs = (pid: string) =>
    pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile);
  return Number(children.find(isOurs));
}
