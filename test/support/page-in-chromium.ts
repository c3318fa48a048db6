import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';

export interface PagesInChromium {
  browser: Browser;
  /** Opens a file of the folder, with a script that runs in it once it is loaded. */
  open(file: string, script?: string): Promise<Page>;
  close(): Promise<void>;
}

/** Chromium with the files of a folder, served from loopback. */
export async function servePages(folder: string): Promise<PagesInChromium> {
  const server: Server = createServer((request, response) => {
    const path = normalize(join(folder, decodeURIComponent((request.url ?? '/').split('?')[0]!)));
    response.setHeader('content-type', 'text/html; charset=utf-8');
    try {
      response.end(path.startsWith(folder) ? readFileSync(path) : '');
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless=new', '--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
  return {
    browser,
    async open(file, script) {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/${file}`, { waitUntil: 'load' });
      if (script) await page.evaluate(script);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
