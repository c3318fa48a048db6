import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZendesk, type Zendesk, ZENDESK_AGENT } from '../sandbox/crms/zendesk.ts';
import { CALL, connectTemplate } from '../support/template-connection.ts';

describe('Zendesk', () => {
  const fields = { subdomain: 'acme', email: ZENDESK_AGENT.email, api_token: ZENDESK_AGENT.token };
  let zendesk: Zendesk;

  beforeEach(async () => {
    zendesk = await startZendesk([
      { id: 1, name: 'Ben Boss', email: 'ben@acme.example', phone: null, role: 'agent', identities: [] },
      {
        id: 11,
        name: 'Jane Roe',
        email: 'jane@x.example',
        phone: null,
        role: 'end-user',
        identities: [
          { type: 'email', value: 'jane@x.example' },
          { type: 'phone_number', value: '+493023125380' },
          { type: 'phone_number', value: '+4989222' },
        ],
      },
    ]);
  });
  afterEach(() => zendesk.close());

  it('goes from a ringing call to a ticket with its recording', async () => {
    const { connector } = connectTemplate('zendesk.xml', fields, zendesk);
    expect(await connector.check()).toMatchObject({ id: '1' });
    expect(connector.abilities).toMatchObject({ tickets: true, create: ['contact'] });
    const found = await connector.findByNumber(CALL.number);
    expect(found).toEqual([
      expect.objectContaining({
        name: 'Jane Roe',
        url: 'https://acme.zendesk.com/agent/users/11/tickets',
        phones: [
          { label: 'Business', number: '+493023125380' },
          { label: 'Business 2', number: '+4989222' },
        ],
      }),
    ]);
    const entry = { ...CALL, record: found[0], recordingUrl: 'https://pbx.example/rec/1.wav' };
    const id = await connector.startTicket({ ...entry, outcome: 'missed' });
    await connector.endTicket(entry);
    await connector.logCall(entry);
    expect(zendesk.tickets).toEqual([
      {
        id: Number(id),
        fields: expect.objectContaining({
          requester_id: 11,
          assignee_id: 1,
          group_id: 9007199254740,
          external_id: 'call-7f3a',
        }),
        comments: [expect.anything(), expect.objectContaining({ public: false })],
        voiceComments: [expect.objectContaining({ from: '+493023125380', to: '1001', call_duration: 205 })],
      },
    ]);
  });

  it('makes a ticket for an unknown caller, creates the contact, and waits when asked to', async () => {
    const { connector } = connectTemplate('zendesk.xml', fields, zendesk);
    const stranger = { raw: '+4930999', e164: '+4930999', country: 'DE' };
    expect(await connector.findByNumber(stranger)).toEqual([]);
    await connector.startTicket({ ...CALL, number: stranger });
    expect(zendesk.tickets[0]!.fields).not.toHaveProperty('requester_id');
    const contact = await connector.create('contact', {
      firstName: 'New',
      lastName: 'Caller',
      company: '',
      email: '',
      phone: '+4930999',
      fields: {},
    });
    expect(await connector.findByNumber(stranger)).toMatchObject([{ id: contact.id, name: 'New Caller' }]);
    zendesk.throttleNext(30);
    await expect(connector.findByNumber(CALL.number)).rejects.toMatchObject({ kind: 'rate-limited' });
  });
});
