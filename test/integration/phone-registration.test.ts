import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CUSTOMER, startKamailioPhones, type KamailioPhones } from '../support/kamailio-phones';

/** The phone against Kamailio, rtpengine and baresip. Sound is proven in a browser elsewhere. */
let phones: KamailioPhones;
beforeAll(async () => {
  phones = await startKamailioPhones();
});
afterAll(() => phones?.stop());
afterEach(() => phones.hangUpAll());

describe('the line', () => {
  it('registers, and says who it is', async () => {
    const agent = await phones.ready();
    expect(agent.phone.snapshot.status).toMatchObject({
      line: 'registered',
      address: `1001@${phones.pbx.domain}`,
      server: `${phones.pbx.host}:${phones.pbx.port}`,
    });
  });

  it('takes its leave when it is stopped', async () => {
    const agent = await phones.ready(1);
    const left = phones.pbx.waitFor('unregistered', ({ user }) => user === '1002');
    await agent.phone.stop();
    await left;
  });

  it('says that the password is wrong, and asks only once', async () => {
    const agent = phones.open(2, { password: 'wrong' });
    const status = await agent.until('problem', ({ status }) => status.problem && status);
    expect(status).toMatchObject({ line: 'problem', problem: 'wrong-password', sipStatus: 401 });
    expect(status.retryAt).toBeUndefined();
    await expect(agent.phone.dial({ number: CUSTOMER })).rejects.toMatchObject({
      kind: 'no-line',
      message: expect.stringContaining('password'),
    });
    agent.phone.configure({ ...agent.setup, password: phones.pbx.users[2]!.password });
    await agent.registered();
  });

  it.each([
    ['nobody listens', 'wss://127.0.0.1:9/ws'],
    ['the address is no address', 'wss://'],
  ])('says that the PBX cannot be reached when %s', async (_, server) => {
    const agent = phones.open(0, { servers: [server] });
    const status = await agent.until('problem', ({ status }) => status.retryAt && status);
    expect(status).toMatchObject({ line: 'problem', problem: 'unreachable' });
    await expect(agent.phone.dial({ number: CUSTOMER })).rejects.toMatchObject({
      message: expect.stringContaining('certificate'),
    });
  });

  it('goes on to the next server', async () => {
    const agent = await phones.ready(0, { servers: ['wss://127.0.0.1:9/ws', phones.pbx.url] });
    expect(agent.phone.snapshot.status.server).toBe(`${phones.pbx.host}:${phones.pbx.port}`);
  });

  it('is quiet without settings', async () => {
    const agent = phones.open(0, { servers: [], domain: '', username: '' });
    expect(agent.phone.snapshot.status).toMatchObject({ line: 'problem', problem: 'not-set-up', server: '' });
    await expect(agent.phone.dial({ number: '1002' })).rejects.toMatchObject({ kind: 'no-line' });
  });

  it('shows waiting messages', async () => {
    const agent = await phones.ready(3);
    await phones.pbx.send(
      'NOTIFY',
      '1004',
      { Event: 'message-summary', 'Content-Type': 'application/simple-message-summary' },
      'Messages-Waiting: yes\r\nVoice-Message: 3/8 (0/2)\r\n',
    );
    expect(await agent.until('mailbox', ({ status }) => status.voicemail)).toEqual({
      waiting: true,
      count: 3,
    });
  });
});
