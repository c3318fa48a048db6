import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '@/utils/phone/call';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startSipp } from '../sandbox/pbx/sipp.ts';
import {
  ack,
  ackRefusal,
  cancel,
  expectReply,
  expectRequest,
  invite,
  notifyOfTransfer,
  pause,
  reply,
  request,
  sippCaller,
  type SippStep,
} from '../support/sipp-call.ts';
import { startAgent, type TestPhone } from '../support/test-phone';

/** What telephones send in a call, written out for SIPp message by message. */
let pbx: KamailioSandbox;
let agent: TestPhone;
let history: Call[] = [];

beforeAll(async () => {
  pbx = await startKamailio();
  agent = startAgent(pbx);
  await agent.registered();
  agent.phone.subscribe(({ calls }) => void history.push(...calls));
});
afterAll(async () => {
  await agent.phone.stop();
  await pbx.stop();
});
afterEach(async () => {
  expect(agent.fatal).toEqual([]);
  for (const { id, phase } of agent.phone.snapshot.calls) if (phase !== 'ended') await agent.phone.hangUp(id);
});

/** SIPp calls 1001 and goes through `steps`. */
async function caller(steps: readonly SippStep[], from?: string) {
  history = [];
  const scenario = sippCaller(`1001@${pbx.domain}`, steps, from);
  return startSipp(scenario, {
    remote: `${pbx.address}:${pbx.sipPort}`,
    timeoutSeconds: 20,
  });
}

/** What a field of the call was, in order. */
function values<K extends keyof Call>(id: string, field: K): Call[K][] {
  return history
    .filter((call) => call.id === id)
    .map((call) => call[field])
    .filter((value, i, all) => i === 0 || value !== all[i - 1]);
}

async function answer(): Promise<string> {
  const { id } = await agent.call('incoming');
  await agent.phone.answer(id);
  return id;
}

const ended = async (id: string) =>
  (await agent.until('end', ({ calls }) => calls.find((call) => call.id === id && call.end)))!.end;

const ANSWERED = [invite(), expectReply(180), expectReply(200), ack()];
const HUNG_UP = [request('BYE'), expectReply(200)];
const HANGS_UP = [expectRequest('BYE'), reply(200)];

/** The run must have gone as written. */
async function fine(run: Awaited<ReturnType<typeof caller>>): Promise<string> {
  const { isFine, errors, messages } = await run.finished;
  expect(isFine, errors).toBe(true);
  return messages;
}

