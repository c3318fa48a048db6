import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { createZohoClient, type ZohoClient } from '../support/zoho-client.ts';

const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

let clock = Date.parse('2026-03-02T09:00:00Z');
let zoho: ZohoSandbox;
let client: ZohoClient;

beforeEach(async () => {
  zoho = await startZoho({ dataCenter: 'eu', now: () => clock });
  zoho.oauth.redirectUris.add(REDIRECT);
  client = createZohoClient(zoho);
});
afterEach(() => zoho.stop());

const own = () => ({ client_id: zoho.oauth.clientId, client_secret: zoho.oauth.clientSecret });
const refresh = (more: Record<string, string> = {}, host?: string) =>
  client.form(
    '/oauth/v2/token',
    { grant_type: 'refresh_token', refresh_token: zoho.oauth.refreshToken, ...own(), ...more },
    host,
  );
const exchange = (code: string, more: Record<string, string> = {}) =>
  client.form('/oauth/v2/token', { grant_type: 'authorization_code', code, ...own(), ...more });

const authorisation = (more: Record<string, string> = {}) => ({
  response_type: 'code',
  client_id: zoho.oauth.clientId,
  scope: 'ZohoCRM.modules.ALL,ZohoCRM.org.READ',
  redirect_uri: REDIRECT,
  access_type: 'offline',
  prompt: 'consent',
  state: 'opaque-1',
  ...more,
});
const ask = (parameters: Record<string, string>, host = 'accounts.zoho.eu') =>
  client.send({ host, path: `/oauth/v2/auth?${new URLSearchParams(parameters)}` });
async function decide(decision: string, more: Record<string, string> = {}): Promise<URL> {
  const answer = await client.form('/oauth/v2/auth', { ...authorisation(more), decision });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.location!);
}

describe('the token endpoint', () => {
  it('gives an access token for a refresh token, and no new refresh token', async () => {
    const answer = await refresh();
    expect(answer.body).toMatchObject({
      api_domain: 'https://www.zohoapis.eu',
      expires_in: 3600,
      token_type: 'Bearer',
    });
    expect(answer.body).not.toHaveProperty('refresh_token');
    const { access_token: token } = answer.body as { access_token: string };
    expect((await client.api('GET', '/org', { token })).status).toBe(200);
  });

  it('says what is wrong in the body, with status 200', async () => {
    const error = async (more: Record<string, string>, host?: string) => {
      const answer = await refresh(more, host);
      expect(answer.status).toBe(200);
      return (answer.body as { error: string }).error;
    };
    expect(await error({ client_id: '1000.WRONG' })).toBe('invalid_client');
    expect(await error({}, 'accounts.zoho.com')).toBe('invalid_client');
    expect(await error({ client_secret: 'wrong' })).toBe('invalid_client_secret');
    expect(await error({ refresh_token: '1000.a.b' })).toBe('invalid_code');
  });

  it('refuses the eleventh refresh within ten minutes, and takes the next one after them', async () => {
    for (let count = 0; count < 10; count++) expect((await refresh()).body).toHaveProperty('access_token');
    expect((await refresh()).body).toMatchObject({ error: 'Access Denied' });
    clock += 600_001;
    expect((await refresh()).body).toHaveProperty('access_token');
  });

  it('ends access tokens after an hour', async () => {
    const { access_token: token } = (await refresh()).body as { access_token: string };
    clock += 3_600_001;
    expect((await client.api('GET', '/org', { token })).body).toMatchObject({ code: 'INVALID_TOKEN' });
  });

  it('exchanges a self-client grant code once', async () => {
    const code = zoho.oauth.issueGrantCode();
    expect((await exchange(code)).body).toHaveProperty('refresh_token');
    expect((await exchange(code)).body).toEqual({ error: 'invalid_code' });
  });

  it('revokes a refresh token and everything made from it', async () => {
    const { access_token: token } = (await refresh()).body as { access_token: string };
    const revoked = await client.form('/oauth/v2/token/revoke', { token: zoho.oauth.refreshToken });
    expect(revoked.body).toEqual({ status: 'success' });
    expect((await refresh()).body).toEqual({ error: 'invalid_code' });
    expect((await client.api('GET', '/org', { token })).status).toBe(401);
    const again = await client.form('/oauth/v2/token/revoke', { token: zoho.oauth.refreshToken });
    expect([again.status, again.body]).toEqual([400, undefined]);
  });
});

describe('the sign-in page', () => {
  it('asks for consent and sends the browser back with code, location and accounts server', async () => {
    const page = await ask(authorisation());
    expect(page.status).toBe(200);
    expect(page.text).toContain('ZohoCRM.org.READ');
    const back = await decide('accept');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      location: 'eu',
      'accounts-server': 'https://accounts.zoho.eu',
      state: 'opaque-1',
    });
    const answer = await exchange(back.searchParams.get('code')!, { redirect_uri: REDIRECT });
    expect(answer.body).toHaveProperty('refresh_token');
  });

  it('sends a refusal back', async () => {
    const back = await decide('reject');
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: 'access_denied', state: 'opaque-1' });
  });

  it('holds the code to its PKCE verifier and its redirect address', async () => {
    const verifier = 'a'.repeat(64);
    const challenge = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const codeFrom = async () => (await decide('accept', challenge)).searchParams.get('code')!;
    const wrong = await exchange(await codeFrom(), { redirect_uri: REDIRECT, code_verifier: 'b'.repeat(64) });
    expect(wrong.body).toEqual({ error: 'invalid_code' });
    const elsewhere = await exchange(await codeFrom(), {
      redirect_uri: `${REDIRECT}x`,
      code_verifier: verifier,
    });
    expect(elsewhere.body).toEqual({ error: 'invalid_redirect_uri' });
    const right = await exchange(await codeFrom(), { redirect_uri: REDIRECT, code_verifier: verifier });
    expect(right.body).toHaveProperty('access_token');
  });

  it('sends nobody back to an address that is not registered', async () => {
    const page = await ask(authorisation({ redirect_uri: 'https://evil.example/' }));
    expect([page.status, page.headers.location]).toEqual([400, undefined]);
    expect((await ask(authorisation({ client_id: '1000.OTHER' }))).status).toBe(400);
  });

  it('sends users of another data centre to their own', async () => {
    const answer = await ask(authorisation(), 'accounts.zoho.com');
    expect(answer.status).toBe(302);
    expect(new URL(answer.headers.location!).host).toBe('accounts.zoho.eu');
    expect((await ask(authorisation(), 'accounts.zoho.com.cn')).status).toBe(400);
  });
});
