import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallEntry } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { createTemplateConnector, type TemplateConnector } from '@/utils/crm/template/connector';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { computeOrigins } from '@/utils/crm/template/origins';
import { createMemoryTokenStore } from '@/utils/crm/template/tokens';
import { createHttp } from '@/utils/http/fetch';
import { fetchFrom, type JsonServer } from '../sandbox/crms/json-server.ts';
import { SALESFORCE_CLIENT, startSalesforce } from '../sandbox/crms/salesforce.ts';
import { startSugar, SUGAR_USER } from '../sandbox/crms/sugarcrm.ts';
import { startVtiger, VTIGER_USER } from '../sandbox/crms/vtiger.ts';
import { startZendesk, ZENDESK_AGENT } from '../sandbox/crms/zendesk.ts';

const REDIRECT = 'https://pnbelmgbcfkdllacdchjejgeblpiaahc.chromiumapp.org/crm';
const servers: JsonServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** The product's connector for a built-in template, reaching simulated CRMs under the names of the real ones. */
function connect(
  file: string,
  fields: Record<string, string>,
  server: JsonServer & { hosts: readonly string[] },
) {
  servers.push(server);
  const bytes = readFileSync(new URL(`../../public/templates/${file}`, import.meta.url));
  const { template, issues } = loadTemplate(new Uint8Array(bytes));
  expect(issues).toEqual([]);
  const origins = computeOrigins(template!, fields);
  const fetch = fetchFrom(Object.fromEntries(server.hosts.map((host) => [host, server.port])));
  const connector = createTemplateConnector({
    template: template!,
    fields,
    tokens: createMemoryTokenStore(),
    allowedOrigins: new Set([...origins.data, ...origins.secret]),
    allowedPrivate: new Set(),
    http: createHttp({
      fetch,
      allowedOrigins: () => [...origins.data, ...origins.secret, ...origins.patterns],
    }),
    clock: Date.now,
    crypto: globalThis.crypto,
    redirectUri: REDIRECT,
    timeZone: 'Europe/Berlin',
    user: { name: 'Ben Boss', email: 'Ben@acme.example', number: '1001' },
  });
  return { connector, fetch };
}

const CALL: CallEntry = {
  key: 'call-7f3a',
  direction: 'inbound',
  outcome: 'answered',
  startedAt: 1_767_608_430_000,
  answeredAt: 1_767_608_436_000,
  endedAt: 1_767_608_641_000,
  talkSeconds: 205,
  utcOffsetMinutes: 60,
  number: { raw: '+493023125380', e164: '+493023125380', country: 'DE' },
  subject: '',
  description: '',
  note: 'Wants an "offer"\nby Friday\\',
};

const NUMBER = CALL.number;
const problem = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof CrmError ? error.kind : error),
  );

/** Logging twice under one key is one record: what the outbox does after an answer was lost. */
async function logOnce(connector: TemplateConnector, entry: CallEntry) {
  const id = (await connector.findLoggedCall(entry.key)) ?? (await connector.logCall(entry));
  expect(await connector.findLoggedCall(entry.key)).toBe(id);
  return id;
}

