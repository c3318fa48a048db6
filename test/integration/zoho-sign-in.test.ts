import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPE_LIST } from '@/utils/crm/zoho/scopes';
import { createZohoConnector } from '@/utils/crm/zoho/zoho-connector';
import { createHttp } from '@/utils/http/fetch';
import { refreshAccess, revoke } from '@/utils/oauth/token-endpoint';
import { createTokenSource, memoryCell } from '@/utils/oauth/token-source';
import { originsOf, regionOf, ZOHO_REGIONS, type ZohoLocation } from '@/utils/oauth/zoho-regions';
import { signInByBrowser, signInByPaste, type ZohoSignInOptions } from '@/utils/oauth/zoho-sign-in';
import { localLock } from '@/utils/platform/lock';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { loopbackFetch } from '../support/loopback-fetch.ts';

const REDIRECT = 'https://pnbelmgbcfkdllacdchjejgeblpiaahc.chromiumapp.org/';
let zoho: ZohoSandbox;

beforeAll(async () => {
  zoho = await startZoho({ dataCenter: 'eu' });
  zoho.oauth.redirectUris.add(REDIRECT);
});
afterAll(() => zoho.stop());

const options = (dataCenter: ZohoLocation, more: Partial<ZohoSignInOptions> = {}): ZohoSignInOptions => ({
  http: createHttp({
    fetch: loopbackFetch(zoho.port),
    allowedOrigins: () => ZOHO_REGIONS.flatMap((region) => originsOf(region, 'production')),
  }),
  crypto,
  now: Date.now,
  client: { clientId: zoho.oauth.clientId, clientSecret: zoho.oauth.clientSecret },
  dataCenter,
  environment: 'production',
  scopes: SCOPE_LIST.split(','),
  ...more,
});

/** What the browser's sign-in window does: follows Zoho to the user's own data centre, where the user answers. */
async function answer(address: string, decision: 'accept' | 'reject'): Promise<string | undefined> {
  const fetch = loopbackFetch(zoho.port);
  const first = await fetch(address, { redirect: 'manual' });
  const page = first.headers.get('location') ?? address;
  const url = new URL(page);
  const sent = await fetch(url.origin + url.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `${url.searchParams.toString()}&decision=${decision}`,
  });
  return sent.headers.get('location') ?? undefined;
}

describe('signing in to Zoho', () => {
  it('takes one click, also when the account lives in another data centre than the one chosen', async () => {
    const signedIn = await signInByBrowser(options('us'), REDIRECT, (address) => answer(address, 'accept'));
    expect(signedIn.dataCenter).toBe('eu');
    expect(signedIn.access.apiOrigin).toBe('https://www.zohoapis.eu');
    const { client, http } = options('eu');
    const tokens = createTokenSource({
      access: memoryCell(signedIn.access),
      renewals: memoryCell(),
      lock: localLock(),
      now: Date.now,
      refresh: () =>
        refreshAccess(
          { http, client, region: regionOf('eu'), environment: 'production', now: Date.now },
          signedIn.refreshToken,
        ),
    });
    const crm = createZohoConnector({
      http,
      tokens,
      dataCenter: 'eu',
      environment: 'production',
      lookupIn: ['Contacts'],
      now: Date.now,
    });
    await expect(crm.check()).resolves.toMatchObject({ name: 'Nora Lindqvist' });
    const report = await crm.checkSetup();
    expect(report.findings.filter((finding) => finding.level === 'problem')).toEqual([]);
  });

  it('keeps nothing when the user refuses', async () => {
    const refused = signInByBrowser(options('eu'), REDIRECT, (address) => answer(address, 'reject'));
    await expect(refused).rejects.toMatchObject({ kind: 'denied' });
  });

  it('takes a pasted self-client code, once', async () => {
    const code = zoho.oauth.issueGrantCode();
    const signedIn = await signInByPaste(options('eu'), ` ${code}\n`);
    expect(zoho.oauth.isLive(signedIn.refreshToken)).toBe(true);
    await expect(signInByPaste(options('eu'), code)).rejects.toMatchObject({
      kind: 'rejected',
      detail: 'invalid_code',
    });
  });

  it('takes a pasted refresh token', async () => {
    const signedIn = await signInByPaste(options('eu'), zoho.oauth.refreshToken);
    expect(signedIn.refreshToken).toBe(zoho.oauth.refreshToken);
  });

  it.each([
    ['the wrong data centre', 'us', {}, /data centre/],
    ['a wrong secret', 'eu', { clientSecret: 'x' }, /secret/],
    ['an unknown client', 'eu', { clientId: '1000.NOBODY' }, /client ID/],
  ] as const)('says in plain words that it was %s', async (_, dataCenter, change, words) => {
    const base = options(dataCenter);
    const wrong = { ...base, client: { ...base.client, ...change } };
    await expect(signInByPaste(wrong, zoho.oauth.issueGrantCode())).rejects.toThrow(words);
  });

  it('ends at sign-out: the refresh token is worthless', async () => {
    const refreshToken = zoho.oauth.issueRefreshToken();
    const { http } = options('eu');
    const at = { http, region: regionOf('eu'), environment: 'production' as const, now: Date.now };
    expect(await revoke(at, refreshToken)).toBe(true);
    expect(zoho.oauth.isLive(refreshToken)).toBe(false);
  });
});
