import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type ChromiumOptions, type ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import { setManagedPolicy } from '../sandbox/browsers/managed-policy.ts';
import { chromeExtensionId } from '../sandbox/browsers/chromium-profile.ts';
import { createCertificate } from '../sandbox/certificate.ts';

const EXTENSION = new URL('../fixtures/probe-extension', import.meta.url).pathname;
const trusted = createCertificate(['www.zohoapis.com']);
const untrusted = createCertificate(['pbx.switchhook.test']);
const servers: Server[] = [];

async function serve(certificate: { key: string; cert: string }): Promise<number> {
  const server = createServer(certificate, (request, response) =>
    response.end(`hello ${request.headers.host}`),
  );
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function withChromium(
  options: Partial<ChromiumOptions>,
  use: (browser: ChromiumSandbox) => Promise<void>,
) {
  const hostMap = [
    { host: 'www.zohoapis.com', port: (servers[0]!.address() as AddressInfo).port },
    { host: 'pbx.switchhook.test', port: (servers[1]!.address() as AddressInfo).port },
  ];
  const browser = await launchChromium({
    extension: EXTENSION,
    hostMap,
    trusted: [trusted.spkiHash],
    ...options,
  });
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
}

const microphone = `navigator.mediaDevices.getUserMedia({ audio: true })
  .then((stream) => stream.getAudioTracks()[0].readyState, (error) => error.name)`;

describe('Chromium in the sandbox', () => {
  beforeAll(async () => {
    await serve(trusted);
    await serve(untrusted);
  });
  afterAll(() => servers.forEach((server) => server.close()));

  it('leads real host names to loopback, refuses an untrusted certificate and every other host', () =>
    withChromium({}, async (browser) => {
      const offscreen = await browser.offscreen();
      expect(await offscreen.evaluate(`fetch('https://www.zohoapis.com/').then((r) => r.text())`)).toBe(
        'hello www.zohoapis.com',
      );
      for (const host of ['pbx.switchhook.test', 'example.com'])
        await expect(offscreen.evaluate(`fetch('https://${host}/', { mode: 'no-cors' })`)).rejects.toThrow(
          'Failed to fetch',
        );
    }));

  it('stops the service worker and leaves the offscreen document alone', () =>
    withChromium({}, async (browser) => {
      expect(browser.pid).toBeGreaterThan(1);
      await browser.serviceWorker();
      const offscreen = await browser.offscreen();
      await offscreen.evaluate('globalThis.mark = 42');
      await browser.stopServiceWorker();
      expect((await browser.targets()).map(({ type }) => type)).not.toContain('service_worker');
      expect(await offscreen.evaluate('globalThis.mark')).toBe(42);
    }));

  it.each([
    ['granted', 'live'],
    ['denied', 'NotAllowedError'],
    ['ask', 'NotAllowedError'],
  ] as const)('has a microphone that is %s', (answer, result) =>
    withChromium({ microphone: answer }, async (browser) => {
      const offscreen = await browser.offscreen();
      const state = await offscreen.evaluate(
        `navigator.permissions.query({ name: 'microphone' }).then(({ state }) => state)`,
      );
      expect(state).toBe(answer === 'ask' ? 'prompt' : answer);
      expect(await offscreen.evaluate(microphone)).toBe(result);
    }),
  );

  it.runIf(process.getuid?.() === 0)(
    'gives the extension what an administrator set, and takes it back',
    async () => {
      const restore = setManagedPolicy(chromeExtensionId(EXTENSION), { sip: { username: '1001' } });
      const read = 'new Promise((resolve) => chrome.storage.managed.get(null, resolve))';
      const settings = async () => {
        let found: unknown;
        await withChromium({}, async (browser) => {
          const page = await browser.page('page.html');
          found = await page.evaluate(read);
        });
        return found;
      };
      try {
        expect(await settings()).toEqual({ sip: { username: '1001' } });
      } finally {
        restore();
      }
      expect(await settings()).toEqual({});
    },
  );
});
