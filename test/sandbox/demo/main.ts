import { fileURLToPath } from 'node:url';
import { importSettings } from '../../support/product-pages.ts';
import { launchChromium } from '../browsers/chromium.ts';
import { isKamailioInstalled, startEmbeddedSandbox, startSandbox } from '../start-sandbox.ts';

/** Opens the product, configured, in a browser with the sandbox's CRM, and stays until the window is closed. */
const extension = fileURLToPath(new URL('../../../.output/chrome-mv3', import.meta.url));
const hasDisplay = Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

console.log('▸ starting the CRM and the phone system');
const isEmbedded = process.argv.includes('--embedded') || !isKamailioInstalled();
const sandbox = isEmbedded ? await startEmbeddedSandbox() : await startSandbox();
const { pbx } = sandbox;
console.log(`▸ starting Chromium${hasDisplay ? '' : ' without a window'}`);
const browser = await launchChromium({
  extension,
  hostMap: sandbox.hostMap,
  trusted: [sandbox.certificate.spkiHash],
  headless: !hasDisplay,
  microphoneAlsoFor: [`https://${pbx.host}:${pbx.port}`],
});
if (pbx.kind === 'embedded') {
  const customer = await browser.page(pbx.customerUrl);
  await customer.mouse.click(5, 5);
}
await importSettings(browser, sandbox.settings);
await pbx.registered('1001');
const crm = await browser.page('https://crm.zoho.com/');
console.log(`▸ ready: extension 1001 is registered, ${crm.url()} is open`);

const end = async () => {
  await browser.close().catch(() => undefined);
  await sandbox.stop();
  process.exit(0);
};
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
if (hasDisplay) {
  console.log('  Close the window or press Ctrl-C to end.');
  await new Promise((closed) => browser.context.once('close', closed));
}
await end();
