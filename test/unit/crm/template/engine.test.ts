import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTemplateEngine, type EngineDeps } from '@/utils/crm/template/engine';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { computeOrigins } from '@/utils/crm/template/origins';
import { StepError } from '@/utils/crm/template/step-error';
import { createMemoryTokenStore, type Tokens } from '@/utils/crm/template/tokens';
import { HttpError, type HttpRequest, type HttpResponse } from '@/utils/http/http-client';

const text = (name: string) =>
  readFileSync(new URL(`../../../fixtures/templates/xml/${name}`, import.meta.url), 'utf8');

const ok = (body: unknown): HttpResponse => ({ status: 200, headers: {}, body: JSON.stringify(body) });

/** An engine for a template file whose CRM answers by `answer`. */
function engineFor(
  xml: string,
  fields: Record<string, string>,
  answer: (request: HttpRequest, index: number) => HttpResponse | Promise<HttpResponse>,
  more: Partial<EngineDeps> & { held?: Tokens } = {},
) {
  const { template, issues } = loadTemplate(new TextEncoder().encode(xml));
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const origins = computeOrigins(template!, fields);
  const requests: HttpRequest[] = [];
  const tokens = createMemoryTokenStore(more.held);
  const engine = createTemplateEngine({
    template: template!,
    fields,
    tokens,
    allowedOrigins: new Set([...origins.data, ...origins.secret]),
    allowedPrivate: new Set(),
    http: async (request) => {
      requests.push(request);
      return answer(request, requests.length - 1);
    },
    clock: () => 1_000_000,
    crypto: globalThis.crypto,
    redirectUri: 'https://x.example/',
    timeZone: 'UTC',
    ...more,
  });
  return { engine, requests, tokens };
}

const failure = (work: Promise<unknown>): Promise<StepError> =>
  work.then(
    () => Promise.reject(new Error('nothing failed')),
    (error: unknown) => (error instanceof StepError ? error : Promise.reject(error)),
  );

const ZEN = { subdomain: 'acme', email: 'a@acme.example', api_key: 'K-9' };
const ZOHO = { client_id: 'cid', client_secret: 'sec' };

describe('looking up', () => {
  const people = (count: number) =>
    ok({ results: Array.from({ length: count }, (_, i) => ({ id: i + 1, name: `N${i}` })) });

  it('asks follow-up requests for each contact, which fill only what is empty', async () => {
    const { engine, requests } = engineFor(
      text('ok-zendesk-like-basic.xml'),
      ZEN,
      ({ url }) =>
        url.includes('identities')
          ? ok({
              identities: [
                { type: 'phone_number', value: '+4922' },
                { type: 'phone_number', value: '+4933' },
              ],
            })
          : ok({
              results: [
                { id: 11, name: 'Ana', phone: '+4911' },
                { id: 12, name: 'Bo' },
              ],
            }),
      { globals: {} },
    );
    const { contacts } = await engine.lookup('+49 11');
    expect(contacts.map(({ values }) => [values.BusinessNumber, values.BusinessNumber2])).toEqual([
      ['+4911', '+4933'],
      ['+4922', '+4933'],
    ]);
    expect(contacts[0]!.url).toBe('https://acme.zen.example/agent/users/11/tickets');
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/v2/search.json',
      '/api/v2/users/11/identities',
      '/api/v2/users/12/identities',
    ]);
  });

  it('keeps a contact whose follow-up request failed, and says so', async () => {
    const { engine } = engineFor(text('ok-zendesk-like-basic.xml'), ZEN, ({ url }) =>
      url.includes('identities') ? { status: 500, headers: {}, body: '' } : people(1),
    );
    const { contacts, warnings } = await engine.lookup('+4911');
    expect(contacts).toHaveLength(1);
    expect(warnings).toMatchObject([{ code: 'http', step: 'Common › GetIdentities' }]);
  });

  it('never runs more requests at a time than the template allows', async () => {
    let running = 0;
    let most = 0;
    const { engine } = engineFor(text('ok-zendesk-like-basic.xml'), ZEN, async ({ url }) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return url.includes('identities') ? ok({ identities: [] }) : people(20);
    });
    await engine.lookup('+4911');
    expect(most).toBe(3);
  });

  it('finds nobody in an empty answer, 204 and 404', async () => {
    for (const answer of [
      { status: 204, body: '' },
      { status: 404, body: '{"error":1}' },
      { status: 200, body: ' ' },
    ]) {
      const { engine } = engineFor(text('ok-none-webhook.xml'), { webhook_path: 'a', api_key: 'k' }, () => ({
        ...answer,
        headers: {},
      }));
      expect((await engine.lookup('1')).contacts).toEqual([]);
    }
  });

  it('tells what went wrong by name of the step, and never by the answer', async () => {
    const cases: [HttpResponse | HttpError, string][] = [
      [{ status: 500, headers: {}, body: 'key hk is wrong' }, 'http'],
      [{ status: 429, headers: { 'retry-after': '9' }, body: '' }, 'rate-limited'],
      [{ status: 200, headers: {}, body: '<html>hk</html>' }, 'answer'],
      [{ status: 401, headers: {}, body: 'hk' }, 'TokenInvalid'],
      [new HttpError('timeout', 'The server did not answer in time.', true), 'network'],
    ];
    for (const [answer, code] of cases) {
      const { engine } = engineFor(text('ok-none-webhook.xml'), { webhook_path: 'a', api_key: 'hk' }, () =>
        answer instanceof HttpError ? Promise.reject(answer) : answer,
      );
      const error = await failure(engine.lookup('1'));
      expect([error.code, error.step]).toEqual([code, 'SyncContactAuto › people']);
      expect(`${error.message} ${error.detail}`).not.toContain('hk');
      if (code === 'rate-limited') expect(error.retryAt).toBe(1_009_000);
    }
  });

  it('sends nothing when a field is missing or names another host', async () => {
    const empty = engineFor(text('ok-zendesk-like-basic.xml'), ZEN, () => ok({}), {
      fields: { ...ZEN, email: ' ' },
    });
    expect(await failure(empty.engine.lookup('1'))).toMatchObject({
      code: 'config-missing',
      fields: ['email'],
    });
    const moved = engineFor(text('ok-zendesk-like-basic.xml'), ZEN, () => ok({}), {
      fields: { ...ZEN, subdomain: 'evil.example/' },
    });
    expect(await failure(moved.engine.lookup('1'))).toMatchObject({ code: 'render' });
    expect([...empty.requests, ...moved.requests]).toEqual([]);
  });
});

