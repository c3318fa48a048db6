import { fileURLToPath } from 'node:url';
import { launchChromium, type ChromiumOptions, type ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import type { HostMapping } from '../sandbox/browsers/host-map.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { CLEAN_MICROPHONE, microphoneFile } from './microphone-file.ts';
import { importSettings } from './product-pages.ts';

/** What the browser's microphone hears, if a test does not say otherwise. */
export const MICROPHONE_HZ = 620;

/** The unpacked production build. */
export const PRODUCT_FOLDER = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

/** The production build in Chromium, set up by an import, its line registered. */
export interface Product {
  readonly sandbox: Sandbox;
  readonly browser: ChromiumSandbox;
  stop(): Promise<void>;
}

/** How one browser with the product differs from the usual one. */
export interface ProductOptions extends Partial<ChromiumOptions> {
  /** Settings beside the sandbox's own; a branch given here takes the place of the sandbox's. */
  readonly settings?: object;
  /** Names that the browser finds beside the sandbox's. */
  readonly moreHosts?: readonly HostMapping[];
}

/** The sandbox, and a browser with the product signed in to it. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const sandbox = await startSandbox();
  try {
    const browser = await startBrowser(sandbox, options);
    return {
      sandbox,
      browser,
      async stop() {
        await browser.close();
        await sandbox.stop();
      },
    };
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
}

/** A browser with the product, set up for the sandbox; resolves when its line is registered. */
export async function startBrowser(
  sandbox: Sandbox,
  { settings, moreHosts = [], ...options }: ProductOptions = {},
): Promise<ChromiumSandbox> {
  const hostMap = [...sandbox.hostMap, ...moreHosts];
  const browser = await launchProduct({ hostMap, certificate: sandbox.certificate }, options);
  try {
    await setUp(browser, sandbox, settings);
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** A browser with the product as it comes from the store: nothing is set up. */
export function launchProduct(
  { hostMap, certificate }: Pick<Sandbox, 'hostMap' | 'certificate'>,
  options: Partial<ChromiumOptions> = {},
): Promise<ChromiumSandbox> {
  return launchChromium({
    extension: PRODUCT_FOLDER,
    hostMap,
    trusted: [certificate.spkiHash],
    audioFile: microphoneFile(MICROPHONE_HZ),
    ...options,
  });
}

/** Configures the product for the sandbox as an administrator would; resolves when this browser has registered its line. */
export async function setUp(
  browser: ChromiumSandbox,
  { pbx, settings: { sip, crm } }: Pick<Sandbox, 'pbx' | 'settings'>,
  settings: object = {},
): Promise<void> {
  await Promise.all([
    pbx.waitFor('registered', ({ user }) => user === sip.username, 60_000),
    importSettings(browser, { sip, crm, audio: CLEAN_MICROPHONE, ...settings }),
  ]);
}
