import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '@/utils/http/http-client';
import { HttpError } from '@/utils/http/http-client';
import { authorizationUrl, readAuthorizationAnswer } from '@/utils/oauth/authorization';
import { credentialKind } from '@/utils/oauth/credential-kind';
import { challengeOf, createPkce } from '@/utils/oauth/pkce';
import { exchangeCode, refreshAccess, revoke, type TokenEndpoint } from '@/utils/oauth/token-endpoint';
import { regionOf, regionOfAccountsServer, trustedApiOrigin, ZOHO_REGIONS } from '@/utils/oauth/zoho-regions';
import { signInByBrowser, signInByPaste } from '@/utils/oauth/zoho-sign-in';

const NOW = 1_000_000;
const us = regionOf('us');
const client = { clientId: '1000.CLIENT', clientSecret: 'secret' };

function endpoint(...answers: (object | Error)[]) {
  const sent: HttpRequest[] = [];
  const at: TokenEndpoint = {
    region: us,
    environment: 'production',
    client,
    now: () => NOW,
    http: async (request) => {
      sent.push(request);
      const answer = answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return { status: 200, headers: {}, body: JSON.stringify(answer) };
    },
  };
  return { at, sent };
}
const tokens = {
  access_token: '1000.a.b',
  refresh_token: '1000.c.d',
  api_domain: 'https://www.zohoapis.com',
  expires_in: 3600,
};

describe('regions', () => {
  it('know ten data centres, Canada by its two names', () => {
    expect(ZOHO_REGIONS).toHaveLength(10);
    expect(regionOf('ca')).toMatchObject({
      accounts: 'https://accounts.zohocloud.ca',
      web: 'https://crm.zohocloud.ca',
      api: { production: 'https://www.zohoapis.ca', sandbox: 'https://sandbox.zohoapis.ca' },
    });
  });

  it.each([
    'https://accounts.zoho.com.evil.example',
    'http://accounts.zoho.com',
    'https://accounts.zoho.xyz',
    'x',
  ])('do not take %s for Zoho', (address) => {
    expect(regionOfAccountsServer(address)).toBeNull();
    expect(trustedApiOrigin(address, us)).toBeNull();
  });

  it('do not take another data centre’s API for their own', () => {
    expect(trustedApiOrigin('https://www.zohoapis.com/', us)).toBe('https://www.zohoapis.com');
    expect(trustedApiOrigin('https://www.zohoapis.eu', us)).toBeNull();
  });
});

describe('proof keys', () => {
  it('follow RFC 7636, appendix B', async () => {
    expect(await challengeOf(crypto, 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
    const [one, two] = [await createPkce(crypto), await createPkce(crypto)];
    expect(one.verifier).toMatch(/^[\w-]{43}$/);
    expect(one.verifier).not.toBe(two.verifier);
  });
});

describe('the answer to a sign-in', () => {
  const expected = { state: 'st', redirectUri: 'https://abc.chromiumapp.org/', region: us };
  const read = (query: string, address = expected.redirectUri) =>
    readAuthorizationAnswer(`${address}?${query}`, expected);

  it('gives the code and the data centre of the account', () => {
    const query = 'code=1000.x&state=st&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu';
    expect(read(query)).toMatchObject({ code: '1000.x', region: { location: 'eu' } });
    expect(read('code=1000.x&state=st').region.location).toBe('us');
  });

  it.each([
    ['a foreign state', 'code=1000.x&state=other'],
    ['no state', 'code=1000.x'],
    ['no code', 'state=st'],
    ['two codes', 'state=st&code=a&code=b'],
    ['a server that is not Zoho’s', 'code=x&state=st&accounts-server=https%3A%2F%2Fevil.example'],
    ['an unknown data centre', 'code=x&state=st&location=moon'],
  ])('is refused with %s', (_, query) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ kind: 'untrusted' }));
  });

  it('is refused at another address', () => {
    expect(() => read('code=x&state=st', 'https://evil.example/')).toThrow(
      expect.objectContaining({ kind: 'untrusted' }),
    );
  });

  it('says when the user refused', () => {
    expect(() => read('error=access_denied&state=st')).toThrow(expect.objectContaining({ kind: 'denied' }));
  });

  it('was asked for with a state, a challenge and consent', () => {
    const url = new URL(
      authorizationUrl({
        region: us,
        clientId: 'id',
        scopes: ['A', 'B'],
        redirectUri: expected.redirectUri,
        state: 'st',
        challenge: 'ch',
      }),
    );
    expect(url.origin).toBe('https://accounts.zoho.com');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'id',
      scope: 'A,B',
      redirect_uri: expected.redirectUri,
      access_type: 'offline',
      prompt: 'consent',
      state: 'st',
      code_challenge: 'ch',
      code_challenge_method: 'S256',
    });
  });
});

