import { describe, expect, it } from 'vitest';
import { useZoho } from '../support/use-zoho.ts';
import { firstRow, recordNames } from '../support/zoho-client.ts';

const { zoho, client } = useZoho();

describe('calling the API', () => {
  it('wants the Zoho-oauthtoken header', async () => {
    const answer = await client.send({ host: 'www.zohoapis.com', path: '/crm/v8/org' });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code: 'AUTHENTICATION_FAILURE', status: 'error' });
  });

  it('refuses an unknown token, and any token at the host of another data centre', async () => {
    const unknown = await client.api('GET', '/org', { token: '1000.x.y' });
    expect([unknown.status, unknown.body]).toEqual([401, expect.objectContaining({ code: 'INVALID_TOKEN' })]);
    const elsewhere = await client.api('GET', '/org', { host: 'www.zohoapis.eu' });
    expect(elsewhere.status).toBe(401);
  });

  it('refuses what the scopes do not reach', async () => {
    const token = zoho.oauth.issueAccessToken({ scopes: 'ZohoCRM.modules.leads.READ' });
    expect((await client.api('GET', '/Leads?fields=Last_Name', { token })).status).toBe(200);
    const refused = await client.api('GET', '/Contacts?fields=Last_Name', { token });
    expect([refused.status, refused.body]).toEqual([
      401,
      expect.objectContaining({ code: 'OAUTH_SCOPE_MISMATCH' }),
    ]);
    expect((await client.api('GET', '/Leads/search?word=Daniel', { token })).status).toBe(401);
  });

  it('sends JSON as an attachment and no CORS headers', async () => {
    const { headers } = await client.api('GET', '/org');
    expect(headers['content-disposition']).toBe('attachment; filename=response.json');
    expect(headers['content-type']).toBe('application/json;charset=utf-8');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('names what is wrong with an address, a method or a body', async () => {
    expect((await client.api('GET', '/Nothing?fields=id')).body).toMatchObject({ code: 'INVALID_MODULE' });
    expect((await client.api('GET', '/org/x/y')).status).toBe(400);
    expect((await client.api('POST', '/org')).body).toMatchObject({ code: 'INVALID_REQUEST_METHOD' });
    expect((await client.api('GET', '/Contacts')).body).toMatchObject({ code: 'REQUIRED_PARAM_MISSING' });
    expect((await client.api('POST', '/Leads', { text: '{"data":[' })).status).toBe(400);
  });

  it('knows the organisation, the current user and the modules', async () => {
    expect((await client.api('GET', '/org')).body).toMatchObject({ org: [{ domain_name: 'org808232144' }] });
    const users = await client.api('GET', '/users?type=CurrentUser');
    expect(users.body).toMatchObject({ users: [{ full_name: 'Nora Lindqvist' }], info: { count: 1 } });
    const modules = (await client.api('GET', '/settings/modules')).body as {
      modules: { api_name: string }[];
    };
    expect(modules.modules.map((module) => module.api_name)).toContain('Calls');
    const fields = await client.api('GET', '/settings/fields?module=Contacts');
    const phones = (fields.body as { fields: { api_name: string; data_type: string }[] }).fields
      .filter((field) => field.data_type === 'phone')
      .map((field) => field.api_name);
    expect(phones).toEqual(['Phone', 'Mobile', 'Fax', 'Home_Phone', 'Other_Phone', 'Asst_Phone']);
  });
});

