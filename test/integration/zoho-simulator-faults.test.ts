import { beforeEach, describe, expect, it } from 'vitest';
import { useZoho } from '../support/use-zoho.ts';

const { zoho, client } = useZoho();
beforeEach(() => {
  zoho.limits.creditsUsed = 0;
  zoho.limits.edition = 'enterprise';
});

const createLead = (name: string) => client.api('POST', '/Leads', { body: { data: [{ Last_Name: name }] } });
const leadsNamed = (name: string) => zoho.data.leads.filter((lead) => lead.Last_Name === name).length;

describe('faults on demand', () => {
  it('answers a status in place of the work, and says nothing of when to come back', async () => {
    zoho.faults.next({ match: '/Leads', status: 429 });
    const answer = await createLead('Limited');
    expect([answer.status, answer.body]).toEqual([
      429,
      expect.objectContaining({ code: 'TOO_MANY_REQUESTS' }),
    ]);
    expect(answer.headers).not.toHaveProperty('retry-after');
    expect(leadsNamed('Limited')).toBe(0);
  });

  it('meets only the requests it was meant for, as often as it was told', async () => {
    zoho.faults.next({ match: /^GET .*\/Contacts/, status: 500 }, 2);
    expect((await createLead('Unharmed')).status).toBe(201);
    const statuses = [];
    for (let count = 0; count < 3; count++)
      statuses.push((await client.api('GET', '/Contacts?fields=id')).status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  it('stores the record and drops the connection', async () => {
    zoho.faults.next({ match: 'POST', dropAfterCommit: true });
    await expect(createLead('Dropped')).rejects.toThrow();
    expect(leadsNamed('Dropped')).toBe(1);
  });

  it('drops the connection and stores nothing', async () => {
    zoho.faults.next({ match: 'POST', reset: true });
    await expect(createLead('Reset')).rejects.toThrow();
    expect(leadsNamed('Reset')).toBe(0);
  });

  it('sends a web page, half a JSON text, or JSON of another shape', async () => {
    zoho.faults.next({ html: true, status: 503 });
    expect(await createLead('Page')).toMatchObject({ status: 503, body: undefined });
    zoho.faults.next({ truncate: true });
    expect(await createLead('Half')).toMatchObject({ status: 201, body: undefined });
    zoho.faults.next({ wrongType: true });
    expect((await createLead('Shape')).body).not.toHaveProperty('data');
    expect([leadsNamed('Page'), leadsNamed('Half'), leadsNamed('Shape')]).toEqual([0, 1, 1]);
  });

  it('treats one access token as expired, and shows stale search results', async () => {
    zoho.faults.next({ expiredToken: true });
    expect((await createLead('Expired')).status).toBe(401);
    await createLead('Unseen');
    zoho.faults.next({ staleSearchMs: 60_000 });
    expect((await client.api('GET', '/Leads/search?word=Unseen')).status).toBe(204);
    expect((await client.api('GET', '/Leads/search?word=Unseen')).status).toBe(200);
  });

  it('repeats the same storm for the same seed', async () => {
    const run = async () => {
      zoho.faults.storm({
        rate: 0.5,
        seed: 7,
        kinds: ['too-many-requests', 'internal-error', 'bad-gateway', 'html'],
      });
      const statuses = [];
      for (let count = 0; count < 30; count++) statuses.push((await client.api('GET', '/org')).status);
      zoho.faults.clear();
      return statuses;
    };
    const first = await run();
    expect(new Set(first).size).toBeGreaterThan(3);
    expect(await run()).toEqual(first);
  });

  it('records what was asked, answered, and which fault it met', async () => {
    zoho.faults.next({ status: 502 });
    await client.api('GET', '/org?x=1');
    expect(zoho.requests.at(-1)).toMatchObject({
      method: 'GET',
      host: 'www.zohoapis.com',
      path: '/crm/v8/org',
      query: { x: '1' },
      status: 502,
      faults: ['status'],
    });
  });
});

describe('limits of the edition', () => {
  it('refuses a sixth call in flight on the Free edition', async () => {
    zoho.limits.edition = 'free';
    zoho.faults.next({ delayMs: 300 }, 6);
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.api('GET', '/org')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it('shows the credits that remain once half are used, and refuses when none are', async () => {
    expect((await client.api('GET', '/org')).headers).not.toHaveProperty('x-api-credits-remaining');
    zoho.limits.creditsUsed = 55_998;
    expect((await client.api('GET', '/org')).headers['x-api-credits-remaining']).toBe('1');
    await client.api('GET', '/org');
    expect((await client.api('GET', '/org')).status).toBe(429);
  });
});
