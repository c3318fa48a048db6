import { describe, expect, it } from 'vitest';
import { HttpError, type HttpResponse } from '@/utils/http/http-client';
import { engineFor, failure, ok, templateText } from '../../../support/template-engine';

const ZEN = { subdomain: 'acme', email: 'a@acme.example', api_key: 'K-9' };

describe('looking up', () => {
  const people = (count: number) =>
    ok({ results: Array.from({ length: count }, (_, i) => ({ id: i + 1, name: `N${i}` })) });

  it('asks follow-up requests for each contact, which fill only what is empty', async () => {
    const { engine, requests } = engineFor(
      templateText('ok-zendesk-like-basic.xml'),
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
    const { engine } = engineFor(templateText('ok-zendesk-like-basic.xml'), ZEN, ({ url }) =>
      url.includes('identities') ? { status: 500, headers: {}, body: '' } : people(1),
    );
    const { contacts, warnings } = await engine.lookup('+4911');
    expect(contacts).toHaveLength(1);
    expect(warnings).toMatchObject([{ code: 'http', step: 'Common › GetIdentities' }]);
  });

  it('never runs more requests at a time than the template allows', async () => {
    let running = 0;
    let most = 0;
    const { engine } = engineFor(templateText('ok-zendesk-like-basic.xml'), ZEN, async ({ url }) => {
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
      const { engine } = engineFor(
        templateText('ok-none-webhook.xml'),
        { webhook_path: 'a', api_key: 'k' },
        () => ({
          ...answer,
          headers: {},
        }),
      );
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
      const { engine } = engineFor(
        templateText('ok-none-webhook.xml'),
        { webhook_path: 'a', api_key: 'hk' },
        () => (answer instanceof HttpError ? Promise.reject(answer) : answer),
      );
      const error = await failure(engine.lookup('1'));
      expect([error.code, error.step]).toEqual([code, 'SyncContactAuto › people']);
      expect(`${error.message} ${error.detail}`).not.toContain('hk');
      if (code === 'rate-limited') expect(error.retryAt).toBe(1_009_000);
    }
  });

  it('sends nothing when a field is missing or names another host', async () => {
    const empty = engineFor(templateText('ok-zendesk-like-basic.xml'), ZEN, () => ok({}), {
      fields: { ...ZEN, email: ' ' },
    });
    expect(await failure(empty.engine.lookup('1'))).toMatchObject({
      code: 'config-missing',
      fields: ['email'],
    });
    const moved = engineFor(templateText('ok-zendesk-like-basic.xml'), ZEN, () => ok({}), {
      fields: { ...ZEN, subdomain: 'evil.example/' },
    });
    expect(await failure(moved.engine.lookup('1'))).toMatchObject({ code: 'render' });
    expect([...empty.requests, ...moved.requests]).toEqual([]);
  });
});

describe('values for all scenarios', () => {
  it('are asked for by the first request that needs one, and do not hold up others', async () => {
    let groups = 0;
    const { engine } = engineFor(templateText('ok-zendesk-like-basic.xml'), ZEN, ({ url }) => {
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
    const { engine, requests } = engineFor(templateText('ok-zendesk-like-basic.xml'), ZEN, () => ok({}), {
      globals: { GroupId: '1' },
    });
    await engine.ticketEnd({ CallKey: 'a' });
    await engine.journal({ CallKey: 'a', RecordPath: 'https://pbx.example/1.wav' });
    expect(requests).toEqual([]);
  });

  it('puts what the user typed behind the ticket’s description, which has no place for it', async () => {
    const { engine, requests } = engineFor(
      templateText('ok-zendesk-like-basic.xml'),
      ZEN,
      () => ok({ ticket: { id: 7 } }),
      { globals: { GroupId: '1' } },
    );
    await engine.ticketStart({ CallKey: 'a', ContactId: '1' });
    await engine.ticketEnd({ CallKey: 'a', ContactId: '1', Note: 'Wants "oak"' });
    expect(requests.at(-1)!.body).toContain('\\n\\nWants \\"oak\\"');
  });

  it('does not mind what a web hook answers', async () => {
    const { engine } = engineFor(
      templateText('ok-none-webhook.xml'),
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
    const xml = templateText('ok-none-webhook.xml').replace(
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
