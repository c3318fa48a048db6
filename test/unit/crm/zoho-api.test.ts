import { describe, expect, it } from 'vitest';
import { createZohoApi } from '@/utils/crm/zoho/zoho-api';
import type { HttpRequest } from '@/utils/http/http-client';
import type { AccessToken } from '@/utils/oauth/token-endpoint';
import { createTokenSource, memoryCell } from '@/utils/oauth/token-source';
import { localLock } from '@/utils/platform/lock';

const problem = (code: string) => JSON.stringify({ code, details: {}, message: 'm', status: 'error' });

function setup(answer: (request: HttpRequest) => { status: number; body: string }) {
  const state = { now: 1_000_000, refreshed: 0, sent: [] as HttpRequest[] };
  const tokens = createTokenSource({
    access: memoryCell<AccessToken>({
      value: 'old',
      apiOrigin: 'https://www.zohoapis.com',
      obtainedAt: 0,
      expiresAt: 9e12,
    }),
    renewals: memoryCell(),
    lock: localLock(),
    now: () => state.now,
    refresh: async () => {
      state.refreshed++;
      return { value: 'new', apiOrigin: 'https://www.zohoapis.com', obtainedAt: 0, expiresAt: 9e12 };
    },
  });
  const api = createZohoApi({
    http: async (request) => {
      state.sent.push(request);
      return { headers: {}, ...answer(request) };
    },
    tokens,
    now: () => state.now,
  });
  return { api, state };
}
const read = { method: 'GET', path: 'Leads/search' } as const;
const write = { method: 'POST', path: 'Calls', body: {}, write: true } as const;

describe('calls of Zoho’s API', () => {
  it('renew a refused token once for 10,000 calls refused at the same time', async () => {
    const { api, state } = setup(({ headers }) =>
      headers!.authorization === 'Zoho-oauthtoken new'
        ? { status: 200, body: '{"data":[]}' }
        : { status: 401, body: problem('INVALID_TOKEN') },
    );
    await Promise.all(Array.from({ length: 10_000 }, () => api.call(read)));
    expect(state.refreshed).toBe(1);
  });

  it('do not renew for a missing scope, and try a refused token once only', async () => {
    const scope = setup(() => ({ status: 401, body: problem('OAUTH_SCOPE_MISMATCH') }));
    await expect(scope.api.call(read)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(scope.state.refreshed).toBe(0);
    const refused = setup(() => ({ status: 401, body: problem('INVALID_TOKEN') }));
    await expect(refused.api.call(read)).rejects.toMatchObject({ kind: 'signed-out' });
    expect(refused.state.sent).toHaveLength(2);
  });

  it('leave Zoho alone after "too many requests", and what only decorates for longer', async () => {
    let busy = true;
    const { api, state } = setup(() =>
      busy ? { status: 429, body: problem('TOO_MANY_REQUESTS') } : { status: 200, body: '{"data":[]}' },
    );
    await expect(api.call(read)).rejects.toMatchObject({ kind: 'rate-limited' });
    busy = false;
    for (const request of [read, write, { ...read, priority: 'urgent' as const }])
      await expect(api.call(request)).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(state.sent).toHaveLength(1);
    state.now += 30_000;
    await expect(api.call({ ...read, priority: 'shed' })).rejects.toMatchObject({ kind: 'rate-limited' });
    await expect(api.call(write)).resolves.toBeTruthy();
    state.now += 30_000;
    await expect(api.call({ ...read, priority: 'shed' })).resolves.toBeTruthy();
  });

  it('take a page with status 200 for no answer', async () => {
    const { api } = setup(() => ({ status: 200, body: '<html>login</html>' }));
    await expect(api.call(read)).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(api.call(write)).rejects.toMatchObject({ kind: 'ambiguous' });
  });

  it('know an empty answer from none', async () => {
    const { api } = setup(() => ({ status: 204, body: '' }));
    await expect(api.call(read)).resolves.toEqual({ status: 204, json: undefined });
  });
});