describe('Salesforce', () => {
  const fields = {
    login_host: 'login.salesforce.com',
    client_id: SALESFORCE_CLIENT.id,
    client_secret: SALESFORCE_CLIENT.secret,
  };
  const start = () =>
    startSalesforce({
      Contact: [
        {
          Id: '003000000000001AAA',
          FirstName: 'Ana',
          LastName: "O'Neil",
          Phone: '(030) 23125-380',
          Account: { Name: 'Acme' },
        },
        { Id: '003000000000002AAA', FirstName: 'Cy', LastName: 'Else', Phone: '+1 212 555 0106' },
      ],
      Lead: [
        {
          Id: '00Q000000000001AAA',
          FirstName: 'Lea',
          LastName: 'Lead',
          MobilePhone: '+49 30 23125380',
          Company: 'Beta',
        },
      ],
      User: [{ Id: '005000000000001AAA', FirstName: 'Ben', LastName: 'Boss', Email: 'ben@acme.example' }],
      Task: [],
      Note: [],
    });

  async function signIn({ connector, fetch }: ReturnType<typeof connect>) {
    const page = await connector.engine.session.beginSignIn();
    const answer = await fetch(page.url, { redirect: 'manual' });
    await connector.engine.session.finishSignIn(page, answer.headers.get('location')!);
  }

  it('goes from sign-in to a logged call', async () => {
    const salesforce = await start();
    const connected = connect('salesforce.xml', fields, salesforce);
    const { connector } = connected;
    expect(await problem(connector.check())).toBe('signed-out');
    await signIn(connected);
    expect(await connector.check()).toMatchObject({ id: '005000000000001AAA', name: 'Ben Boss' });

    const found = await connector.findByNumber(NUMBER);
    expect(found).toEqual([
      expect.objectContaining({
        module: 'Contact',
        name: "Ana O'Neil",
        company: 'Acme',
        url: 'https://acme.my.salesforce.com/003000000000001AAA',
      }),
      expect.objectContaining({ module: 'Lead', kindLabel: 'Lead', name: 'Lea Lead', company: 'Beta' }),
    ]);

    const lead = await connector.create('lead', {
      firstName: 'New',
      lastName: 'Caller',
      company: '',
      email: 'new@caller.example',
      phone: '+493099',
      fields: {},
    });
    expect(salesforce.world.Lead.at(-1)).toMatchObject({
      Id: lead.id,
      LastName: 'Caller',
      Company: '[not provided]',
    });
    expect(lead.url).toBe(`https://acme.my.salesforce.com/${lead.id}`);

    const id = await logOnce(connector, { ...CALL, record: found[0] });
    await logOnce(connector, { ...CALL, record: found[0] });
    expect(salesforce.world.Task).toEqual([
      expect.objectContaining({
        Id: id,
        Subject: "Call from Ana O'Neil",
        CallType: 'Inbound',
        CallDurationInSeconds: 205,
        ActivityDate: '2026-01-05',
        WhoId: '003000000000001AAA',
        OwnerId: '005000000000001AAA',
        Description: expect.stringContaining('Wants an "offer"\nby Friday\\'),
      }),
    ]);

    await connector.addNote(found[0]!, 'Call back\nnext week');
    expect(salesforce.world.Note[0]).toMatchObject({ Title: 'Call back', Body: 'Call back\nnext week' });
    expect((await connector.search('lea')).map(({ name }) => name)).toEqual(['Lea Lead']);
  });

  it('renews an ended session once, and asks to sign in when that is refused', async () => {
    const salesforce = await start();
    const connected = connect('salesforce.xml', fields, salesforce);
    await signIn(connected);
    salesforce.expireSessions();
    expect(await connected.connector.findByNumber(NUMBER)).toHaveLength(2);
    expect(salesforce.requests.filter(({ url }) => url.pathname.endsWith('/token'))).toHaveLength(2);
    salesforce.expireSessions();
    salesforce.failNext('/oauth2/token', { status: 400, body: { error: 'invalid_grant' } });
    expect(await problem(connected.connector.findByNumber(NUMBER))).toBe('signed-out');
  });

  it('tells a refusal, a wait and a lost answer apart', async () => {
    const salesforce = await start();
    const connected = connect('salesforce.xml', fields, salesforce);
    const { connector } = connected;
    await signIn(connected);
    expect(await problem(connector.logCall({ ...CALL, record: { module: 'Contact', id: '003gone' } }))).toBe(
      'rejected',
    );
    salesforce.failNext('/sobjects/Task', { status: 429, body: [], headers: { 'retry-after': '7' } });
    await expect(connector.logCall(CALL)).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAt: expect.any(Number),
    });
    salesforce.failNext('/sobjects/Task', { status: 502, body: '<html>' });
    expect(await problem(connector.logCall(CALL))).toBe('ambiguous');
    expect(salesforce.world.Task).toEqual([]);
  });

  it('goes to no host that the sign-in invents', async () => {
    const salesforce = await start();
    const connected = connect('salesforce.xml', fields, salesforce);
    const page = await connected.connector.engine.session.beginSignIn();
    const back = `${REDIRECT}?state=${page.state}&code=c`;
    for (const invented of [
      'https://salesforce.com.evil.example',
      'https://evilsalesforce.com',
      'http://acme.my.salesforce.com',
      'https://acme.my.salesforce.com:8443',
      'https://acme.my.salesforce.com@evil.example',
      'acme.my.salesforce.com',
    ]) {
      salesforce.failNext('/oauth2/token', {
        status: 200,
        body: { access_token: 'x', instance_url: invented },
      });
      await expect(connected.connector.engine.session.finishSignIn(page, back)).rejects.toThrow(
        'does not trust',
      );
    }
    expect(await problem(connected.connector.check())).toBe('signed-out');
  });
});

