import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { InstalledTemplate } from '@/utils/crm/template/installed-templates';
import { createTemplateDesk } from '@/utils/crm/template/template-desk';
import type { HttpRequest } from '@/utils/http/http-client';

const xml = (name: string) =>
  readFileSync(new URL(`../../../../public/templates/${name}.xml`, import.meta.url), 'utf8');
const installed = (name: string): InstalledTemplate => ({ key: name, name, xml: xml(name), installedAt: 0 });

/** A desk over a vault in memory; the CRM answers by `answer`. */
function start(files: InstalledTemplate[], allowedPrivate: string[] = []) {
  const vault = new Map<string, string>([['crm.template.secret.client_secret', 'sec']]);
  const requests: HttpRequest[] = [];
  const asked: string[][] = [];
  const desk = createTemplateDesk({
    files: async () => files,
    allowedPrivate: async () => allowedPrivate,
    store: {
      get: async (key) => vault.get(key) ?? null,
      set: async (key, value) => void (value === '' ? vault.delete(key) : vault.set(key, value)),
    },
    httpFor: (origins) => {
      asked.push([...origins]);
      return async (request) => {
        requests.push(request);
        const body = request.url.includes('/token')
          ? { access_token: 'AT', refresh_token: 'RT', instance_url: 'https://acme.my.salesforce.com' }
          : { searchRecords: [] };
        return { status: 200, headers: {}, body: JSON.stringify(body) };
      };
    },
    crypto: globalThis.crypto,
    now: () => 0,
    timeZone: () => 'UTC',
    redirectUri: async () => 'https://back.example/',
    openSignIn: async (address) =>
      `https://back.example/?code=c&state=${new URL(address).searchParams.get('state')}`,
    user: () => ({ name: '', email: '', number: '' }),
  });
  return { desk, vault, requests, asked };
}

const SALESFORCE = { key: 'salesforce', fields: { login_host: 'login.salesforce.com', client_id: 'cid' } };
const NUMBER = { raw: '+493023125380', e164: '+493023125380', country: 'DE' };

describe('the template the settings name', () => {
  it('is missing, broken, unfilled or private in so many words', async () => {
    const message = async (files: InstalledTemplate[], settings = SALESFORCE) =>
      (await start(files).desk.choose(settings)).message;
    expect(await message([])).toContain('Choose a template');
    expect(await message([{ ...installed('salesforce'), xml: '<a/>' }])).toContain('has mistakes');
    expect(
      await message([installed('salesforce')], {
        ...SALESFORCE,
        fields: { ...SALESFORCE.fields, client_id: '' },
      }),
    ).toContain('Consumer key');
    expect(
      await message([installed('salesforce')], {
        ...SALESFORCE,
        fields: { ...SALESFORCE.fields, login_host: 'intranet' },
      }),
    ).toContain('inside your own network');
  });

  it('reaches only its own hosts, and keeps one connector while nothing changes', async () => {
    const { desk, asked } = start([installed('salesforce')]);
    const first = await desk.choose(SALESFORCE);
    expect(asked).toEqual([['https://login.salesforce.com', 'https://*.salesforce.com']]);
    expect((await desk.choose(SALESFORCE)).connector).toBe(first.connector);
  });

  it('signs in on the page of the CRM, and tries a number', async () => {
    const { desk, vault, requests } = start([installed('salesforce')]);
    await desk.signIn(SALESFORCE);
    expect(vault.get('crm.template.tokens')).toContain('"RT"');
    const trial = await desk.tryNumber(SALESFORCE, NUMBER);
    expect(trial).toMatchObject({ contacts: [], problem: '' });
    expect(trial.steps.map(({ step }) => step)).toEqual([
      'SyncContactAuto › Contact',
      'SyncContactAuto › Lead',
    ]);
    expect(requests.at(-1)!.headers!.authorization).toBe('Bearer AT');
    expect(JSON.stringify(trial)).not.toContain('Bearer AT');
  });

  it('gives its sign-in to no other user or host', async () => {
    const { desk } = start([installed('salesforce')]);
    await desk.signIn(SALESFORCE);
    const other = { ...SALESFORCE, fields: { ...SALESFORCE.fields, login_host: 'other.salesforce.com' } };
    expect((await desk.tryNumber(other, NUMBER)).problem).toContain('signed out');
    await desk.signOut();
    expect((await desk.tryNumber(SALESFORCE, NUMBER)).problem).toContain('signed out');
  });
});
