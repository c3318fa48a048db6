import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchFirefox, type FirefoxSandbox } from '../sandbox/browsers/firefox.ts';
import { createCertificate } from '../sandbox/certificate.ts';
import { fixture } from '../support/numbers-extension.ts';

const HOST = 'crm.zoho.com';
const EXTENSION = new URL('../../.output/firefox-mv2', import.meta.url).pathname;

describe.runIf(existsSync(EXTENSION) && existsSync('/usr/bin/firefox-esr'))(
  'numbers on pages, in Firefox',
  () => {
    let server: Server;
    let firefox: FirefoxSandbox;

    beforeAll(async () => {
      server = createServer(createCertificate([HOST]), (_, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(fixture('zoho/contact.html'));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      firefox = await launchFirefox({
        extension: EXTENSION,
        hostMap: [{ host: HOST, port: (server.address() as AddressInfo).port }],
      });
    }, 120_000);
    afterAll(async () => {
      await firefox?.close();
      server?.close();
    });

    it('paints the numbers of a Zoho record and offers to call one', async () => {
      const page = await firefox.page(`https://${HOST}/crm/org1/tab/Contacts/5150868000000123456`);
      const painted = await page.waitForFunction(() => {
        const highlight = CSS.highlights.get('switchhook-number');
        return highlight && highlight.size >= 5 ? highlight.size : null;
      });
      expect(await painted.jsonValue()).toBe(5);
      const box = (await (await page.$('#plain .cxPhoneViewValue'))!.boundingBox())!;
      await page.mouse.move(box.x + 10, box.y + 6);
      await page.mouse.move(box.x + 14, box.y + 6);
      await page.waitForSelector('switchhook-call');
    });
  },
);