describe('signing in', () => {
  it('renews once for all who wait', async () => {
    const { engine, requests } = engineFor(
      text('ok-zoho-like-oauth2.xml'),
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
      text('ok-zoho-like-oauth2.xml'),
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
      text('ok-zoho-like-oauth2.xml'),
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
      text('ok-zoho-like-oauth2.xml'),
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
    const { engine, requests } = engineFor(text('ok-zoho-like-oauth2.xml'), ZOHO, () =>
      ok({ access_token: 'x' }),
    );
    const page = await engine.session.beginSignIn();
    for (const answer of ['https://x.example/?code=c', `https://x.example/?state=${page.state}`, 'nonsense'])
      expect((await failure(engine.session.finishSignIn(page, answer))).code).toBe('TokenInvalid');
    expect(requests).toEqual([]);
  });

  it('never sends the token to a host other than the agreed', async () => {
    const { engine, requests } = engineFor(
      text('ok-bearer.xml'),
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

describe('values for all scenarios', () => {
  it('are asked for by the first request that needs one, and do not hold up others', async () => {
    let groups = 0;
    const { engine } = engineFor(text('ok-zendesk-like-basic.xml'), ZEN, ({ url }) => {
      if (url.includes('groups'))
        return ++groups === 1
          ? { status: 503, headers: {}, body: '' }
          : ok({ groups: [{ id: 5, default: true }] });
      return url.includes('tickets') ? ok({ ticket: { id: 7 } }) : ok({ results: [] });
    });
    expect((await failure(engine.connect())).step).toBe('GetGlobalInfo › GetGroups');
    expect((await engine.lookup('1')).contacts).toEqual([]);
    expect(groups).toBe(1);
    expect(await engine.ticketStart({ ContactId: '1' })).toEqual({ ticketId: '7' });
    expect(groups).toBe(2);
  });
});

describe('writing', () => {
  it('asks nothing of a ticket that is not known', async () => {
    const { engine, requests } = engineFor(text('ok-zendesk-like-basic.xml'), ZEN, () => ok({}), {
      globals: { GroupId: '1' },
    });
    await engine.ticketEnd({ CallKey: 'a' });
    await engine.journal({ CallKey: 'a', RecordPath: 'https://pbx.example/1.wav' });
    expect(requests).toEqual([]);
  });

  it('does not mind what a web hook answers', async () => {
    const { engine } = engineFor(
      text('ok-none-webhook.xml'),
      { webhook_path: 'team/a b', api_key: 'k' },
      () => ({
        status: 200,
        headers: {},
        body: 'OK',
      }),
    );
    await expect(engine.journal({ Talk_Duration_Sec: 3 })).resolves.toEqual({ id: '' });
  });

  it('stops a request whose body would not be JSON, and no other', async () => {
    const xml = text('ok-none-webhook.xml').replace(
      '{{.Talk_Duration_Sec}}}',
      '{{.Talk_Duration_Sec}} {{.Talk_Duration_Sec}}}',
    );
    const { engine, requests } = engineFor(xml, { webhook_path: 'a', api_key: 'k' }, () => ok([]));
    expect(await failure(engine.journal({ Talk_Duration_Sec: 3 }))).toMatchObject({
      code: 'render',
      step: 'CallJournal › CallJournal',
    });
    await engine.lookup('1');
    expect(requests).toHaveLength(1);
  });
});
