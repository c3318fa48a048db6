import { UserAgent } from 'sip.js';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { TORTURE } from '../../fixtures/sip/torture-messages';
import { createFakeMediaHost, fakeSdp, MEDIA_OPTIONS } from '../../support/fake-media-host';
import { mutate, originals } from '../../support/hostile-messages';
import { seededRandom } from '../../support/random';
import { startSipClient, type SipHarness } from '../../support/sip-client-harness';
import { headerOf, inDialog, incomingInvite, methodOf, statusOf } from '../../support/sip-messages';

/** 10,000 in all; in parts, so that a busy machine has time for each. */
const MESSAGES = 2_500;
const SEEDS = [4475, 3261, 5118, 4028];

let starts: MockInstance<UserAgent['start']>;
let unhandled: unknown[];
const note = (reason: unknown) => void unhandled.push(reason);

beforeEach(() => {
  unhandled = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  process.on('unhandledRejection', note);
  // SIP.js keeps its dialogs to itself; whether one leaks is only seen inside.
  starts = vi.spyOn(UserAgent.prototype, 'start');
});
afterEach(() => {
  process.off('unhandledRejection', note);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const agentInside = () => starts.mock.contexts.at(-1) as UserAgent;

/** A call that talks, as the messages arrive. */
async function talking(): Promise<{ harness: SipHarness; invite: string; ok: string }> {
  const harness = await startSipClient();
  const invite = incomingInvite({ callId: 'live-call' });
  harness.socket.receive(invite);
  await harness.event('incoming');
  const media = await createFakeMediaHost().open('in-1', MEDIA_OPTIONS, () => undefined);
  harness.port.accept('in-1', media);
  const ok = await harness.sent((message) => statusOf(message) === 200);
  harness.socket.receive(inDialog('ACK', invite, ok, 1));
  await harness.event('established');
  return { harness, invite, ok };
}

/** A re-INVITE that was still good enough is accepted; then the ACK must come, or the call rightly ends. */
async function acknowledge(
  harness: SipHarness,
  text: string,
  invite: string,
  ok: string,
  from: number,
): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  // Without an offer in it, the 200 made one, and the ACK must carry the answer.
  const answer = /^Content-Type: application\/sdp/im.test(text) ? '' : fakeSdp();
  for (const message of harness.socket.sent.slice(from)) {
    const [cseq, method] = (headerOf(message, 'CSeq') ?? '').split(' ');
    if (statusOf(message) === 200 && method === 'INVITE' && headerOf(message, 'Call-ID') === 'live-call')
      harness.socket.receive(inDialog('ACK', invite, ok, Number(cseq), [], answer));
  }
}

describe('hostile messages', () => {
  it.each(SEEDS)(
    `${MESSAGES} mutated messages (seed %i): nothing uncaught, nothing leaked, the call goes on`,
    async (seed) => {
      const { harness, invite, ok } = await talking();
      const random = seededRandom(seed);
      harness.events.length = 0;
      const newest = () => harness.socket.sent.findLast((message) => methodOf(message) !== '');
      const kinds = originals({ invite, ok, newest, cseq: 1000 });
      for (let n = 0; n < MESSAGES; n++) {
        if (n % 50 === 0) harness.port.ping();
        const text = mutate(kinds[Math.floor(random() * kinds.length)]!(n), random);
        // A message that ends the live call rightly is no attack on it.
        if (text.startsWith('BYE ')) continue;
        const before = harness.socket.sent.length;
        harness.socket.receive(text);
        await acknowledge(harness, text, invite, ok, before);
        harness.socket.sent.splice(0, Math.max(0, harness.socket.sent.length - 20));
        for (const event of harness.events.splice(0)) {
          if (event.type === 'incoming') harness.port.end(event.call.callId);
          if (event.type === 'bye' && event.callId === 'in-1') expect.fail('the live call was ended');
        }
        if (n % 100 === 0) await vi.advanceTimersByTimeAsync(10);
      }
      await vi.advanceTimersByTimeAsync(120_000);
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
      expect(harness.refused.filter((why) => why === 'library-failed')).toEqual([]);
      const agent = agentInside();
      expect(agent.userAgentCore.dialogs.size).toBe(1);
      expect(Object.keys(agent._sessions)).toHaveLength(1);
      expect(agent.userAgentCore.userAgentServers.size).toBe(0);

      harness.port.end('in-1');
      await harness.sent((message) => methodOf(message) === 'BYE');
    },
    60_000,
  );

  it.each(TORTURE)('$name harms nothing', async ({ text }) => {
    const { harness } = await talking();
    harness.socket.receive(text);
    for (const event of harness.events)
      if (event.type === 'incoming') harness.port.end(event.call.callId, 480);
    await vi.advanceTimersByTimeAsync(120_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
    expect(harness.refused).not.toContain('library-failed');
    expect(Object.keys(agentInside()._sessions).length).toBeLessThanOrEqual(1);
  });

  it('refuses what could make us call somebody', async () => {
    const { harness, invite, ok } = await talking();
    const before = harness.socket.sent.length;
    harness.socket.receive(inDialog('REFER', invite, ok, 2, ['Refer-To: <sip:+1900@pbx.test>']));
    harness.socket.receive(
      incomingInvite({ callId: 'r1' })
        .replaceAll('INVITE', 'REFER')
        .replace('\r\nContact', '\r\nRefer-To: <sip:+1900@pbx.test>\r\nContact'),
    );
    await vi.advanceTimersByTimeAsync(10);
    const answers = harness.socket.sent.slice(before);
    expect(answers.map(statusOf)).toEqual([603, 603]);
    expect(answers.filter((message) => methodOf(message) === 'INVITE')).toEqual([]);
  });

  it.each([
    ['no fingerprint', fakeSdp().replace(/a=fingerprint.*\r\n/, '')],
    ['SDES keys', fakeSdp().replace('a=mid:0', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x')],
    ['video', `${fakeSdp()}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n`],
    ['no encryption', fakeSdp().replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP')],
    ['a data channel', `${fakeSdp()}m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n`],
    [
      'a thousand candidates',
      fakeSdp().replace(
        'a=mid:0',
        Array.from({ length: 1000 }, (_, i) => `a=candidate:${i} 1 udp 1 10.0.0.1 9 typ host`).join('\r\n'),
      ),
    ],
  ])('answers 488 to an offer with %s', async (_, body) => {
    const harness = await startSipClient();
    harness.socket.receive(incomingInvite({ callId: 'sdp', body }));
    const answer = await harness.sent((message) => statusOf(message) > 100);
    expect(statusOf(answer)).toBe(488);
    expect(harness.events.some(({ type }) => type === 'incoming')).toBe(false);
  });

  it('opens no microphone because a header asks for it', async () => {
    const harness = await startSipClient();
    harness.socket.receive(
      incomingInvite({
        callId: 'auto',
        extra: [
          'Alert-Info: <http://evil.test/x.wav>;info=alert-autoanswer;delay=0',
          'Call-Info: <sip:x>;answer-after=0',
          'P-Auto-Answer: normal',
        ],
      }),
    );
    const { call } = await harness.event('incoming');
    expect(call.facts.alertInfo).toBe('alert-autoanswer');
    await vi.advanceTimersByTimeAsync(5000);
    expect(harness.socket.sent.map(statusOf)).toEqual([100]);
    expect(headerOf(harness.socket.sent[0]!, 'CSeq')).toBe('1 INVITE');
  });
});
