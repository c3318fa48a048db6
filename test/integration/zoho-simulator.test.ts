import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { createZohoClient, type ZohoClient } from '../support/zoho-client.ts';

let zoho: ZohoSandbox;
let client: ZohoClient;

beforeAll(async () => {
  zoho = await startZoho();
  client = createZohoClient(zoho);
});
afterAll(() => zoho.stop());
beforeEach(() => {
  zoho.faults.clear();
  zoho.switches.indexDelayMs = 0;
});

const names = (answer: { body: unknown }) =>
  (answer.body as { data: { Full_Name: string }[] }).data.map((record) => record.Full_Name);
const firstRow = (answer: { body: unknown }) =>
  (
    answer.body as {
      data: { code: string; status: string; details: Record<string, unknown>; message: string }[];
    }
  ).data[0]!;

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

describe('search', () => {
  it('finds a number by the digits it contains', async () => {
    for (const phone of ['5035550141', '555-0141', '12025550142'])
      expect(names(await client.api('GET', `/Contacts/search?phone=${phone}`))).toContain('Amelia Hart');
  });

  it('misses a number stored without the country code when asked with it', async () => {
    expect((await client.api('GET', '/Contacts/search?phone=%2B15035550141')).status).toBe(204);
  });

  it('takes only one of criteria, email, phone and word, in that order', async () => {
    const answer = await client.api(
      'GET',
      '/Contacts/search?criteria=(Last_Name:equals:Voss)&phone=5035550141&word=Amelia',
    );
    expect(names(answer)).toEqual(['Ingrid Voss']);
    expect((await client.api('GET', '/Contacts/search')).body).toMatchObject({
      code: 'EXPECTED_PARAM_MISSING',
    });
  });

  it('reads brackets and commas that are escaped, and equals as "contains"', async () => {
    zoho.data.add('Leads', { Last_Name: 'Burns (junior), B', Company: 'Fermata' });
    const criteria = encodeURIComponent(
      '((Last_Name:equals:Burns \\(junior\\)\\, B)and(Company:starts_with:Ferm))',
    );
    expect(names(await client.api('GET', `/Leads/search?criteria=${criteria}`))).toEqual([
      'Burns (junior), B',
    ]);
    const part = await client.api('GET', '/Leads/search?criteria=(Last_Name:equals:junior)');
    expect(names(part)).toEqual(['Burns (junior), B']);
  });

  it('refuses a query Zoho would not take', async () => {
    const code = async (query: string) => (await client.api('GET', `/Contacts/search?${query}`)).body;
    expect(await code('phone=12')).toMatchObject({ code: 'INVALID_DATA' });
    expect(await code('word=a')).toMatchObject({ code: 'INVALID_DATA' });
    expect(await code('criteria=(Phonee:equals:1)')).toMatchObject({ code: 'INVALID_QUERY' });
    expect(await code('criteria=Last_Name:equals:1')).toMatchObject({ code: 'INVALID_QUERY' });
    expect(await code('word=Hart&page=11&per_page=200')).toMatchObject({ code: 'LIMIT_REACHED' });
  });

  it('does not see a fresh record while its index lags, and COQL does', async () => {
    zoho.switches.indexDelayMs = 60_000;
    zoho.data.add('Contacts', { Last_Name: 'Newcomer', Phone: '+1 212 555 0187' });
    expect((await client.api('GET', '/Contacts/search?phone=2125550187')).status).toBe(204);
    const query = "select Full_Name from Contacts where Phone like '%555 0187'";
    expect(names(await client.api('POST', '/coql', { body: { select_query: query } }))).toEqual(['Newcomer']);
    zoho.switches.indexDelayMs = 0;
    expect(names(await client.api('GET', '/Contacts/search?phone=2125550187'))).toEqual(['Newcomer']);
  });
});

