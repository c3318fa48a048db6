import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Salesforce, SALESFORCE_CLIENT, startSalesforce } from '../sandbox/crms/salesforce.ts';
import { CALL, connectTemplate, logOnce, problem, REDIRECT } from '../support/template-connection.ts';

describe('Salesforce', () => {
  const fields = {
    login_host: 'login.salesforce.com',
    client_id: SALESFORCE_CLIENT.id,
    client_secret: SALESFORCE_CLIENT.secret,
  };
  let salesforce: Salesforce;

  beforeEach(async () => {
    salesforce = await startSalesforce({
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
  });
  afterEach(() => salesforce.close());

  async function signIn({ connector, fetch }: ReturnType<typeof connectTemplate>) {
    const page = await connector.engine.session.beginSignIn();
    const answer = await fetch(page.url, { redirect: 'manual' });
    await connector.engine.session.finishSignIn(page, answer.headers.get('location')!);
  }

  it('goes from sign-in to a logged call', async () => {
    const connected = connectTemplate('salesforce.xml', fields, salesforce);
    const { connector } = connected;
    expect(await problem(connector.check())).toBe('signed-out');
    await signIn(connected);
    expect(await connector.check()).toMatchObject({ id: '005000000000001AAA', name: 'Ben Boss' });

    const found = await connector.findByNumber(CALL.number);
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

    const late = { ...CALL, record: found[0], note: 'Order the "oak"\nones' };
    await connector.changeCall!(id, late);
    await connector.changeCall!(id, late);
    expect(salesforce.world.Task[0]!.Description).toContain('Order the "oak"\nones');

    await connector.addNote(found[0]!, 'Call back\nnext week');
    expect(salesforce.world.Note[0]).toMatchObject({ Title: 'Call back', Body: 'Call back\nnext week' });
    expect((await connector.search('lea')).map(({ name }) => name)).toEqual(['Lea Lead']);
  });

  it('takes the note typed during the call, whoever wrote the description', async () => {
    const connected = connectTemplate('salesforce.xml', fields, salesforce);
    await signIn(connected);
    const { connector } = connected;
    await connector.logCall({ ...CALL, description: 'My own words', note: 'Call back' });
    await connector.logCall({ ...CALL, key: 'other', remarks: 'Audio: poor.', note: 'Call back' });
    const [own, delivered] = salesforce.world.Task.map(({ Description }) => String(Description));
    expect(own).toBe('My own words\n\nCall back');
    expect(delivered).toMatch(/^2026.* Inbound Completed - from .* 00:03:25\n\nCall back\nAudio: poor\.$/);
  });

  it('renews an ended session once, and asks to sign in when that is refused', async () => {
    const connected = connectTemplate('salesforce.xml', fields, salesforce);
    await signIn(connected);
    salesforce.expireSessions();
    expect(await connected.connector.findByNumber(CALL.number)).toHaveLength(2);
    expect(salesforce.requests.filter(({ url }) => url.pathname.endsWith('/token'))).toHaveLength(2);
    salesforce.expireSessions();
    salesforce.failNext('/oauth2/token', { status: 400, body: { error: 'invalid_grant' } });
    expect(await problem(connected.connector.findByNumber(CALL.number))).toBe('signed-out');
  });

  it('tells a refusal, a wait and a lost answer apart', async () => {
    const connected = connectTemplate('salesforce.xml', fields, salesforce);
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
    const connected = connectTemplate('salesforce.xml', fields, salesforce);
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
