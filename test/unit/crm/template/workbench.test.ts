import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTemplateConnector } from '@/utils/crm/template/connector';
import {
  deleteTemplate,
  fileNameOf,
  type InstalledTemplate,
  installTemplate,
} from '@/utils/crm/template/installed-templates';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { maskSecrets } from '@/utils/crm/template/mask-secrets';
import { computeOrigins } from '@/utils/crm/template/origins';
import { createMemoryTokenStore } from '@/utils/crm/template/tokens';
import { VARIABLES } from '@/utils/crm/template/variables';
import { openFile, tryNumber } from '@/utils/crm/template/workbench';

const builtIn = (name: string) =>
  readFileSync(new URL(`../../../../public/templates/${name}`, import.meta.url), 'utf8');
const open = (text: string) => openFile(new TextEncoder().encode(text));

describe('opening a file', () => {
  it('finds every built-in template ready, without a warning', () => {
    for (const name of ['salesforce.xml', 'sugarcrm.xml', 'vtiger.xml', 'zendesk.xml', 'blank.xml'])
      expect([name, open(builtIn(name)).kind, open(builtIn(name)).issues]).toEqual([name, 'template', []]);
  });

  it('names errors first, by line, in plain words', () => {
    const broken = open(
      builtIn('zendesk.xml').replace('Method="GET"', 'Method="DELETE"').replace('{{.email}}', '{{.mail}}'),
    );
    expect(broken.kind).toBe('broken');
    expect(broken.verdict).toBe('This file cannot be used yet: 2 things to correct.');
    expect(broken.issues.map(({ code, severity }) => [severity, code])).toEqual([
      ['error', 'undeclared-field'],
      ['error', 'bad-method'],
    ]);
    expect(broken.issues[0]!.line).toBeLessThan(broken.issues[1]!.line);
  });

  it('answers a 3CX template kindly', () => {
    expect(open('<Crm Name="x" Version="1"/>')).toMatchObject({
      kind: '3cx',
      verdict: expect.stringContaining('3CX template'),
    });
  });
});

describe('hosts to agree to', () => {
  const origins = (name: string, fields: Record<string, string>) =>
    computeOrigins(loadTemplate(new TextEncoder().encode(builtIn(name))).template!, fields);

  it('are named apart: who gets data, who gets secrets', () => {
    expect(origins('salesforce.xml', { login_host: 'login.salesforce.com' })).toEqual({
      data: [],
      secret: ['https://login.salesforce.com'],
      pages: [],
      patterns: ['https://*.salesforce.com'],
      private: [],
      problems: [],
    });
    expect(origins('zendesk.xml', { subdomain: 'acme' })).toMatchObject({
      data: ['https://acme.zendesk.com'],
      secret: ['https://acme.zendesk.com'],
      pages: ['https://acme.zendesk.com'],
    });
  });

  it('follow the fields, and name those of the own network', () => {
    expect(origins('sugarcrm.xml', { host: 'crm.local' }).private).toEqual(['https://crm.local']);
    const { problems, data } = origins('sugarcrm.xml', { host: 'evil.example/path?' });
    expect(data).toEqual([]);
    expect(problems[0]).toMatchObject({ message: expect.stringContaining('name of a host') });
  });
});

describe('trying a number', () => {
  it('shows what was asked and answered, without the secrets', async () => {
    const fields = { subdomain: 'acme', email: 'a@acme.example', api_token: 's3"cret' };
    const { template } = loadTemplate(new TextEncoder().encode(builtIn('zendesk.xml')));
    const basic = btoa('a@acme.example/token:s3"cret');
    const connector = createTemplateConnector({
      template: template!,
      fields,
      tokens: createMemoryTokenStore(),
      allowedOrigins: new Set(['https://acme.zendesk.com']),
      allowedPrivate: new Set(),
      http: ({ url }) =>
        Promise.resolve(
          url.includes('identities')
            ? { status: 500, headers: {}, body: `no ${basic}` }
            : {
                status: 200,
                headers: {},
                body: '{"results":[{"id":12345678901234567,"name":"Ana","notes":"s3\\"cret"}]}',
              },
        ),
      clock: () => 0,
      crypto: globalThis.crypto,
      redirectUri: '',
      timeZone: 'UTC',
      globals: {},
      user: { name: '', email: '', number: '' },
    });
    const trial = await tryNumber(connector, { raw: '+493023125380', e164: '+493023125380', country: 'DE' });
    expect(trial).toMatchObject({ problem: '', contacts: [{ name: 'Ana' }] });
    expect(trial.steps.map(({ step, answer }) => [step, answer?.status])).toEqual([
      ['SyncContactAuto › users', 200],
      ['Common › Identities', 500],
    ]);
    expect(trial.steps[0]!.request.headers).toContain('authorization: Basic ••••');
    expect(trial.steps[0]!.answer!.body).toContain('12345678901234567');
    const shown = JSON.stringify(trial.steps);
    for (const secret of ['s3"cret', 's3\\"cret', 's3\\\\\\"cret', basic])
      expect(shown).not.toContain(secret);
  });

  it('masks a secret however it was written', () => {
    const secrets = ['a"b c', 'tok'];
    for (const text of ['a"b c', 'a\\"b c', 'a%22b%20c', 'a%22b+c', 'x tok y'])
      expect(maskSecrets(text, secrets)).toContain('••••');
    expect(maskSecrets('nothing', ['', 'x1'])).toBe('nothing');
  });
});

describe('installed templates', () => {
  const template = (key: string) => ({ key, name: key.toUpperCase() });
  const list = (count: number): InstalledTemplate[] =>
    Array.from({ length: count }, (_, i) => ({ ...template(`k${i}`), xml: '<a/>', installedAt: 0 }));

  it('are ten at most, and one per key', () => {
    expect(installTemplate(list(10), template('new'), '<b/>', { now: 1 }).kind).toBe('full');
    expect(installTemplate(list(10), template('k3'), '<b/>', { now: 1 }).kind).toBe('exists');
    const replaced = installTemplate(list(10), template('k3'), '<b/>', { now: 1, replace: true });
    expect(replaced).toMatchObject({ kind: 'installed' });
    if (replaced.kind === 'installed')
      expect(replaced.templates.map(({ xml }) => xml).filter((xml) => xml === '<b/>')).toHaveLength(1);
    expect(deleteTemplate(list(2), 'k0').map(({ key }) => key)).toEqual(['k1']);
    expect(fileNameOf({ ...list(1)[0]!, key: '../My CRM' })).toBe('-My-CRM.xml');
  });
});

it('the guide names every variable and every scenario', () => {
  const guide = builtIn('README.md');
  for (const { name, meaning } of VARIABLES)
    expect(guide).toContain(`| \`{{.${name}}}\` | ${meaning.replace(/<(\w+)>/g, '`<$1>`')} |`);
});