describe('COQL', () => {
  const coql = (select_query: string) => client.api('POST', '/coql', { body: { select_query } });

  it('compares numbers as they are written', async () => {
    expect((await coql("select id from Contacts where Phone like '%5035550141'")).status).toBe(204);
    expect((await coql("select id from Contacts where Phone = '(503) 555-0141'")).status).toBe(200);
  });

  it('follows lookups, orders and limits', async () => {
    const answer = await coql(
      "select Full_Name, Account_Name.Account_Name from Contacts where ((Last_Name in ('Voss','Bell')) or (Last_Name like 'Kim%')) order by Last_Name desc limit 0, 2",
    );
    expect(names(answer)).toEqual(['Ingrid Voss', 'Hana Kimura']);
    expect(answer.body).toMatchObject({ info: { count: 2, more_records: true } });
  });

  it('refuses what Zoho refuses', async () => {
    expect((await coql('select id from Contacts')).body).toMatchObject({ code: 'SYNTAX_ERROR' });
    expect((await coql("select Nix from Contacts where id = '1'")).body).toMatchObject({
      code: 'INVALID_QUERY',
    });
    const threeFlat = "select id from Contacts where Phone = '1' or Phone = '2' or Phone = '3'";
    expect((await coql(threeFlat)).body).toMatchObject({ code: 'SYNTAX_ERROR' });
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
    expect(names(second)).not.toEqual(names(first));
  });
});

describe('the Calls module', () => {
  const call = {
    Subject: 'Outbound call to Amelia Hart',
    Call_Type: 'Outbound',
    Call_Start_Time: '2026-02-23T13:30:00+01:00',
    Call_Duration: '03:25',
  };
  const log = async (fields: object) =>
    firstRow(await client.api('POST', '/Calls', { body: { data: [fields] } }));

  it('stores a call with its contact, and with a lead by What_Id and $se_module', async () => {
    const amelia = zoho.data.find('Contacts', { Full_Name: 'Amelia Hart' })!;
    const lead = zoho.data.find('Leads', { Full_Name: 'Maya Lindholm' })!;
    const logged = zoho.waitForRecord('Calls', (record) => record.Subject === call.Subject);
    expect(await log({ ...call, Who_Id: { id: amelia.id } })).toMatchObject({ code: 'SUCCESS' });
    expect(await logged).toMatchObject({ Call_Duration_in_seconds: 205, Who_Id: { name: 'Amelia Hart' } });
    expect(await log({ ...call, What_Id: { id: lead.id }, $se_module: 'Leads' })).toMatchObject({
      code: 'SUCCESS',
    });
    expect(await log({ ...call, What_Id: { id: lead.id } })).toMatchObject({
      code: 'MANDATORY_NOT_FOUND',
      details: { api_name: '$se_module' },
    });
    expect(await log({ ...call, Who_Id: { id: lead.id } })).toMatchObject({ code: 'INVALID_DATA' });
  });

  it('wants a duration other than zero, unless the call was missed', async () => {
    expect(await log({ ...call, Call_Duration: '00:00' })).toMatchObject({
      code: 'DEPENDENT_MISMATCH',
      message: 'Call Duration can not be zero.',
    });
    expect(await log({ ...call, Call_Type: 'Missed', Call_Duration: undefined })).toMatchObject({
      code: 'SUCCESS',
    });
    expect(await log({ ...call, Call_Type: 'Sideways' })).toMatchObject({ code: 'INVALID_DATA' });
  });

  it('makes a unique key field on request, and then refuses a second call with the same key', async () => {
    const body = {
      fields: [
        {
          field_label: 'Softphone Call Key',
          data_type: 'text',
          length: 64,
          unique: { case_sensitive: false },
        },
      ],
    };
    const made = await client.api('POST', '/settings/fields?module=Calls', { body });
    expect(made.status).toBe(201);
    const first = await log({ ...call, Softphone_Call_Key: 'k-1' });
    expect(first).toMatchObject({ code: 'SUCCESS' });
    expect(await log({ ...call, Softphone_Call_Key: 'K-1' })).toMatchObject({
      code: 'DUPLICATE_DATA',
      details: {
        api_name: 'Softphone_Call_Key',
        id: first.details.id,
        duplicate_record: { id: first.details.id },
      },
    });
    const again = await client.api('POST', '/settings/fields?module=Calls', { body });
    expect([again.status, again.body]).toEqual([400, expect.objectContaining({ code: 'DUPLICATE_DATA' })]);
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
