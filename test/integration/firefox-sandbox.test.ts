import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchFirefox, type FirefoxOptions, type FirefoxSandbox } from '../sandbox/browsers/firefox.ts';
import { createCertificate } from '../sandbox/certificate.ts';

const EXTENSION = new URL('../fixtures/probe-addon', import.meta.url).pathname;
const microphone = `navigator.mediaDevices.getUserMedia({ audio: true })
  .then((stream) => stream.getAudioTracks()[0].readyState, (error) => error.name)`;
let server: Server;

beforeAll(async () => {
  server = createServer(createCertificate(['www.zohoapis.com']), (request, response) =>
    response.end(`hello ${request.headers.host}`),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

async function withFirefox(
  options: Partial<FirefoxOptions>,
  use: (firefox: FirefoxSandbox) => Promise<void>,
) {
  const hostMap = [{ host: 'www.zohoapis.com', port: (server.address() as AddressInfo).port }];
  const firefox = await launchFirefox({ extension: EXTENSION, hostMap, ...options });
  try {
    await use(firefox);
  } finally {
    await firefox.close();
  }
}
const asked = (url: string) => `browser.runtime.sendMessage('${url}')`;

describe('Firefox in the sandbox', () => {
  it('leads real host names to loopback and refuses others, with a microphone in windows only', () =>
    withFirefox({}, async (firefox) => {
      const page = await firefox.openExtensionPage('page.html');
      expect(await page.evaluate(asked('https://www.zohoapis.com/'))).toBe('hello www.zohoapis.com');
      expect(await page.evaluate(asked('https://example.com/'))).toBe('TypeError');
      expect(firefox.proxy.refused).toContain('example.com:443');
      expect(await page.evaluate(asked('microphone'))).toBe('NotAllowedError');
      await page.evaluate(`browser.windows.create({ type: 'popup', url: 'page.html?call' }).then(() => 1)`);
      const window = await firefox.extensionPage('page.html?call');
      await window.waitFor(`document.readyState === 'complete'`);
      expect(await window.evaluate(microphone)).toBe('live');
    }));

  it('asks for the microphone and takes the user’s Allow; refuses an untrusted certificate', () =>
    withFirefox({ microphone: 'ask', trustAll: false }, async (firefox) => {
      const page = await firefox.openExtensionPage('page.html');
      expect(await page.evaluate(asked('https://www.zohoapis.com/'))).toBe('TypeError');
      const answer = page.evaluate(microphone);
      await firefox.allow();
      expect(await answer).toBe('live');
    }));
});
