import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSugar, type Sugar, SUGAR_USER } from '../sandbox/crms/sugarcrm.ts';
import { CALL, connectTemplate, logOnce, problem } from '../support/template-connection.ts';

describe('SugarCRM', () => {
  const fields = { host: 'acme.sugarondemand.com', ...SUGAR_USER };
  let sugar: Sugar;

  beforeEach(async () => {
    sugar = await startSugar({
      Contacts: [
        {
          id: 'c-1',
          first_name: 'Ana',
          last_name: 'Weber',
          account_name: 'Acme',
          phone_work: '030 23125380',
          email: [
            { email_address: 'old@acme.example', primary_address: false },
            { email_address: 'ana@acme.example', primary_address: true },
          ],
        },
      ],
      Leads: [{ id: 'l-1', first_name: '', last_name: 'Lead', phone_mobile: '+493023125380' }],
      Users: [
        {
          id: 'u-1',
          first_name: 'Ben',
          last_name: 'Boss',
          email: [{ email_address: 'ben@acme.example', primary_address: true }],
        },
      ],
      Calls: [],
      Notes: [],
    });
  });
  afterEach(() => sugar.close());

  it('goes from sign-in to a logged call', async () => {
    const { connector } = connectTemplate('sugarcrm.xml', fields, sugar);
    expect(await connector.check()).toMatchObject({ id: 'u-1' });
    const found = await connector.findByNumber(CALL.number);
    expect(found).toEqual([
      expect.objectContaining({
        module: 'Contacts',
        name: 'Ana Weber',
        email: 'ana@acme.example',
        url: 'https://acme.sugarondemand.com/#Contacts/c-1',
      }),
      expect.objectContaining({ module: 'Leads', name: 'Lead' }),
    ]);
    const lead = await connector.create('lead', {
      firstName: '',
      lastName: 'He said "hi"',
      company: 'Ünal & Co',
      email: '',
      phone: '+49301',
      fields: {},
    });
    expect(sugar.world.Leads.at(-1)).toMatchObject({
      id: lead.id,
      last_name: 'He said "hi"',
      account_name: 'Ünal & Co',
    });
    await logOnce(connector, { ...CALL, record: found[0], recordingUrl: 'https://pbx.example/rec/1.wav' });
    const id = await logOnce(connector, { ...CALL, record: found[0] });
    expect(sugar.world.Calls).toEqual([
      expect.objectContaining({
        name: 'Call from Ana Weber',
        date_start: '2026-01-05T10:20:30Z',
        duration_hours: '00',
        duration_minutes: '03',
        status: 'Held',
        parent_type: 'Contacts',
        parent_id: 'c-1',
        description: expect.stringContaining('https://pbx.example/rec/1.wav'),
      }),
    ]);
    const late = { ...CALL, record: found[0], note: 'Order the "oak"\nones' };
    await connector.changeCall!(id, late);
    await connector.changeCall!(id, late);
    expect(sugar.world.Calls[0]!.description).toContain('Order the "oak"\nones');
    expect(await connector.findLoggedCall(CALL.key)).toBe(id);
    await connector.addNote(found[0]!, 'Later');
    expect(sugar.world.Notes).toHaveLength(1);
    expect((await connector.search('web')).map(({ id }) => id)).toEqual(['c-1']);
  });

  it('renews its session by token, then by password', async () => {
    const { connector } = connectTemplate('sugarcrm.xml', fields, sugar);
    await connector.check();
    sugar.expireSessions();
    expect(await connector.findByNumber(CALL.number)).toHaveLength(2);
    sugar.expireSessions(true);
    expect(await connector.findByNumber(CALL.number)).toHaveLength(2);
    const grants = sugar.requests
      .filter(({ url }) => url.pathname.endsWith('/oauth2/token'))
      .map(({ body }) => (JSON.parse(body) as { grant_type: string }).grant_type);
    expect(grants).toEqual(['password', 'refresh_token', 'refresh_token', 'password']);
  });

  it('says that the password is wrong', async () => {
    const { connector } = connectTemplate('sugarcrm.xml', { ...fields, password: 'wrong' }, sugar);
    expect(await problem(connector.check())).toBe('signed-out');
  });
});