describe('the token endpoint', () => {
  it('takes secrets in the body, never in the address', async () => {
    const { at, sent } = endpoint(tokens);
    expect(await exchangeCode(at, { code: 'c' })).toMatchObject({
      refreshToken: '1000.c.d',
      access: { value: '1000.a.b', apiOrigin: 'https://www.zohoapis.com', expiresAt: NOW + 3_600_000 },
    });
    expect(sent[0]!.url).toBe('https://accounts.zoho.com/oauth/v2/token');
    expect(sent[0]!.body).toContain('client_secret=secret');
  });

  it('decides by the body: errors come with status 200', async () => {
    const cases = [
      ['invalid_code', 'signed-out'],
      ['invalid_grant', 'signed-out'],
      ['invalid_client', 'rejected'],
      ['invalid_client_secret', 'rejected'],
      ['Access Denied', 'wait'],
      ['something new', 'unreachable'],
    ] as const;
    for (const [error, kind] of cases)
      await expect(refreshAccess(endpoint({ error }).at, 'r')).rejects.toMatchObject({ kind, detail: error });
  });

  it('waits ten minutes when throttled, and stays signed in', async () => {
    await expect(refreshAccess(endpoint({ error: 'Access Denied' }).at, 'r')).rejects.toMatchObject({
      kind: 'wait',
      retryAt: NOW + 600_000,
    });
  });

  it('takes an API address only from Zoho', async () => {
    const evil = { ...tokens, api_domain: 'https://www.zohoapis.com.evil.example' };
    await expect(refreshAccess(endpoint(evil).at, 'r')).rejects.toMatchObject({ kind: 'untrusted' });
  });

  it('uses the sandbox’s own host, whatever host the answer names', async () => {
    const { at } = endpoint(tokens);
    const access = await refreshAccess({ ...at, environment: 'sandbox' }, 'r');
    expect(access.apiOrigin).toBe('https://sandbox.zohoapis.com');
  });

  it('says that the server does not answer', async () => {
    const { at } = endpoint(new HttpError('network', 'no', true));
    await expect(refreshAccess(at, 'r')).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('revokes at sign-out, by the body as well', async () => {
    const { at, sent } = endpoint({ status: 'success' });
    expect(await revoke(at, '1000.c.d')).toBe(true);
    expect(sent[0]!.url).toBe('https://accounts.zoho.com/oauth/v2/token/revoke');
  });
});

describe('what users paste', () => {
  it.each([
    ['5f0e2c1a9b8d7c6f5e4d3c2b1a098765', 'legacy-v1'],
    [' 1000.5f0e2c1a9b8d7c6f5e4d3c2b1a098765.5f0e2c1a9b8d7c6f5e4d3c2b1a098765 ', 'oauth'],
    ['1000.NOQM7MH2QGMW0GDRM04JTLUUX4YICH', 'client-id'],
    ['hello', 'unknown'],
  ])('%s is %s', (text, kind) => {
    expect(credentialKind(text)).toBe(kind);
  });

  const options = (...answers: object[]) => {
    const { at, sent } = endpoint(...answers);
    return {
      sent,
      options: {
        ...at,
        crypto,
        dataCenter: 'us' as const,
        environment: 'production' as const,
        scopes: ['A'],
      },
    };
  };

  it('is tried as a code first, then as a refresh token', async () => {
    const { options: paste, sent } = options({ error: 'invalid_code' }, tokens);
    expect(await signInByPaste(paste, '1000.c.d')).toMatchObject({
      refreshToken: '1000.c.d',
      dataCenter: 'us',
    });
    expect(sent.map((request) => new URLSearchParams(request.body).get('grant_type'))).toEqual([
      'authorization_code',
      'refresh_token',
    ]);
  });

  it('is answered with how to move on when it is a token of the dead API v1', async () => {
    const { options: paste, sent } = options();
    await expect(signInByPaste(paste, '5f0e2c1a9b8d7c6f5e4d3c2b1a098765')).rejects.toThrow(/Self Client/);
    expect(sent).toEqual([]);
  });

  it('signs in by the browser with a state and a proof of its own', async () => {
    const { options: browser, sent } = options(tokens);
    const result = await signInByBrowser(browser, 'https://abc.chromiumapp.org/', async (address) => {
      const asked = new URL(address).searchParams;
      expect(asked.get('state')!.length).toBeGreaterThanOrEqual(22);
      return `https://abc.chromiumapp.org/?code=1000.q&state=${asked.get('state')}&location=us`;
    });
    expect(result.refreshToken).toBe('1000.c.d');
    expect(new URLSearchParams(sent[0]!.body).get('code_verifier')).toMatch(/^[\w-]{43}$/);
  });

  it('keeps nothing when the window was closed', async () => {
    const { options: browser, sent } = options();
    await expect(
      signInByBrowser(browser, 'https://abc.chromiumapp.org/', async () => undefined),
    ).rejects.toMatchObject({ kind: 'denied' });
    expect(sent).toEqual([]);
  });
});
