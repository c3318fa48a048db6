import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startVtiger, type Vtiger, VTIGER_USER } from '../sandbox/crms/vtiger.ts';
import { CALL, connectTemplate, logOnce, problem } from '../support/template-connection.ts';

describe('Vtiger', () => {
  const fields = {
    host: 'acme.od2.vtiger.com',
    username: VTIGER_USER.username,
    access_key: VTIGER_USER.accessKey,
  };
  let vtiger: Vtiger;

  beforeEach(async () => {
    vtiger = await startVtiger({
      Contacts: [
        {
          id: '4x12',
          firstname: 'Ana',
          lastname: 'Weber',
          phone: '+49 30 23125380',
          mobile: '',
          email: 'a@b.example',
        },
      ],
      Leads: [
        {
          id: '10x7',
          firstname: 'Lea',
          lastname: 'Lead',
          company: 'Beta',
          phone: '030/23125380',
          mobile: '',
        },
      ],
      Users: [{ id: '19x1', first_name: 'Ben', last_name: 'Boss', email1: 'ben@acme.example' }],
      Events: [],
      ModComments: [],
    });
  });
  afterEach(() => vtiger.close());

  it('goes from sign-in to a logged call', async () => {
    const { connector } = connectTemplate('vtiger.xml', fields, vtiger);
    expect(await connector.check()).toMatchObject({ id: '19x1' });
    const found = await connector.findByNumber(CALL.number);
    expect(found.map(({ id, name, url }) => [id, name, url])).toEqual([
      ['4x12', 'Ana Weber', 'https://acme.od2.vtiger.com/index.php?module=Contacts&view=Detail&record=12'],
      ['10x7', 'Lea Lead', 'https://acme.od2.vtiger.com/index.php?module=Leads&view=Detail&record=7'],
    ]);
    const lead = await connector.create('lead', {
      firstName: 'New',
      lastName: 'Caller',
      company: 'C',
      email: '',
      phone: '+49301',
      fields: {},
    });
    expect(vtiger.world.Leads.at(-1)).toMatchObject({ id: lead.id, assigned_user_id: '19x1' });
    expect(lead.url).toContain(`record=${lead.id.split('x')[1]}`);
    await logOnce(connector, { ...CALL, record: found[1], outcome: 'missed', talkSeconds: 0 });
    const id = await logOnce(connector, { ...CALL, record: found[1] });
    expect(vtiger.world.Events).toEqual([
      expect.objectContaining({
        subject: 'Missed call from Lea Lead',
        eventstatus: 'Not Held',
        date_start: '2026-01-05',
        time_start: '10:20:30',
        parent_id: '10x7',
      }),
    ]);
    const late = { ...CALL, record: found[1], note: 'Order the "oak"\nones' };
    await connector.changeCall!(id, late);
    await connector.changeCall!(id, late);
    expect(vtiger.world.Events[0]!.description).toContain('Order the "oak"\nones');
    expect(await connector.findLoggedCall(CALL.key)).toBe(id);
    await connector.addNote(found[0]!, 'Later');
    expect(vtiger.world.ModComments[0]).toMatchObject({ commentcontent: 'Later', related_to: '4x12' });
  });

  it('sees a refusal that comes with success', async () => {
    const { connector } = connectTemplate('vtiger.xml', fields, vtiger);
    vtiger.world.Users.length = 0;
    expect(await problem(connector.logCall(CALL))).toBe('rejected');
    const { connector: stranger } = connectTemplate('vtiger.xml', { ...fields, access_key: 'x' }, vtiger);
    expect(await problem(stranger.check())).toBe('signed-out');
  });
});
