import { describe, expect, it } from 'vitest';
import { engineFor, failure, ok, templateText } from '../../../support/template-engine';

const ZOHO = { client_id: 'cid', client_secret: 'sec' };

describe('signing in', () => {
  it('renews once for all who wait', async () => {
    const { engine, requests } = engineFor(
      templateText('ok-zoho-like-oauth2.xml'),
      ZOHO,
      ({ url, headers }) => {
        if (url.includes('/token')) return ok({ access_token: 'new', expires_in: 3600 });
        return headers?.authorization === 'Bearer new'
          ? ok({ data: [] })
          : { status: 401, headers: {}, body: '' };
      },
      { held: { accessToken: 'old', refreshToken: 'r' } },
    );
    await Promise.all([engine.lookup('11'), engine.lookup('22')]);
    expect(requests.filter(({ url }) => url.includes('/token'))).toHaveLength(1);
  });

  it('does not renew again for a request that failed with the token before', async () => {
    const waiting: (() => void)[] = [];
    const { engine, requests } = engineFor(
      templateText('ok-zoho-like-oauth2.xml'),
      ZOHO,
      async ({ url, headers }, index) => {
        if (url.includes('/token')) return ok({ access_token: 'new', expires_in: 3600 });
        // The first request's refusal arrives after the second has renewed and finished.
        if (index === 0) await new Promise<void>((go) => waiting.push(go));
        return headers?.authorization === 'Bearer new'
          ? ok({ data: [] })
          : { status: 401, headers: {}, body: '' };
      },
      { held: { accessToken: 'old', refreshToken: 'r' }, contactTypes: ['leads'] },
    );
    const slow = engine.lookup('11');
    await engine.lookup('22');
    waiting[0]!();
    await slow;
    expect(requests.filter(({ url }) => url.includes('/token'))).toHaveLength(1);
  });

  it('renews before the token ends, and keeps the old refresh token', async () => {
    const { engine, tokens } = engineFor(
      templateText('ok-zoho-like-oauth2.xml'),
      ZOHO,
      ({ url }) =>
        url.includes('/token') ? ok({ access_token: 'new', expires_in: 3600 }) : ok({ data: [] }),
      { held: { accessToken: 'old', refreshToken: 'r', renewAt: 999_999 } },
    );
    await engine.lookup('11');
    expect(await tokens.load()).toMatchObject({
      accessToken: 'new',
      refreshToken: 'r',
      renewAt: 1_000_000 + 3_540_000,
    });
  });

  it('gives up after the second refusal instead of asking for ever', async () => {
    const { engine, requests } = engineFor(
      templateText('ok-zoho-like-oauth2.xml'),
      ZOHO,
      ({ url }) =>
        url.includes('/token')
          ? ok({ access_token: 'new' })
          : { status: 400, headers: {}, body: 'INVALID_TOKEN' },
      { held: { accessToken: 'old', refreshToken: 'r' }, contactTypes: ['leads'] },
    );
    expect((await failure(engine.lookup('1'))).needsReconnect).toBe(true);
    expect(requests).toHaveLength(3);
  });

  it('takes only the answer to its own question', async () => {
    const { engine, requests } = engineFor(templateText('ok-zoho-like-oauth2.xml'), ZOHO, () =>
      ok({ access_token: 'x' }),
    );
    const page = await engine.session.beginSignIn();
    for (const answer of ['https://x.example/?code=c', `https://x.example/?state=${page.state}`, 'nonsense'])
      expect((await failure(engine.session.finishSignIn(page, answer))).code).toBe('TokenInvalid');
    expect(requests).toEqual([]);
  });

  it('never sends the token to a host other than the agreed', async () => {
    const { engine, requests } = engineFor(
      templateText('ok-bearer.xml'),
      { client_id: 'c', client_secret: 's', region: 'eu' },
      () => ok({}),
      {
        held: { accessToken: 'B1' },
        allowedOrigins: new Set(['https://login.bear.example']),
      },
    );
    expect((await failure(engine.lookup('1'))).detail).toBe('origin');
    expect(requests).toEqual([]);
  });
});