describe('records', () => {
  it('creates, reads, changes and deletes', async () => {
    const made = await client.api('POST', '/Leads', {
      body: { data: [{ Last_Name: 'Moss', Phone: '+12125550111' }] },
    });
    expect(made.status).toBe(201);
    const id = firstRow(made).details.id as string;
    expect(id).toMatch(/^\d{19}$/);
    expect(
      (await client.api('PUT', `/Leads/${id}`, { body: { data: [{ Company: 'Moss Ltd' }] } })).status,
    ).toBe(200);
    const read = await client.api('GET', `/Leads/${id}?fields=Last_Name,Company`);
    expect(read.body).toEqual({ data: [{ id, Last_Name: 'Moss', Company: 'Moss Ltd' }] });
    expect((await client.api('DELETE', `/Leads/${id}`)).status).toBe(200);
    expect((await client.api('GET', `/Leads/${id}`)).status).toBe(204);
  });

  it('names the field that is missing, too long or of the wrong form', async () => {
    const create = async (fields: object) => client.api('POST', '/Leads', { body: { data: [fields] } });
    const missing = await create({ Company: 'X' });
    expect(missing.status).toBe(400);
    expect(firstRow(missing)).toMatchObject({
      code: 'MANDATORY_NOT_FOUND',
      details: { api_name: 'Last_Name' },
    });
    const phone = firstRow(await create({ Last_Name: 'X', Phone: '12//34' }));
    expect(phone).toMatchObject({
      code: 'INVALID_DATA',
      details: { api_name: 'Phone', expected_data_type: 'phone' },
    });
    const long = firstRow(await create({ Last_Name: 'X', Phone: '1'.repeat(31) }));
    expect(long).toMatchObject({ code: 'INVALID_DATA', details: { maximum_length: 30 } });
    const picklist = firstRow(await create({ Last_Name: 'X', Lead_Source: 'Carrier pigeon' }));
    expect(picklist).toMatchObject({ code: 'INVALID_DATA', details: { api_name: 'Lead_Source' } });
  });

  it('answers 207 when some rows went well and some did not', async () => {
    const answer = await client.api('POST', '/Leads', {
      body: { data: [{ Last_Name: 'Good' }, { Company: 'Bad' }] },
    });
    expect(answer.status).toBe(207);
    expect((answer.body as { data: { code: string }[] }).data.map((row) => row.code)).toEqual([
      'SUCCESS',
      'MANDATORY_NOT_FOUND',
    ]);
  });

  it('updates by upsert what it finds, and inserts the rest', async () => {
    const body = {
      data: [
        { Last_Name: 'Hart', Email: 'amelia.hart@bluefin-aqua.example', Department: 'Sea' },
        { Last_Name: 'Fresh', Email: 'fresh@mail.example' },
      ],
      duplicate_check_fields: ['Email'],
    };
    const answer = await client.api('POST', '/Contacts/upsert', { body });
    expect(answer.body).toMatchObject({
      data: [
        { action: 'update', duplicate_field: 'Email' },
        { action: 'insert', duplicate_field: null },
      ],
    });
    expect((await client.api('POST', '/Calls/upsert', { body })).body).toMatchObject({
      code: 'NOT_SUPPORTED',
    });
  });

  it('lists related records and notes', async () => {
    const amelia = zoho.data.find('Contacts', { Full_Name: 'Amelia Hart' })!;
    const deals = await client.api('GET', `/Contacts/${amelia.id}/Deals?fields=Deal_Name,Stage,Amount`);
    expect(deals.body).toMatchObject({ data: [{ Deal_Name: 'Oxygen probes, phase 2' }] });
    const body = { data: [{ Note_Title: 'Call', Note_Content: 'Wants a quote' }] };
    expect((await client.api('POST', `/Contacts/${amelia.id}/Notes`, { body })).status).toBe(201);
    const notes = await client.api('GET', `/Contacts/${amelia.id}/Notes?fields=Note_Title,Note_Content`);
    expect(
      (notes.body as { data: { Note_Content: string }[] }).data.map((note) => note.Note_Content),
    ).toContain('Wants a quote');
  });

  it('pages through a list', async () => {
    const first = await client.api('GET', '/Contacts?fields=Full_Name&per_page=10&page=1');
    expect(first.body).toMatchObject({ info: { count: 10, page: 1, more_records: true } });
    const token = (first.body as { info: { next_page_token: string } }).info.next_page_token;
    const second = await client.api('GET', `/Contacts?fields=Full_Name&per_page=10&page_token=${token}`);
    expect(recordNames(second)).not.toEqual(recordNames(first));
  });
});

describe('composite requests', () => {
  const part = (uri: string, params: object) => ({ method: 'GET', uri, params });
  const composite = (...parts: object[]) =>
    client.api('POST', '/__composite_requests', { body: { __composite_requests: parts } });

  it('carries up to five calls, and answers in their order', async () => {
    const answer = await composite(
      part('/crm/v8/Contacts/search', { phone: '5035550141', fields: 'Full_Name' }),
      part('/crm/v8/Leads/search', { phone: '5035550141', fields: 'Full_Name' }),
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      __composite_requests: [
        { details: { response: { status_code: 200, body: { data: [{ Full_Name: 'Amelia Hart' }] } } } },
        { details: { response: { status_code: 204, body: {} } } },
      ],
    });
  });

  it('refuses a sixth part', async () => {
    const six = Array.from({ length: 6 }, () => part('/crm/v8/org', {}));
    expect((await composite(...six)).body).toMatchObject({
      code: 'INVALID_DATA',
      details: { maximum_length: 5 },
    });
  });
});