describe('SugarCRM', () => {
  const fields = { host: 'acme.sugarondemand.com', ...SUGAR_USER };
  const start = () =>
    startSugar({
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

  it('goes from sign-in to a logged call', async () => {
    const sugar = await start();
    const { connector } = connect('sugarcrm.xml', fields, sugar);
    expect(await connector.check()).toMatchObject({ id: 'u-1' });
    const found = await connector.findByNumber(NUMBER);
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
    await logOnce(connector, { ...CALL, record: found[0] });
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
    await connector.addNote(found[0]!, 'Later');
    expect(sugar.world.Notes).toHaveLength(1);
    expect((await connector.search('web')).map(({ id }) => id)).toEqual(['c-1']);
  });

  it('renews its session by token, then by password', async () => {
    const sugar = await start();
    const { connector } = connect('sugarcrm.xml', fields, sugar);
    await connector.check();
    sugar.expireSessions();
    expect(await connector.findByNumber(NUMBER)).toHaveLength(2);
    sugar.expireSessions(true);
    expect(await connector.findByNumber(NUMBER)).toHaveLength(2);
    const grants = sugar.requests
      .filter(({ url }) => url.pathname.endsWith('/oauth2/token'))
      .map(({ body }) => (JSON.parse(body) as { grant_type: string }).grant_type);
    expect(grants).toEqual(['password', 'refresh_token', 'refresh_token', 'password']);
  });

  it('says that the password is wrong', async () => {
    const { connector } = connect('sugarcrm.xml', { ...fields, password: 'wrong' }, await start());
    expect(await problem(connector.check())).toBe('signed-out');
  });
});

describe('Vtiger', () => {
  const fields = {
    host: 'acme.od2.vtiger.com',
    username: VTIGER_USER.username,
    access_key: VTIGER_USER.accessKey,
  };
  const start = () =>
    startVtiger({
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

  it('goes from sign-in to a logged call', async () => {
    const vtiger = await start();
    const { connector } = connect('vtiger.xml', fields, vtiger);
    expect(await connector.check()).toMatchObject({ id: '19x1' });
    const found = await connector.findByNumber(NUMBER);
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
    await logOnce(connector, { ...CALL, record: found[1] });
    expect(vtiger.world.Events).toEqual([
      expect.objectContaining({
        subject: 'Missed call from Lea Lead',
        eventstatus: 'Not Held',
        date_start: '2026-01-05',
        time_start: '10:20:30',
        parent_id: '10x7',
      }),
    ]);
    await connector.addNote(found[0]!, 'Later');
    expect(vtiger.world.ModComments[0]).toMatchObject({ commentcontent: 'Later', related_to: '4x12' });
  });

  it('sees a refusal that comes with success', async () => {
    const vtiger = await start();
    const { connector } = connect('vtiger.xml', fields, vtiger);
    vtiger.world.Users.length = 0;
    expect(await problem(connector.logCall(CALL))).toBe('rejected');
    const { connector: stranger } = connect('vtiger.xml', { ...fields, access_key: 'x' }, vtiger);
    expect(await problem(stranger.check())).toBe('signed-out');
  });
});

describe('Zendesk', () => {
  const fields = { subdomain: 'acme', email: ZENDESK_AGENT.email, api_token: ZENDESK_AGENT.token };
  const start = () =>
    startZendesk([
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

  it('goes from a ringing call to a ticket with its recording', async () => {
    const zendesk = await start();
    const { connector } = connect('zendesk.xml', fields, zendesk);
    expect(await connector.check()).toMatchObject({ id: '1' });
    expect(connector.abilities).toMatchObject({ tickets: true, create: ['contact'] });
    const found = await connector.findByNumber(NUMBER);
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
    const zendesk = await start();
    const { connector } = connect('zendesk.xml', fields, zendesk);
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
    await expect(connector.findByNumber(NUMBER)).rejects.toMatchObject({ kind: 'rate-limited' });
  });
});
