import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { peerReply, peerRequest, startScriptedPeer, type ScriptedPeer } from '../support/scripted-peer';
import { headerOf, methodOf, statusOf } from '../support/sip-messages';
import { startAgent, type TestPhone } from '../support/test-phone';

/** Messages that cross each other on the way: whatever comes first, no call is left behind. */
const NUMBER = '+12025550170';
/** Milliseconds between the two that cross, in steps of ten. */
const SWEEP = Array.from({ length: 11 }, (_, i) => (i - 5) * 10);

let pbx: KamailioSandbox;
let agent: TestPhone;
let peers: ScriptedPeer[];

beforeAll(async () => {
  pbx = await startKamailio();
  agent = startAgent(pbx);
  peers = [await startScriptedPeer(pbx), await startScriptedPeer(pbx)];
  await pbx.route(NUMBER, peers[0]!.uri);
  await agent.registered();
});
afterAll(async () => {
  await agent.phone.stop();
  peers.forEach((peer) => peer.stop());
  await pbx.stop();
});
afterEach(async () => {
  expect(agent.fatal).toEqual([]);
  expect(agent.phone.snapshot.calls.filter(({ phase }) => phase !== 'ended')).toEqual([]);
  expect(agent.media.sessions.filter(({ closed }) => !closed)).toEqual([]);
});

const after = (ms: number, act: () => unknown) =>
  new Promise<void>((resolve) => setTimeout(() => resolve(void act()), ms));
const endOf = async (id: string) =>
  (await agent.until('end', ({ calls }) => calls.find((call) => call.id === id && call.end)))!.end!;
const isReplyTo = (method: string, callId: string, least: number) => (message: string) =>
  statusOf(message) >= least &&
  headerOf(message, 'Call-ID') === callId &&
  headerOf(message, 'CSeq')!.endsWith(method);

describe('the caller gives up as we answer', () => {
  it.each(SWEEP)('CANCEL %i ms after our answer', async (ms) => {
    const [peer] = peers as [ScriptedPeer];
    const callId = `cancel-${ms}`;
    const to = `1001@${pbx.domain}`;
    peer.send(peer.begin('INVITE', to, callId));
    const { id } = await agent.call('incoming');
    await Promise.all([
      after(Math.max(0, ms), () => peer.send(peer.begin('CANCEL', to, callId))),
      after(Math.max(0, -ms), () => agent.phone.answer(id).catch(() => undefined)),
    ]);
    const final = await peer.next(isReplyTo('INVITE', callId, 200));
    if (statusOf(final) === 200) {
      // Too late: the caller acknowledges, and hangs up.
      peer.send(peerRequest('ACK', final, { as: 'caller', cseq: 1 }));
      peer.send(peerRequest('BYE', final, { as: 'caller' }));
      expect(statusOf(await peer.next(isReplyTo('BYE', callId, 200)))).toBe(200);
      expect(await endOf(id)).toEqual({ cause: 'hung-up', by: 'them' });
    } else {
      const tag = /tag=([^;]+)/.exec(headerOf(final, 'To')!)![1];
      peer.send(peer.begin('ACK', to, callId, tag));
      expect(statusOf(final)).toBe(487);
      expect(await endOf(id)).toEqual({ cause: 'cancelled', by: 'them' });
    }
  });
});

describe('we give up as the other side answers', () => {
  it.each(SWEEP)('hang-up %i ms after the answer', async (ms) => {
    const [peer] = peers as [ScriptedPeer];
    const known = new Set(peer.received);
    const id = await agent.phone.dial({ number: NUMBER });
    const invite = await peer.next((message) => methodOf(message) === 'INVITE' && !known.has(message));
    const callId = headerOf(invite, 'Call-ID')!;
    const ofThis = (method: string) => (message: string) =>
      methodOf(message) === method && headerOf(message, 'Call-ID') === callId;
    let answered = false;
    peer.send(peerReply(peer, invite, 180));
    await agent.until('ringing', ({ calls }) =>
      calls.some((call) => call.id === id && call.phase === 'ringing'),
    );
    await Promise.all([
      after(Math.max(0, -ms), () => {
        if (peer.received.some(ofThis('CANCEL'))) return;
        answered = true;
        peer.send(peerReply(peer, invite, 200, { sdp: true }));
      }),
      after(Math.max(0, ms), () => agent.phone.hangUp(id)),
    ]);
    expect(await endOf(id)).toMatchObject({
      by: 'us',
      cause: expect.stringMatching(/^(cancelled|hung-up)$/),
    });
    if (answered) {
      // It is not left waiting: its answer is acknowledged, and the call ended.
      await peer.next(ofThis('ACK'));
      peer.send(peerReply(peer, await peer.next(ofThis('BYE')), 200));
      return;
    }
    const cancel = await peer.next(ofThis('CANCEL'));
    peer.send(peerReply(peer, cancel, 200));
    peer.send(peerReply(peer, invite, 487));
    await peer.next(ofThis('ACK'));
  });
});

describe('a call that is forked', () => {
  it('to two that both answer is connected to the first; the other is hung up', async () => {
    const [one, other] = peers as [ScriptedPeer, ScriptedPeer];
    const forked = '+12025550171';
    await pbx.route(forked, one.uri);
    await pbx.fork(forked, other.uri);
    const id = await agent.phone.dial({ number: forked });
    const isInvite = (message: string) =>
      methodOf(message) === 'INVITE' && headerOf(message, 'To')!.includes(forked);
    const [first, second] = await Promise.all([one.next(isInvite), other.next(isInvite)]);
    const callId = headerOf(first, 'Call-ID')!;
    const ofThis = (method: string) => (message: string) =>
      methodOf(message) === method && headerOf(message, 'Call-ID') === callId;
    one.send(peerReply(one, first, 180, { tag: 'one' }));
    other.send(peerReply(other, second, 183, { tag: 'other', sdp: true }));
    await agent.until('early media', ({ calls }) => calls.some((call) => call.id === id && call.earlyMedia));
    one.send(peerReply(one, first, 200, { tag: 'one', sdp: true }));
    other.send(peerReply(other, second, 200, { tag: 'other', sdp: true }));
    await agent.call('active');
    await Promise.all([one.next(ofThis('ACK')), other.next(ofThis('ACK'))]);
    const isHungUp = (peer: ScriptedPeer) => peer.received.some(ofThis('BYE'));
    await expect.poll(() => [one, other].filter(isHungUp).length, { timeout: 5000 }).toBe(1);
    expect(agent.now(id)).toMatchObject({ phase: 'active' });
    const [loser, winner] = isHungUp(one) ? [one, other] : [other, one];
    loser.send(peerReply(loser, await loser.next(ofThis('BYE')), 200));
    await agent.phone.hangUp(id);
    winner.send(peerReply(winner, await winner.next(ofThis('BYE')), 200));
  });
});
