import { fileURLToPath } from 'node:url';
import { CLEAN_MICROPHONE } from '../../support/microphone-file.ts';
import { launchProduct, MICROPHONE_HZ } from '../../support/product.ts';
import { importSettings } from '../../support/product-pages.ts';
import { isKamailioInstalled, startEmbeddedSandbox, startSandbox } from '../start-sandbox.ts';
import { listenForKeys } from './key-commands.ts';
import { playTour } from './tour.ts';

/**
 * The whole product in a browser, configured, with the sandbox's CRM and phone system. With a display it stays until it is
 * closed; without one, or with `--tour`, it plays the tour, saves pictures and ends. `--embedded` takes the phone system in
 * Node instead of Kamailio.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const hasDisplay = Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const isTour = !hasDisplay || process.argv.includes('--tour');
const isEmbedded = process.argv.includes('--embedded') || !isKamailioInstalled();

console.log(
  `▸ starting the CRM and the phone system (${isEmbedded ? 'in Node' : 'Kamailio, rtpengine, baresip'})`,
);
const sandbox = isEmbedded ? await startEmbeddedSandbox() : await startSandbox();
const { pbx } = sandbox;
console.log(`▸ starting Chromium${hasDisplay ? '' : ' without a window'}`);
const browser = await launchProduct(sandbox, {
  headless: !hasDisplay,
  ...(isTour ? {} : { audioFile: undefined }),
  microphoneAlsoFor: [`https://${pbx.host}:${pbx.port}`],
});

let ending = false;
async function end(code = 0): Promise<void> {
  if (ending) return;
  ending = true;
  await browser.close().catch(() => undefined);
  await sandbox.stop();
  process.exit(code);
}
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());

try {
  if (pbx.kind === 'embedded') {
    const customer = await browser.page(pbx.customerUrl);
    await customer.mouse.click(5, 5);
  }
  await importSettings(browser, { ...sandbox.settings, ...(isTour ? { audio: CLEAN_MICROPHONE } : {}) });
  await pbx.registered('1001');
  console.log('▸ configured: extension 1001 is registered, Zoho CRM is signed in');
  if (isTour) {
    await playTour(sandbox, browser, { folder: `${root}.demo`, microphoneHz: MICROPHONE_HZ });
    await end();
  }
  await browser.page('https://crm.zoho.com/');
  console.log('▸ ready: click an underlined number, or let somebody call');
  listenForKeys(pbx.customer, '1001', () => void end());
  await new Promise((closed) => browser.context.once('close', closed));
  await end();
} catch (error) {
  console.error(error);
  await end(1);
}