describe('a caller', () => {
  it('holds by sendonly and by inactive, and resumes', async () => {
    const hold = (offer: 'sendonly' | 'inactive' | 'sendrecv') => [
      request('INVITE', { offer }),
      expectReply(200),
      ack(),
      pause(100),
    ];
    const run = await caller([
      ...ANSWERED,
      ...hold('sendonly'),
      ...hold('sendrecv'),
      ...hold('inactive'),
      ...hold('sendrecv'),
      ...HUNG_UP,
    ]);
    const id = await answer();
    expect(await ended(id)).toMatchObject({ cause: 'hung-up', by: 'them' });
    const messages = await fine(run);
    expect(values(id, 'heldByRemote')).toEqual([false, true, false, true, false]);
    expect(messages).toContain('a=recvonly');
    expect(messages).toContain('a=inactive');
  });

  it('sends a re-INVITE without an offer and answers ours in the ACK', async () => {
    const run = await caller([
      ...ANSWERED,
      request('INVITE'),
      expectReply(200),
      ack('sendrecv'),
      pause(200),
      ...HUNG_UP,
    ]);
    const id = await answer();
    await ended(id);
    await fine(run);
    expect(agent.media.sessions.at(-1)!.log).toEqual(['answer', 'offer', 'remote answer']);
    expect(values(id, 'heldByRemote')).toEqual([false]);
  });

  it('insists on session timers and refreshes; nothing is promised that is not done', async () => {
    const timer = ['Supported: timer', 'Session-Expires: 90;refresher=uac', 'Min-SE: 90'];
    const run = await caller([
      invite({ headers: timer }),
      expectReply(180),
      expectReply(200),
      ack(),
      request('INVITE', { offer: 'sendrecv', headers: timer }),
      expectReply(200),
      ack(),
      request('UPDATE', { headers: timer }),
      expectReply(405),
      ...HUNG_UP,
    ]);
    const id = await answer();
    expect(await ended(id)).toMatchObject({ cause: 'hung-up' });
    const ours = (await fine(run)).split(/^-{10,}.*$/m).filter((each) => /\bSIP\/2\.0 200 OK/.test(each));
    expect(ours.length).toBeGreaterThan(2);
    expect(ours.filter((each) => /^(Session-Expires|x):/im.test(each))).toEqual([]);
  });

  it('is refused with 420 when it requires what the phone does not do', async () => {
    const run = await caller([invite({ headers: ['Require: timer'] }), expectReply(420), ackRefusal()]);
    await fine(run);
    expect(history.filter(({ phase }) => phase !== 'ended')).toEqual([]);
  });

  it('ends the call with a reason', async () => {
    const run = await caller([
      ...ANSWERED,
      request('BYE', { headers: ['Reason: Q.850;cause=16;text="Normal call clearing"'] }),
      expectReply(200),
    ]);
    const id = await answer();
    expect(await ended(id)).toEqual({ cause: 'hung-up', by: 'them', reason: 'Normal call clearing' });
    await fine(run);
  });

  it.each([
    ['gives up', [], { cause: 'cancelled', by: 'them' }],
    [
      'is answered elsewhere',
      ['Reason: SIP;cause=200;text="Call completed elsewhere"'],
      { cause: 'answered-elsewhere', by: 'them' },
    ],
  ])('%s', async (_, headers, end) => {
    const run = await caller([
      invite(),
      expectReply(180),
      pause(100),
      cancel(headers),
      expectReply(200),
      expectReply(487),
      ackRefusal(),
    ]);
    const { id } = await agent.call('incoming');
    expect(await ended(id)).toEqual(end);
    await fine(run);
  });

  it('crosses our re-INVITE with its own: both are refused with 491, ours is repeated', async () => {
    const run = await caller([
      ...ANSWERED,
      expectRequest('INVITE', 'a=sendonly'),
      request('INVITE', { offer: 'sendrecv' }),
      expectReply(491),
    ]);
    const id = await answer();
    await agent.phone.setHeld(id, true);
    await run.finished;
    expect(agent.now(id)).toMatchObject({ phase: 'active', held: true });
  });

  it('refuses our hold with 491 once: it is asked again', async () => {
    const run = await caller([
      ...ANSWERED,
      expectRequest('INVITE', 'a=sendonly'),
      reply(491),
      expectRequest('ACK'),
      expectRequest('INVITE', 'a=sendonly'),
      reply(200, { offer: 'sendrecv' }),
      expectRequest('ACK'),
      ...HANGS_UP,
    ]);
    const id = await answer();
    await agent.phone.setHeld(id, true);
    const log = agent.media.sessions.at(-1)!.log;
    await expect.poll(() => log.at(-1), { timeout: 10_000 }).toBe('remote answer');
    expect(log).toEqual(['answer', 'offer hold', 'rollback', 'offer hold', 'remote answer']);
    await agent.phone.hangUp(id);
    await fine(run);
  });

  it('does not know the call any more (481 to our re-INVITE): it ends here too', async () => {
    const run = await caller([...ANSWERED, expectRequest('INVITE'), reply(481), expectRequest('ACK')]);
    const id = await answer();
    await agent.phone.setHeld(id, true);
    expect(await ended(id)).toMatchObject({ cause: 'connection-lost', sipStatus: 481 });
    await fine(run);
  });

  it('refuses our hold for good (488): the call goes on as it was', async () => {
    const run = await caller([
      ...ANSWERED,
      expectRequest('INVITE'),
      reply(488),
      expectRequest('ACK'),
      ...HANGS_UP,
    ]);
    const id = await answer();
    await agent.phone.setHeld(id, true);
    await agent.until('refusal', ({ calls }) => calls.some((call) => call.id === id && !call.held));
    expect(agent.now(id)).toMatchObject({ phase: 'active', reconnecting: false });
    await agent.phone.hangUp(id);
    await fine(run);
  });
});

describe('a blind transfer', () => {
  const TRANSFERRED = [...ANSWERED, expectRequest('REFER', 'Refer-To:.*1003'), reply(202)];
  const failed = (id: string) =>
    agent.until('failure', ({ calls }) =>
      calls.some((call) => call.id === id && call.transfer?.state === 'failed'),
    );

  it('tells how it goes, and leaves the call when it succeeded', async () => {
    const run = await caller([
      ...TRANSFERRED,
      notifyOfTransfer('100 Trying'),
      expectReply(200),
      notifyOfTransfer('180 Ringing'),
      expectReply(200),
      notifyOfTransfer('200 OK', true),
      expectReply(200),
      ...HANGS_UP,
    ]);
    const id = await answer();
    await agent.phone.transfer(id, '1003');
    expect(await ended(id)).toEqual({ cause: 'transferred', by: 'us' });
    await fine(run);
    const states = values(id, 'transfer').map((transfer) => transfer?.state);
    expect([...new Set(states)]).toEqual([undefined, 'asked', 'trying', 'ringing', 'done']);
  });

  it('that fails leaves the call with us, and says why', async () => {
    const run = await caller([
      ...TRANSFERRED,
      notifyOfTransfer('486 Busy Here', true),
      expectReply(200),
      ...HANGS_UP,
    ]);
    const id = await answer();
    await agent.phone.transfer(id, '1003');
    await failed(id);
    expect(agent.now(id)).toMatchObject({ phase: 'active', transfer: { to: '1003', sipStatus: 486 } });
    await agent.phone.hangUp(id);
    await fine(run);
  });

  it('that is refused says so', async () => {
    const run = await caller([...ANSWERED, expectRequest('REFER'), reply(403), ...HANGS_UP]);
    const id = await answer();
    await agent.phone.transfer(id, '1003');
    await failed(id);
    expect(agent.now(id).transfer).toMatchObject({ sipStatus: 403 });
    await agent.phone.hangUp(id);
    await fine(run);
  });

  it('without a word more, ended by the other side, counts as done', async () => {
    const run = await caller([...TRANSFERRED, ...HUNG_UP]);
    const id = await answer();
    await agent.phone.transfer(id, '1003');
    expect(await ended(id)).toEqual({ cause: 'transferred', by: 'them' });
    await fine(run);
  });
});
