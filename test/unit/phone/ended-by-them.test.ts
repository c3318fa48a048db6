import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SipEvent } from '@/utils/phone/sip-port';
import { createFakeMediaHost, MEDIA_OPTIONS } from '../../support/fake-media-host';
import { startSipClient, type SipHarness } from '../../support/sip-client-harness';
import { answerTo, inDialog, incomingInvite, methodOf, statusOf } from '../../support/sip-messages';

const media = (callId: string) => createFakeMediaHost().open(callId, MEDIA_OPTIONS, () => undefined);
const settled = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => vi.useRealTimers());

/** A harness that ends each call the moment it is told of its end, as the phone does: then nothing more may leave. */
async function harnessThatForgets(): Promise<SipHarness> {
  const harness: SipHarness = await startSipClient({
    onEvent(event: SipEvent) {
      if (event.type === 'bye' || event.type === 'cancelled' || event.type === 'refused')
        harness.port.end(event.callId);
    },
  });
  return harness;
}

async function invited(harness: SipHarness) {
  harness.port.invite('out-1', '1002', await media('out-1'));
  return harness.sent((message) => methodOf(message) === 'INVITE');
}

describe('a call that the other side ends', () => {
  it('is answered with 200 and nothing else when it is ended by BYE', async () => {
    const harness = await harnessThatForgets();
    const invite = incomingInvite({ callId: 'theirs' });
    harness.socket.receive(invite);
    await harness.event('incoming');
    harness.port.accept('in-1', await media('in-1'));
    const ok = await harness.sent((message) => statusOf(message) === 200);
    harness.socket.receive(inDialog('ACK', invite, ok, 1));
    await harness.event('established');
    const before = harness.socket.sent.length;
    harness.socket.receive(inDialog('BYE', invite, ok, 2));
    await harness.event('bye');
    await settled();
    expect(harness.socket.sent.slice(before).map((message) => message.split('\r\n')[0])).toEqual([
      'SIP/2.0 200 OK',
    ]);
  });

  it('is over for good when the BYE overtakes the ACK', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const harness = await harnessThatForgets();
    const invite = incomingInvite({ callId: 'overtaken' });
    harness.socket.receive(invite);
    await harness.event('incoming');
    harness.port.accept('in-1', await media('in-1'));
    const ok = await harness.sent((message) => statusOf(message) === 200);
    harness.socket.receive(inDialog('BYE', invite, ok, 2));
    await harness.event('bye');
    harness.socket.receive(inDialog('ACK', invite, ok, 1));
    const before = harness.socket.sent.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(harness.socket.sent.slice(before).filter((message) => statusOf(message) !== 200)).toEqual([]);
  });

  it('is ended by a BYE of ours when its ACK never comes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const harness = await harnessThatForgets();
    const invite = incomingInvite({ callId: 'no-ack' });
    harness.socket.receive(invite);
    await harness.event('incoming');
    harness.port.accept('in-1', await media('in-1'));
    await harness.sent((message) => statusOf(message) === 200);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(harness.events.some(({ type }) => type === 'bye')).toBe(true);
    expect(harness.socket.sent.filter((message) => methodOf(message) === 'BYE')).toHaveLength(1);
  });

  it('is refused with 487 and nothing else when it is cancelled', async () => {
    const harness = await harnessThatForgets();
    const invite = incomingInvite({ callId: 'given-up' });
    harness.socket.receive(invite);
    await harness.event('incoming');
    harness.port.ring('in-1');
    const before = harness.socket.sent.length;
    harness.socket.receive(
      invite.replaceAll('INVITE', 'CANCEL').replace(/Content-Type[\s\S]*/, 'Content-Length: 0\r\n\r\n'),
    );
    await harness.event('cancelled');
    await settled();
    expect(harness.socket.sent.slice(before).map(statusOf).toSorted()).toEqual([200, 487]);
  });

  it('is acknowledged and nothing else when it is refused', async () => {
    const harness = await harnessThatForgets();
    const invite = await invited(harness);
    const before = harness.socket.sent.length;
    harness.socket.receive(answerTo(invite, 486));
    await harness.event('refused');
    await settled();
    expect(harness.socket.sent.slice(before).map(methodOf)).toEqual(['ACK']);
  });
});
