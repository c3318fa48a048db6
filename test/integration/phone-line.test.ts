import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PhoneOptions } from '@/utils/phone/create-phone';
import type { NetworkWatch } from '@/utils/phone/watch-network';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startBadNetwork, type BadNetwork } from '../support/bad-network';
import { startAgent, type TestPhone } from '../support/test-phone';

/** What networks and phone systems do, with a call going on. */
let pbx: KamailioSandbox;
let network: BadNetwork;
let other: BadNetwork;
const phones: TestPhone[] = [];

beforeAll(async () => {
  pbx = await startKamailio();
});
afterAll(() => pbx.stop());
afterEach(async () => {
  const open = phones.splice(0);
  for (const { fatal } of open) expect(fatal).toEqual([]);
  await Promise.all(open.map(({ phone }) => phone.stop()));
  await Promise.all([network.stop(), other.stop()]);
});

/** Extension 1001 behind two ways to the PBX. */
async function ready(servers: 'one' | 'two' = 'one', more: Partial<PhoneOptions> = {}): Promise<TestPhone> {
  network = await startBadNetwork({ host: pbx.address, port: pbx.port });
  other = await startBadNetwork({ host: pbx.address, port: pbx.port });
  const ways = servers === 'one' ? [network] : [network, other];
  const phone = startAgent(pbx, 0, {
    servers: ways.map(({ port }) => `wss://${pbx.host}:${port}/ws`),
    more,
  });
  phones.push(phone);
  await phone.registered();
  return phone;
}

async function talking(agent: TestPhone) {
  const rings = pbx.customer.incoming();
  const id = await agent.phone.dial({ number: '+12025550199' });
  await agent.call('active');
  const desk = await rings;
  await desk.answered();
  return { id, desk };
}

const lost = (agent: TestPhone, ms: number) =>
  agent.until('loss', ({ status }) => status.line !== 'registered', ms);
const repaired = (agent: TestPhone, id: string) =>
  agent.until(
    'repair',
    ({ status, calls }) =>
      status.line === 'registered' &&
      calls.some((call) => call.id === id && !call.reconnecting && call.phase === 'active'),
    20_000,
  );

describe('a call outlives its line', () => {
  it('when the connection is reset', async () => {
    const agent = await ready();
    const { id, desk } = await talking(agent);
    network.cut();
    await lost(agent, 2000);
    expect(agent.now(id)).toMatchObject({ phase: 'active', reconnecting: true });
    await expect(agent.phone.setHeld(id, true)).rejects.toMatchObject({ kind: 'not-now' });
    await repaired(agent, id);
    expect(agent.media.sessions[0]!.log).toContain('offer restart');
    await agent.phone.setHeld(id, true);
    await expect.poll(() => agent.media.sessions[0]!.log.at(-2), { timeout: 5000 }).toBe('offer hold');
    await agent.phone.hangUp(id);
    await desk.ended();
  });

  it('when it is held, and stays held', async () => {
    const agent = await ready();
    const { id, desk } = await talking(agent);
    await agent.phone.setHeld(id, true);
    await expect
      .poll(() => agent.media.sessions[0]!.log.join(), { timeout: 5000 })
      .toMatch(/offer hold,remote answer$/);
    network.cut();
    await lost(agent, 2000);
    await repaired(agent, id);
    expect(agent.now(id).held).toBe(true);
    expect(agent.media.sessions[0]!.log).toContain('offer hold restart');
    await agent.phone.hangUp(id);
    await desk.ended();
  });

  it('when the connection is half open: found within ten seconds', async () => {
    const agent = await ready('two');
    const { id, desk } = await talking(agent);
    network.stall();
    await lost(agent, 10_000);
    await repaired(agent, id);
    expect(agent.phone.snapshot.status.server).toBe(`${pbx.host}:${other.port}`);
    await agent.phone.hangUp(id);
    await desk.ended();
  });

  it('and hears over the new server that the other side hung up', async () => {
    const agent = await ready('two');
    const { id, desk } = await talking(agent);
    network.stall();
    await lost(agent, 10_000);
    await repaired(agent, id);
    await desk.hangUp();
    const { end } = await agent.call('ended');
    expect(end).toEqual({ cause: 'hung-up', by: 'them' });
  });

  it('when it is lost in the middle of a re-INVITE', async () => {
    const agent = await ready('two');
    const { id, desk } = await talking(agent);
    network.stall();
    await agent.phone.setHeld(id, true);
    network.cut();
    await lost(agent, 2000);
    await repaired(agent, id);
    expect(agent.now(id).held).toBe(true);
    expect(agent.media.sessions[0]!.log).toContain('rollback');
    await agent.phone.hangUp(id);
    await desk.ended();
  });

  it('and its end is told as soon as the line is back', async () => {
    const agent = await ready();
    const { id, desk } = await talking(agent);
    network.stall();
    network.cut();
    await lost(agent, 5000);
    await agent.phone.hangUp(id);
    expect(agent.now(id)).toMatchObject({ phase: 'ended', end: { cause: 'hung-up', by: 'us' } });
    expect(desk.state).toBe('answered');
    network.heal();
    await desk.ended(30_000);
  });

  it('unless nobody answered yet', async () => {
    const agent = await ready();
    await agent.phone.dial({ number: '+12025550180' });
    await agent.call('ringing');
    network.cut();
    expect((await agent.call('ended')).end).toMatchObject({ cause: 'no-line' });
    await agent.registered();
  });

  it('and an incoming one is answered over the new line', async () => {
    const agent = await ready('two');
    const desk = await pbx.customer.call('1001');
    const { id } = await agent.call('incoming');
    network.cut();
    await lost(agent, 2000);
    await agent.registered();
    await agent.phone.answer(id);
    await desk.answered();
    await agent.phone.hangUp(id);
    await desk.ended();
  });
});

describe('a computer without a network', () => {
  it('says that it is offline, dials nobody, keeps its call, and is back with the network', async () => {
    let tell: (change: 'online' | 'offline') => void = () => undefined;
    const watched: NetworkWatch = {
      watch(listener) {
        tell = listener;
        return () => undefined;
      },
    };
    const agent = await ready('one', { network: watched });
    const { id, desk } = await talking(agent);
    tell('offline');
    expect(agent.phone.snapshot.status).toMatchObject({ line: 'problem', problem: 'offline' });
    expect(agent.now(id)).toMatchObject({ phase: 'active', reconnecting: true });
    await expect(agent.phone.dial({ number: '+12025550180' })).rejects.toMatchObject({ kind: 'no-line' });
    const again = pbx.waitFor('registered');
    tell('online');
    await again;
    await repaired(agent, id);
    expect(agent.phone.snapshot.status.problem).toBeUndefined();
    await agent.phone.hangUp(id);
    await desk.ended();
  });
});

describe('a phone system that is restarted', () => {
  it('is found again, and the call of before goes on', async () => {
    const agent = await ready();
    const { id } = await talking(agent);
    await pbx.kill();
    await lost(agent, 5000);
    await pbx.restart();
    await agent.until('registration', ({ status }) => status.line === 'registered', 40_000);
    // Kamailio forgot nothing of the dialog, because it keeps none: the re-INVITE goes through.
    await repaired(agent, id);
    await agent.phone.hangUp(id);
    await agent.call('ended');
  });
});
