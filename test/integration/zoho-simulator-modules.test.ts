import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { createZohoClient, type ZohoClient } from '../support/zoho-client.ts';

let zoho: ZohoSandbox;
let client: ZohoClient;

beforeAll(async () => {
  zoho = await startZoho({ contacts: 1_000, seed: 5 });
  client = createZohoClient(zoho);
});
afterAll(() => zoho.stop());

const oldVersion = (method: string, path: string, body?: object) =>
  client.send({
    method,
    host: 'www.zohoapis.com',
    path: `/crm/v2${path}`,
    headers: { authorization: `Zoho-oauthtoken ${zoho.oauth.issueAccessToken()}` },
    text: body && JSON.stringify(body),
  });

describe('version 2 of the API', () => {
  it('lists without naming fields', async () => {
    expect((await oldVersion('GET', '/Leads?per_page=5')).status).toBe(200);
  });

  it('takes a note with a plain parent id and se_module', async () => {
    const [lead] = zoho.data.leads;
    const note = { Note_Content: 'Old style', Parent_Id: lead!.id, se_module: 'Leads' };
    expect((await oldVersion('POST', '/Notes', { data: [note] })).status).toBe(201);
    expect(zoho.data.notes.at(-1)).toMatchObject({
      Parent_Id: { id: lead!.id, module: { api_name: 'Leads' } },
    });
  });

  it('has no composite requests', async () => {
    const answer = await oldVersion('POST', '/__composite_requests', { __composite_requests: [] });
    expect(answer.body).toMatchObject({ code: 'API_NOT_SUPPORTED' });
  });
});

describe('what an administrator may change', () => {
  it('answers for a hidden module as if there were none', async () => {
    const module = zoho.data.metadata.module('Deals')!;
    module.visible = false;
    expect((await client.api('GET', '/Deals?fields=id')).body).toMatchObject({ code: 'INVALID_MODULE' });
    module.visible = true;
    expect((await client.api('GET', '/Deals?fields=id')).status).toBe(200);
  });

  it('searches the phone fields of a custom module', async () => {
    zoho.data.metadata.addModule('Suppliers', 'Supplier', 'Suppliers', { Name: 'text', Hotline: 'phone' });
    zoho.data.add('Suppliers', { Name: 'Cable & Co', Hotline: '(312) 555-0170' });
    const found = await client.api('GET', '/Suppliers/search?phone=3125550170');
    expect(found.body).toMatchObject({ data: [{ Name: 'Cable & Co' }] });
  });

  it('refuses a repeated value in a field made unique, and names who has it', async () => {
    zoho.data.makeUnique('Contacts', 'Email');
    const amelia = zoho.data.find('Contacts', { Full_Name: 'Amelia Hart' })!;
    const body = { data: [{ Last_Name: 'Twin', Email: amelia.Email }] };
    expect((await client.api('POST', '/Contacts', { body })).body).toMatchObject({
      data: [{ code: 'DUPLICATE_DATA', details: { api_name: 'Email', duplicate_record: { id: amelia.id } } }],
    });
  });

  it('demands the fields of a layout when a layout is named', async () => {
    const create = (fields: object) => client.api('POST', '/Leads', { body: { data: [fields] } });
    expect((await create({ Last_Name: 'Free' })).status).toBe(201);
    const held = await create({
      Last_Name: 'Held',
      Layout: { id: zoho.data.metadata.module('Leads')!.layoutId },
    });
    expect(held.body).toMatchObject({
      data: [{ code: 'MANDATORY_NOT_FOUND', details: { api_name: 'Company' } }],
    });
  });

  it('answers NO_PERMISSION to all calls of a profile without API access', async () => {
    zoho.switches.withoutApiAccess = true;
    const answer = await client.api('GET', '/org');
    zoho.switches.withoutApiAccess = false;
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'NO_PERMISSION' })]);
  });
});

describe('records over time', () => {
  it('makes a contact with an account of a lead, once', async () => {
    const lead = zoho.data.add('Leads', {
      Last_Name: 'Convertible',
      Company: 'Roadster Inc',
      Phone: '+12125550160',
    });
    const convert = () => client.api('POST', `/Leads/${lead.id}/actions/convert`, { body: { data: [{}] } });
    expect((await convert()).status).toBe(200);
    expect(zoho.data.find('Contacts', { Last_Name: 'Convertible' })).toMatchObject({
      Account_Name: { name: 'Roadster Inc' },
    });
    expect((await client.api('GET', '/Leads/search?phone=2125550160')).status).toBe(204);
    expect((await client.api('GET', '/Leads/search?phone=2125550160&converted=true')).status).toBe(200);
    expect((await convert()).body).toMatchObject({ data: [{ code: 'ID_ALREADY_CONVERTED' }] });
  });

  it('refuses a change to a record that was changed since', async () => {
    const lead = zoho.data.add('Leads', { Last_Name: 'Contested' });
    const headers = { 'if-unmodified-since': '2020-01-01T00:00:00+00:00' };
    const body = { data: [{ Company: 'Late' }] };
    expect((await client.api('PUT', `/Leads/${lead.id}`, { body, headers })).status).toBe(412);
    expect((await client.api('PUT', `/Leads/${lead.id}`, { body })).status).toBe(200);
  });

  it('lists only what changed since a moment, and what was deleted', async () => {
    const future = { 'if-modified-since': '2100-01-01T00:00:00+00:00' };
    expect((await client.api('GET', '/Leads?fields=id', { headers: future })).status).toBe(304);
    const lead = zoho.data.add('Leads', { Last_Name: 'Gone' });
    await client.api('DELETE', `/Leads/${lead.id}`);
    const deleted = await client.api('GET', '/Leads/deleted');
    expect((deleted.body as { data: { id: string }[] }).data.map(({ id }) => id)).toContain(lead.id);
  });

  it('finds each of a thousand generated contacts by its last digits', async () => {
    const missed: string[] = [];
    for (const { id, e164 } of zoho.generated.filter((_, index) => index % 23 === 0)) {
      const answer = await client.api('GET', `/Contacts/search?phone=${e164.slice(-7)}&fields=Phone,Mobile`);
      const found =
        (answer.body as { data: { id: string }[] } | undefined)?.data.map((record) => record.id) ?? [];
      if (!found.includes(id)) missed.push(e164);
    }
    expect(missed).toEqual([]);
  });
});
