import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTemplateDesk } from '@/utils/crm/template/template-desk';
import { tryNumber } from '@/utils/crm/template/workbench';
import type { HttpRequest } from '@/utils/http/http-client';

const xml = (name: string) =>
  readFileSync(new URL(`../../../../public/templates/${name}.xml`, import.meta.url), 'utf8');
const SALESFORCE_FILE = xml('salesforce');

/** A desk over a vault in memory; the CRM answers by `answer`. */
function start(file: string | null, granted = ['https://*.salesforce.com/*']) {
  const vault = new Map<string, string>([['crm.template.secret.client_secret', 'sec']]);
  const requests: HttpRequest[] = [];
  const asked: string[][] = [];
  const desk = createTemplateDesk({
    readTemplate: async () => (file === null ? null : { xml: file, allowedPrivate: [] }),
    grantedOrigins: async () => granted,
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

async function tried(desk: ReturnType<typeof start>['desk'], settings: typeof SALESFORCE) {
  const { connector } = await desk.choose(settings);
  return tryNumber(connector!, NUMBER);
}

describe('the template the settings name', () => {
  it('is missing, broken, unfilled or private in so many words', async () => {
    const message = async (file: string | null, settings = SALESFORCE, granted?: string[]) =>
      (await start(file, granted).desk.choose(settings)).message;
    expect(await message(SALESFORCE_FILE, SALESFORCE, [])).toContain('may not ask login.salesforce.com');
    expect(await message(null)).toContain('Choose a template');
    expect(await message('<a/>')).toContain('has mistakes');
    expect(
      await message(SALESFORCE_FILE, {
        ...SALESFORCE,
        fields: { ...SALESFORCE.fields, client_id: '' },
      }),
    ).toContain('Consumer key');
    expect(
      await message(SALESFORCE_FILE, {
        ...SALESFORCE,
        fields: { ...SALESFORCE.fields, login_host: 'intranet' },
      }),
    ).toContain('inside your own network');
  });

  it('reaches only its own hosts, and keeps one connector while nothing changes', async () => {
    const { desk, asked } = start(SALESFORCE_FILE);
    const first = await desk.choose(SALESFORCE);
    expect(asked).toEqual([['https://login.salesforce.com', 'https://*.salesforce.com']]);
    expect((await desk.choose(SALESFORCE)).connector).toBe(first.connector);
  });

  it('signs in on the page of the CRM, and tries a number', async () => {
    const { desk, vault, requests } = start(SALESFORCE_FILE);
    await desk.signIn(SALESFORCE);
    expect(vault.get('crm.template.tokens')).toContain('"RT"');
    const trial = await tried(desk, SALESFORCE);
    expect(trial).toMatchObject({ contacts: [], problem: '' });
    expect(trial.steps.map(({ step }) => step)).toEqual([
      'SyncContactAuto › Contact',
      'SyncContactAuto › Lead',
    ]);
    expect(requests.at(-1)!.headers!.authorization).toBe('Bearer AT');
    expect(JSON.stringify(trial)).not.toContain('Bearer AT');
  });

  it('gives its sign-in to no other user or host', async () => {
    const { desk, vault } = start(SALESFORCE_FILE);
    await desk.signIn(SALESFORCE);
    const other = { ...SALESFORCE, fields: { ...SALESFORCE.fields, login_host: 'other.salesforce.com' } };
    expect((await tried(desk, other)).problem).toContain('signed out');
    vault.set('crm.template.secret.client_secret', 'another');
    expect((await tried(desk, SALESFORCE)).problem).toContain('signed out');
    vault.set('crm.template.secret.client_secret', 'sec');
    expect((await tried(desk, SALESFORCE)).problem).toBe('');
    await desk.signOut();
    expect((await tried(desk, SALESFORCE)).problem).toContain('signed out');
  });
});
