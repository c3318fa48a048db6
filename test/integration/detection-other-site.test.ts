import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchFirefox, type FirefoxSandbox } from '../sandbox/browsers/firefox.ts';
import { createCertificate } from '../sandbox/certificate.ts';
import { openFirefoxPopup } from '../support/firefox-popup.ts';

const HOST = 'crm.acme.example';
const EXTENSION = new URL('../../.output/firefox-mv2', import.meta.url).pathname;
const MARKUP = '<!doctype html><meta charset="utf-8"><p>Call Jane at +1 212-555-0106 today.</p>';

/** Firefox, because its question about a site can be pressed as a user does. */
describe.runIf(existsSync(EXTENSION) && existsSync('/usr/bin/firefox-esr'))(
  'a site that no manifest names',
  () => {
    let server: Server;
    let firefox: FirefoxSandbox;

    beforeAll(async () => {
      server = createServer(createCertificate([HOST]), (_, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(MARKUP);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      firefox = await launchFirefox({ extension: EXTENSION, hostMap: [{ host: HOST, port }] });
    }, 120_000);
    afterAll(async () => {
      await firefox?.close();
      server?.close();
    });

    it('has its numbers found from one click in the popup on, without loading the page anew', async () => {
      // The page that greets a new user comes in front of whatever is opened before it.
      await firefox.extensionPage('welcome.html');
      const page = await firefox.page(`https://${HOST}/`);
      await page.bringToFront();
      const marked = () => page.evaluate(() => CSS.highlights.get('switchhook-number')?.size ?? 0);
      expect(await marked()).toBe(0);
      const popup = await openFirefoxPopup(firefox);
      await popup.press('This page');
      await popup.press('Find numbers on this site');
      await firefox.allow();
      await page.waitForFunction(() => CSS.highlights.get('switchhook-number')?.size === 1);
      await page.reload();
      await page.waitForFunction(() => CSS.highlights.get('switchhook-number')?.size === 1);
      await page.close();
    });

    it('has what the user once said is no number marked again by a click', async () => {
      const options = await firefox.openExtensionPage('options.html');
      const ignored = JSON.stringify({ 'numbers.ignored': { [HOST]: ['+9 999-999-9999'] } });
      await options.evaluate(`browser.storage.local.set(${ignored})`);
      await options.close();
      const page = await firefox.page(`https://${HOST}/`);
      await page.bringToFront();
      const popup = await openFirefoxPopup(firefox);
      await popup.press('This page');
      await popup.press('Mark them again');
      await page.waitForFunction(() => CSS.highlights.get('switchhook-number')?.size === 1);
    });
  },
);
