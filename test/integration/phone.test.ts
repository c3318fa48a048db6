import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MediaError } from '@/utils/phone/media/media-host';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { SPECIAL_NUMBERS } from '../sandbox/pbx/pbx-sandbox.ts';
import { startTestPhone, type TestPhone, type TestPhoneOptions } from '../support/test-phone';

/** The phone against Kamailio, rtpengine and baresip. Sound is proven in a browser elsewhere. */
const CUSTOMER = '+12025550199';
let pbx: KamailioSandbox;
const phones: TestPhone[] = [];

beforeAll(async () => {
  pbx = await startKamailio();
});
afterAll(() => pbx.stop());
afterEach(async () => {
  const open = phones.splice(0);
  for (const { fatal } of open) expect(fatal).toEqual([]);
  await Promise.all(open.map(({ phone }) => phone.stop()));
});

function phoneOf(index: number, more: Partial<TestPhoneOptions> = {}): TestPhone {
  const user = pbx.users[index]!;
  const phone = startTestPhone({
    servers: [pbx.url],
    domain: pbx.domain,
    username: user.username,
    password: user.password,
    ...more,
  });
  phones.push(phone);
  return phone;
}

async function ready(index = 0, more: Partial<TestPhoneOptions> = {}): Promise<TestPhone> {
  const phone = phoneOf(index, more);
  await phone.registered();
  return phone;
}

