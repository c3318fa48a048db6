import { describe, expect, it } from 'vitest';
import { useZoho } from '../support/use-zoho.ts';
import { recordNames } from '../support/zoho-client.ts';

const { zoho, client } = useZoho();

describe('search', () => {
  it('finds a number by the digits it contains', async () => {
    for (const phone of ['5035550141', '555-0141', '12025550142'])
      expect(recordNames(await client.api('GET', `/Contacts/search?phone=${phone}`))).toContain(
        'Amelia Hart',
      );
  });

  it('misses a number stored without the country code when asked with it', async () => {
    expect((await client.api('GET', '/Contacts/search?phone=%2B15035550141')).status).toBe(204);
  });

  it('takes only one of criteria, email, phone and word, in that order', async () => {
    const answer = await client.api(
      'GET',
      '/Contacts/search?criteria=(Last_Name:equals:Voss)&phone=5035550141&word=Amelia',
    );
    expect(recordNames(answer)).toEqual(['Ingrid Voss']);
    expect((await client.api('GET', '/Contacts/search')).body).toMatchObject({
      code: 'EXPECTED_PARAM_MISSING',
    });
  });

  it('reads brackets and commas that are escaped, and equals as "contains"', async () => {
    zoho.data.add('Leads', { Last_Name: 'Burns (junior), B', Company: 'Fermata' });
    const criteria = encodeURIComponent(
      '((Last_Name:equals:Burns \\(junior\\)\\, B)and(Company:starts_with:Ferm))',
    );
    expect(recordNames(await client.api('GET', `/Leads/search?criteria=${criteria}`))).toEqual([
      'Burns (junior), B',
    ]);
    const part = await client.api('GET', '/Leads/search?criteria=(Last_Name:equals:junior)');
    expect(recordNames(part)).toEqual(['Burns (junior), B']);
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
    expect(recordNames(await client.api('POST', '/coql', { body: { select_query: query } }))).toEqual([
      'Newcomer',
    ]);
    zoho.switches.indexDelayMs = 0;
    expect(recordNames(await client.api('GET', '/Contacts/search?phone=2125550187'))).toEqual(['Newcomer']);
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
    expect(recordNames(answer)).toEqual(['Ingrid Voss', 'Hana Kimura']);
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
