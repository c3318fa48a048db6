import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenApi, type OpenApi, validateRequests } from '../sandbox/zoho/openapi.ts';
import { openApiFolder } from '../sandbox/zoho/openapi-folder.ts';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { createZohoClient, type ZohoClient } from '../support/zoho-client.ts';

/** Zoho's OpenAPI files are not ours to keep in the repository: the checks run where they lie beside it. */
const folder = openApiFolder();

describe.runIf(folder)('answers held against the OpenAPI files of Zoho', () => {
  let zoho: ZohoSandbox;
  let client: ZohoClient;
  let openApi: OpenApi;

  beforeAll(async () => {
    zoho = await startZoho();
    client = createZohoClient(zoho);
    openApi = createOpenApi(folder!);
  });
  afterAll(() => zoho.stop());

  /** Sends a call and gives what is wrong with the call or its answer. */
  async function findings(method: string, path: string, status: number, body?: unknown): Promise<string[]> {
    const answer = await client.api(method, path, { body });
    const url = new URL(`/crm/v8${path}`, 'https://x');
    const request = { method, path: url.pathname, query: Object.fromEntries(url.searchParams), body };
    return [
      ...(answer.status === status
        ? []
        : [`${answer.status} in place of ${status}: ${answer.text.slice(0, 300)}`]),
      ...openApi.checkAnswer(request, answer.status, answer.body),
    ];
  }
  const idOf = (module: string, fields: object) => zoho.data.find(module, { ...fields })!.id;

  // Left out, because Zoho's documentation and real answers differ from the files: layouts (each field is said to have
  // "file_upolad_optionlist" and the like), upsert (no "action"), and INVALID_QUERY (it demands "api_name" and forbids it).
  const reads = [
    ['/org', 200],
    ['/users?type=CurrentUser', 200],
    ['/users?type=AllUsers&page=1&per_page=2', 200],
    ['/Contacts/search?phone=5035550141&fields=Full_Name,Phone', 200],
    ['/Contacts/search?phone=5035550141', 200],
    ['/Contacts/search?phone=99999999', 204],
    ['/Leads/search?word=Daniel&fields=Full_Name', 200],
    ['/Contacts/search', 400],
    ['/Nothing/search?word=abc', 400],
    ['/Contacts/search?word=Hart&page=11&per_page=200', 400],
    ['/Contacts?fields=Full_Name,Phone,Owner&per_page=10', 200],
    ['/Deals?fields=Deal_Name,Stage&sort_by=id&sort_order=asc', 200],
    ['/settings/modules', 200],
    ['/settings/modules/Calls', 200],
    ['/settings/fields?module=Contacts', 200],
    ['/settings/fields?module=Calls', 200],
    ['/settings/related_lists?module=Contacts', 200],
  ] as const;
  it.each(reads)('GET %s', async (path, status) => {
    expect(await findings('GET', path, status)).toEqual([]);
  });

  it('single records and related lists', async () => {
    const amelia = idOf('Contacts', { Full_Name: 'Amelia Hart' });
    expect(await findings('GET', `/Contacts/${amelia}`, 200)).toEqual([]);
    expect(await findings('GET', '/Contacts/5725767000000999999', 204)).toEqual([]);
    for (const list of ['Deals', 'Calls'])
      expect(await findings('GET', `/Contacts/${amelia}/${list}?fields=id,Created_Time`, 200)).toEqual([]);
    expect(
      await findings('GET', `/Contacts/${amelia}/Notes?fields=Note_Title,Note_Content,Parent_Id`, 200),
    ).toEqual([]);
  });

  it('created, changed, refused and deleted records', async () => {
    const good = {
      data: [{ Last_Name: 'Valid', Company: 'Inc', Phone: '+12125550100' }],
      trigger: ['workflow'],
    };
    expect(await findings('POST', '/Leads', 201, good)).toEqual([]);
    expect(await findings('POST', '/Leads', 400, { data: [{ Company: 'x' }] })).toEqual([]);
    expect(await findings('POST', '/Leads', 400, { data: [{ Last_Name: 'x', Phone: '//' }] })).toEqual([]);
    const id = idOf('Leads', { Last_Name: 'Valid' });
    expect(await findings('PUT', `/Leads/${id}`, 200, { data: [{ Company: 'Other' }] })).toEqual([]);
    expect(await findings('DELETE', `/Leads/${id}`, 200)).toEqual([]);
  });

  it('calls and notes', async () => {
    const amelia = idOf('Contacts', { Full_Name: 'Amelia Hart' });
    const call = {
      Subject: 'Outbound call',
      Call_Type: 'Outbound',
      Call_Start_Time: '2026-02-23T13:30:00+01:00',
      Call_Duration: '03:25',
      Who_Id: { id: amelia },
    };
    expect(await findings('POST', '/Calls', 201, { data: [call] })).toEqual([]);
    const note = { Note_Title: 'Call', Note_Content: 'Text' };
    const parent = { Parent_Id: { module: { api_name: 'Contacts' }, id: amelia } };
    expect(await findings('POST', '/Notes', 201, { data: [{ ...note, ...parent }] })).toEqual([]);
    expect(await findings('POST', `/Contacts/${amelia}/Notes`, 201, { data: [note] })).toEqual([]);
  });

  it('COQL and composite requests', async () => {
    const query = (select_query: string) => ({ select_query });
    const good = query("select Full_Name, Phone from Contacts where Phone like '%0141' limit 0, 50");
    expect(await findings('POST', '/coql', 200, good)).toEqual([]);
    expect(await findings('POST', '/coql', 400, query('select id from Contacts'))).toEqual([]);
    expect(await findings('POST', '/coql', 400, query("select Nix from Contacts where id = '1'"))).toEqual(
      [],
    );
    expect(await findings('POST', '/coql', 204, query("select id from Contacts where Phone = '1'"))).toEqual(
      [],
    );
    const part = { method: 'GET', uri: '/crm/v8/Contacts/search', params: { phone: '5035550141' } };
    expect(await findings('POST', '/__composite_requests', 200, { __composite_requests: [part] })).toEqual(
      [],
    );
    const six = { __composite_requests: Array.from({ length: 6 }, () => part) };
    expect(await findings('POST', '/__composite_requests', 400, six)).toEqual([]);
  });

  it('a new unique field', async () => {
    const field = {
      field_label: 'Call Key',
      data_type: 'text',
      length: 64,
      unique: { case_sensitive: false },
    };
    expect(await findings('POST', '/settings/fields?module=Calls', 201, { fields: [field] })).toEqual([]);
    expect(await findings('POST', '/settings/fields?module=Calls', 400, { fields: [field] })).toEqual([]);
  });

  it('notices an answer of the wrong shape', () => {
    const request = { method: 'GET', path: '/crm/v8/org', query: {}, body: undefined };
    expect(openApi.checkAnswer(request, 200, { org: 'Harborlight' })).toHaveLength(1);
    expect(openApi.checkAnswer(request, 418, {})).toHaveLength(1);
  });

  it('finds nothing wrong with valid requests, and every fault of invalid ones', async () => {
    zoho.requests.length = 0;
    await client.api('GET', '/Contacts/search?phone=5035550141&fields=Full_Name');
    await client.api('POST', '/Leads', { body: { data: [{ Last_Name: 'Once' }] } });
    expect(validateRequests(zoho.requests, folder!)).toEqual([]);
    const wrongPart = { method: 'GET', uri: '/crm/v8/Contacts/search', params: { telephone: '1' } };
    await client.api('GET', '/Contacts/search?phon=1');
    await client.api('POST', '/Leads', { body: { data: 'no list' } });
    await client.api('GET', '/no/such/thing/is/there');
    await client.api('POST', '/__composite_requests', { body: { __composite_requests: [wrongPart] } });
    const wrong = validateRequests(zoho.requests, folder!);
    expect(wrong.filter((finding) => finding.includes('phon"'))).toHaveLength(1);
    expect(wrong.filter((finding) => finding.startsWith('POST /crm/v8/Leads'))).toHaveLength(1);
    expect(wrong.filter((finding) => finding.includes('no such operation'))).toHaveLength(1);
    expect(wrong.filter((finding) => finding.includes('telephone'))).toHaveLength(1);
  });
});
