import { describe, expect, it } from 'vitest';
import { launchChromium } from '../sandbox/browsers/chromium.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';

describe('the sandbox', () => {
  it('shows one browser the CRM, the API and the phone system under their real names', async () => {
    const sandbox = await startSandbox();
    const browser = await launchChromium({
      extension: new URL('../fixtures/probe-extension', import.meta.url).pathname,
      hostMap: sandbox.hostMap,
      trusted: [sandbox.certificate.spkiHash],
    });
    try {
      const offscreen = await browser.offscreen();
      const { clientId, clientSecret, refreshToken } = sandbox.settings.crm.zoho;
      const query = new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
      });
      const page = await browser.page('https://accounts.zoho.com/');
      const answer = await page.evaluate(
        (body) =>
          fetch('/oauth/v2/token', { method: 'POST', body: new URLSearchParams(body) }).then((r) => r.json()),
        query.toString(),
      );
      expect(answer).toHaveProperty('access_token');
      const [server] = sandbox.settings.sip.servers;
      const opened = await offscreen.evaluate(`new Promise((resolve) => {
        const socket = new WebSocket('${server}', 'sip');
        socket.onopen = () => resolve('open');
        socket.onclose = (event) => resolve('closed ' + event.code);
      })`);
      expect(opened).toBe('open');
    } finally {
      await browser.close();
      await sandbox.stop();
    }
  });
});
