import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BidiPage } from '../sandbox/browsers/bidi-page.ts';
import { launchFirefox, type FirefoxSandbox } from '../sandbox/browsers/firefox.ts';
import { startZendesk, type Zendesk, ZENDESK_AGENT } from '../sandbox/crms/zendesk.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { fillField, importSettings, press, shows } from '../support/bidi-product.ts';

const JANE = { name: 'Jane Roe', e164: '+493023125380' };

/** Firefox, because its question about hosts can be pressed as a user does. */
describe('a CRM by template, in Firefox', () => {
  let sandbox: Sandbox;
  let zendesk: Zendesk;
  let firefox: FirefoxSandbox;
  let options: BidiPage;
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-template-'));

  beforeAll(async () => {
    sandbox = await startSandbox();
    zendesk = await startZendesk(
      [
        { id: 1, name: 'Ben Boss', email: ZENDESK_AGENT.email, phone: null, role: 'agent', identities: [] },
        {
          id: 11,
          name: JANE.name,
          email: 'jane@x.example',
          phone: null,
          role: 'end-user',
          identities: [{ type: 'phone_number', value: JANE.e164 }],
        },
      ],
      sandbox.certificate,
    );
    firefox = await launchFirefox({
      extension: '.output/firefox-mv2',
      hostMap: [...sandbox.hostMap, ...zendesk.hosts.map((host) => ({ host, port: zendesk.port }))],
    });
    const file = join(folder, 'switchhook.json');
    writeFileSync(file, JSON.stringify({ sip: sandbox.settings.sip, crm: { kind: 'template' } }));
    await importSettings(firefox, file);
    await sandbox.pbx.registered('1001');
    options = await firefox.openExtensionPage('options.html#crm');
  });

  afterAll(async () => {
    await firefox?.close();
    await zendesk?.close();
    await sandbox?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is chosen, filled in, allowed and connected; nothing is asked of it before', async () => {
    await press(options, 'Zendesk');
    await fillField(options, 'Subdomain', 'acme');
    await fillField(options, 'Your e-mail address', ZENDESK_AGENT.email);
    await fillField(options, 'API token', ZENDESK_AGENT.token);
    await options.waitFor(shows('Encrypted'));
    await options.waitFor(shows('acme.zendesk.com'));
    expect(zendesk.requests).toEqual([]);
    await press(options, 'Agree to these hosts');
    await firefox.allow();
    await press(options, 'Connect');
    await options.waitFor(shows('Logged in as Ben Boss'));
    expect(zendesk.requests.length).toBeGreaterThan(0);
  });

  it('one number is tried: request, answer and contact are shown, the secret is not', async () => {
    await fillField(options, 'A number in your CRM', JANE.e164);
    await press(options, 'Look it up');
    await options.waitFor(
      `document.querySelector('.trial table')?.innerText.includes(${JSON.stringify(JANE.name)})`,
    );
    const text = await options.evaluate<string>(`document.querySelector('.trial').textContent`);
    expect(text).toContain('GET https://acme.zendesk.com/api/v2/search.json?query=type');
    expect(text).toContain('"results"');
    expect(text).toMatch(/authorization: Basic/i);
    const { email, token } = ZENDESK_AGENT;
    for (const secret of [token, Buffer.from(`${email}/token:${token}`).toString('base64')]) {
      expect(text).not.toContain(secret);
      expect(await options.evaluate<string>('document.documentElement.outerHTML')).not.toContain(secret);
    }
    expect(zendesk.tickets).toEqual([]);
  });

  it('a customer calls: the contact is shown, one ticket is made at the ring and updated at the end', async () => {
    const desk = await sandbox.pbx.customer.call('1001', { from: JANE.e164 });
    const window = await firefox.extensionPage('call.html');
    await window.waitFor(shows(JANE.name));
    const ticket = await zendesk.waitForTicket(0);
    expect(ticket).toMatchObject({ fields: { assignee_id: 1 } });
    expect(ticket.comments).toHaveLength(1);
    await press(window, 'Answer');
    await desk.answered();
    await window.waitFor(shows('Hang up'));
    await desk.hangUp();
    await zendesk.waitForComments(ticket.id, 2);
    expect(zendesk.tickets).toHaveLength(1);
    expect(ticket.comments).toHaveLength(2);
    expect(ticket.comments[1]).toMatchObject({
      public: false,
      body: expect.stringMatching(/Inbound Completed .*Jane Roe/),
    });
    await window.close();
  });
});