describe('the line', () => {
  it('registers, and says who it is', async () => {
    const agent = await ready();
    expect(agent.phone.snapshot.status).toMatchObject({
      line: 'registered',
      address: `1001@${pbx.domain}`,
      server: `${pbx.host}:${pbx.port}`,
    });
  });

  it('takes its leave when it is stopped', async () => {
    const agent = await ready(1);
    const left = pbx.waitFor('unregistered', ({ user }) => user === '1002');
    await agent.phone.stop();
    await left;
  });

  it('says that the password is wrong, and asks only once', async () => {
    const agent = phoneOf(2, { password: 'wrong' });
    const status = await agent.until('problem', ({ status }) => status.problem && status);
    expect(status).toMatchObject({ line: 'problem', problem: 'wrong-password', sipStatus: 401 });
    expect(status.retryAt).toBeUndefined();
    await expect(agent.phone.dial({ number: CUSTOMER })).rejects.toMatchObject({
      kind: 'no-line',
      message: expect.stringContaining('password'),
    });
    agent.phone.configure({ ...agent.setup, password: pbx.users[2]!.password });
    await agent.registered();
  });

  it.each([
    ['nobody listens', 'wss://127.0.0.1:9/ws'],
    ['the address is no address', 'wss://'],
  ])('says that the PBX cannot be reached when %s', async (_, server) => {
    const agent = phoneOf(0, { servers: [server] });
    const status = await agent.until('problem', ({ status }) => status.retryAt && status);
    expect(status).toMatchObject({ line: 'problem', problem: 'unreachable' });
    await expect(agent.phone.dial({ number: CUSTOMER })).rejects.toMatchObject({
      message: expect.stringContaining('certificate'),
    });
  });

  it('goes on to the next server', async () => {
    const agent = await ready(0, { servers: ['wss://127.0.0.1:9/ws', pbx.url] });
    expect(agent.phone.snapshot.status.server).toBe(`${pbx.host}:${pbx.port}`);
  });

  it('is quiet without settings', async () => {
    const agent = phoneOf(0, { servers: [], domain: '', username: '' });
    expect(agent.phone.snapshot.status).toMatchObject({ line: 'problem', problem: 'not-set-up', server: '' });
    await expect(agent.phone.dial({ number: '1002' })).rejects.toMatchObject({ kind: 'no-line' });
  });

  it('shows waiting messages', async () => {
    const agent = await ready(3);
    await pbx.send(
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

describe('a call to a customer', () => {
  it('rings, is answered, and is ended here', async () => {
    const agent = await ready();
    const ringing = pbx.customer.incoming();
    const id = await agent.phone.dial({ number: CUSTOMER, origin: { module: 'Contacts', id: '1' } });
    expect(agent.now(id)).toMatchObject({ phase: 'preparing', direction: 'outbound', origin: { id: '1' } });
    const call = await agent.call('active');
    expect(call.remote).toMatchObject({ number: CUSTOMER, e164: CUSTOMER });
    expect(call.answeredAt).toBeGreaterThanOrEqual(call.startedAt);
    expect(call.pbxId).not.toBe('');
    const desk = await ringing;
    await agent.phone.hangUp(id);
    await desk.ended();
    expect((await agent.call('ended')).end).toMatchObject({ cause: 'hung-up', by: 'us' });
    expect(agent.media.sessions[0]!.closed).toBe(true);
  });

  it('is ended by the customer', async () => {
    const agent = await ready();
    const ringing = pbx.customer.incoming();
    await agent.phone.dial({ number: CUSTOMER });
    await agent.call('active');
    await (await ringing).hangUp();
    expect((await agent.call('ended')).end).toMatchObject({ cause: 'hung-up', by: 'them' });
  });

  it.each([
    ['busy', SPECIAL_NUMBERS.busy, 486],
    ['declined', SPECIAL_NUMBERS.rejects, 603],
    ['not-found', SPECIAL_NUMBERS.unknown, 404],
    ['unavailable', '1009', 480],
  ])('ends as %s', async (cause, number, sipStatus) => {
    const agent = await ready();
    await agent.phone.dial({ number });
    expect((await agent.call('ended')).end).toMatchObject({ cause, by: 'them', sipStatus });
  });

  it('plays ringback while it rings, and can be given up', async () => {
    const agent = await ready();
    const id = await agent.phone.dial({ number: SPECIAL_NUMBERS.noAnswer });
    await agent.call('ringing');
    expect(agent.tones.at(-1)).toBe('ringback');
    const gone = pbx.waitFor('cancelled');
    await agent.phone.hangUp(id);
    await gone;
    expect(agent.now(id).end).toMatchObject({ cause: 'cancelled', by: 'us' });
    expect(agent.tones.at(-1)).toBe('none');
  });

  it('plays what the PBX plays before the answer', async () => {
    const agent = await ready();
    await agent.phone.dial({ number: SPECIAL_NUMBERS.earlyMedia });
    expect(
      await agent.until('early media', ({ calls }) => calls.find((call) => call.earlyMedia)),
    ).toMatchObject({
      phase: 'ringing',
    });
    expect(agent.tones.at(-1)).toBe('none');
    expect(agent.media.sessions[0]!.log).toContain('early answer');
  });

  it('can be given up before the INVITE left', async () => {
    const agent = await ready();
    const invites = () =>
      pbx.events.filter((event) => event.type === 'invite' && event.to === '+12025550123');
    const id = await agent.phone.dial({ number: '+12025550123' });
    await agent.phone.hangUp(id);
    await agent.call('ended');
    const proof = await agent.phone.dial({ number: SPECIAL_NUMBERS.busy });
    await agent.until('busy', ({ calls }) =>
      calls.find((call) => call.id === proof && call.phase === 'ended'),
    );
    expect(invites()).toEqual([]);
  });

  it('is held and taken back, and hears when the customer does so', async () => {
    const agent = await ready();
    const ringing = pbx.customer.incoming();
    const id = await agent.phone.dial({ number: CUSTOMER });
    await agent.call('active');
    const desk = await ringing;
    const negotiated = (end: string) =>
      expect
        .poll(() => agent.media.sessions[0]!.log.join(), { timeout: 10_000 })
        .toMatch(new RegExp(`${end}$`));
    await agent.phone.setHeld(id, true);
    await negotiated('offer hold,remote answer');
    await agent.phone.setHeld(id, false);
    await negotiated('offer,remote answer');
    await desk.hold();
    await agent.until('hold by the customer', ({ calls }) => calls[0]!.heldByRemote);
    await desk.resume();
    await agent.until('resume by the customer', ({ calls }) => !calls[0]!.heldByRemote);
    expect(agent.now(id)).toMatchObject({ held: false, reconnecting: false });
  });

  it('sends the extension and later tones by INFO', async () => {
    const agent = await ready();
    const ringing = pbx.customer.incoming();
    const id = await agent.phone.dial({ number: CUSTOMER, ext: '42' });
    await agent.call('active');
    await agent.phone.sendDtmf(id, '7#');
    const desk = await ringing;
    await expect.poll(() => desk.digits(), { timeout: 10_000 }).toBe('427#');
  });

  it('ends with no-microphone where another program has it', async () => {
    const agent = await ready();
    agent.media.failure = new MediaError('busy', 'In use.');
    await agent.phone.dial({ number: CUSTOMER });
    expect((await agent.call('ended')).end).toMatchObject({ cause: 'no-microphone' });
  });

  it('waits for a microphone that was not allowed yet, and goes on once it is', async () => {
    const agent = await ready();
    agent.media.failure = new MediaError('ask', 'Not yet.');
    const id = await agent.phone.dial({ number: CUSTOMER });
    await agent.until('call that waits', ({ calls }) => calls.find((call) => call.needsMicrophone));
    expect(agent.phone.snapshot.status.microphone).toBe('ask');
    agent.media.failure = null;
    const ringing = pbx.customer.incoming();
    await agent.phone.microphoneReady();
    const desk = await ringing;
    expect((await agent.call('active')).id).toBe(id);
    await agent.phone.hangUp(id);
    await desk.ended();
  });
});

describe('a call from a customer', () => {
  it('rings with what the PBX tells, is answered, and ends', async () => {
    const agent = await ready();
    const desk = await pbx.customer.call('1001', {
      displayName: 'Ada Love\u202elace',
      headers: {
        'X-Call-UUID': 'uuid-77',
        Diversion: '<sip:8005550100@x>;reason=unconditional',
        'X-Queue': 'Sales',
      },
    });
    const call = await agent.call('incoming');
    expect(call).toMatchObject({
      pbxId: 'uuid-77',
      remote: { number: '+12025550142', e164: '+12025550142', name: 'Ada Lovelace' },
      facts: { diversion: '8005550100', queue: 'Sales' },
    });
    expect(agent.tones.at(-1)).toBe('ring');
    await agent.phone.answer(call.id);
    await desk.answered();
    expect(agent.now(call.id)).toMatchObject({ phase: 'active' });
    expect(agent.tones.at(-1)).toBe('none');
    await agent.phone.answer(call.id);
    await desk.hangUp();
    expect((await agent.call('ended')).end).toMatchObject({ cause: 'hung-up', by: 'them' });
  });

  it('is declined', async () => {
    const agent = await ready();
    const desk = await pbx.customer.call('1001');
    const { id } = await agent.call('incoming');
    await agent.phone.decline(id);
    expect(await desk.ended()).toMatch(/603|Decline/);
    expect(agent.now(id).end).toMatchObject({ cause: 'declined', by: 'us' });
  });

  it('stops ringing when the customer gives up', async () => {
    const agent = await ready();
    const desk = await pbx.customer.call('1001');
    await agent.call('incoming');
    await desk.hangUp();
    expect((await agent.call('ended')).end).toMatchObject({ cause: 'cancelled', by: 'them' });
  });

  it('rings on without a microphone, and is answered once there is one', async () => {
    const agent = await ready();
    agent.media.failure = new MediaError('denied', 'Blocked.');
    const desk = await pbx.customer.call('1001');
    const { id } = await agent.call('incoming');
    await expect(agent.phone.answer(id)).rejects.toMatchObject({ name: 'PhoneError', kind: 'no-microphone' });
    expect(agent.now(id).phase).toBe('incoming');
    expect(agent.phone.snapshot.status.microphone).toBe('denied');
    agent.media.failure = null;
    await agent.phone.answer(id);
    await desk.answered();
    expect(agent.phone.snapshot.status.microphone).toBe('granted');
    await desk.hangUp();
  });

  it('rings in two browsers of one extension; answered in one, it is not missed in the other', async () => {
    const [agent, other] = [await ready(4), await ready(4)];
    const desk = await pbx.customer.call('1005');
    await agent.call('incoming');
    await other.phone.answer((await other.call('incoming')).id);
    expect((await agent.call('ended')).end).toEqual({ cause: 'answered-elsewhere', by: 'them' });
    await desk.answered();
    expect(other.phone.snapshot.calls.map(({ phase }) => phase)).toEqual(['active']);
    await desk.hangUp();
    await other.call('ended');
  });

  it('hears busy while do not disturb is on, and when two calls are there', async () => {
    const agent = await ready();
    await agent.phone.setDoNotDisturb(true);
    expect(await (await pbx.customer.call('1001')).ended()).toMatch(/486|Busy/);
    await agent.phone.setDoNotDisturb(false);

    const [one, two] = [await ready(5), await ready(6)];
    await one.phone.dial({ number: '1001' });
    const first = await agent.call('incoming');
    await agent.phone.answer(first.id);
    const desk = await pbx.customer.call('1001', { from: '+12025550111' });
    const second = await agent.call('incoming');
    expect(agent.tones.at(-1)).toBe('waiting');
    await two.phone.dial({ number: '1001' });
    expect((await two.call('ended')).end).toMatchObject({ cause: 'busy' });

    await agent.phone.answer(second.id);
    await desk.answered();
    await one.until('hold', ({ calls }) => calls[0]!.heldByRemote);
    expect(agent.now(first.id).held).toBe(true);
    await agent.phone.setHeld(first.id, false);
    await one.until('resume', ({ calls }) => !calls[0]!.heldByRemote);
    expect([agent.now(first.id).held, agent.now(second.id).held]).toEqual([false, true]);
    await desk.hangUp();
  });
});

describe('calls between colleagues', () => {
  it('are transferred blind, with the result shown', async () => {
    const [agent, colleague, third] = [await ready(), await ready(1), await ready(2)];
    const id = await agent.phone.dial({ number: '1002' });
    await colleague.phone.answer((await colleague.call('incoming')).id);
    await agent.call('active');
    // A browser phone refuses to be sent elsewhere by its peer; the result says so, and the call goes on.
    await agent.phone.transfer(id, '1003');
    await agent.until('refusal', ({ calls }) => calls[0]!.transfer?.state === 'failed');
    expect(agent.now(id)).toMatchObject({ phase: 'active', transfer: { to: '1003', sipStatus: 603 } });
    expect(third.phone.snapshot.calls).toEqual([]);
  });

  it('send a customer on', async () => {
    const [agent, colleague] = [await ready(), await ready(1)];
    const desk = await pbx.customer.call('1001');
    const incoming = await agent.call('incoming');
    await agent.phone.answer(incoming.id);
    await desk.answered();
    await agent.phone.transfer(incoming.id, '1002');
    const moved = await colleague.call('incoming', 20_000);
    await colleague.phone.answer(moved.id);
    const end = await agent.until(
      'end',
      ({ calls }) => calls.find((call) => call.id === incoming.id)?.end,
      20_000,
    );
    expect(end).toMatchObject({ cause: 'transferred' });
    await colleague.phone.hangUp(moved.id);
  });

  it('meet in a conference', async () => {
    const [agent, one, two] = [await ready(), await ready(1), await ready(2)];
    const a = await agent.phone.dial({ number: '1002' });
    await one.phone.answer((await one.call('incoming')).id);
    await agent.call('active');
    const b = await agent.phone.dial({ number: '1003' });
    await two.phone.answer((await two.call('incoming')).id);
    await agent.until('second call', ({ calls }) =>
      calls.find((call) => call.id === b && call.phase === 'active'),
    );
    await agent.phone.conference(a, b, true);
    expect([agent.now(a), agent.now(b)]).toMatchObject([
      { inConference: true, held: false },
      { inConference: true, held: false },
    ]);
    expect(agent.media.sessions.map(({ log }) => log.includes('bridge'))).toEqual([true, true]);
    await one.until('resume', ({ calls }) => calls[0] && !calls[0].heldByRemote);
    await agent.phone.conference(a, b, false);
    await two.until('hold', ({ calls }) => calls[0]!.heldByRemote);
    expect(agent.now(a)).toMatchObject({ inConference: false, held: false });
  });
});
