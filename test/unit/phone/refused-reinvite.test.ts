import { describe, expect, it } from 'vitest';
import { createFakeMediaHost, fakeSdp, MEDIA_OPTIONS, type FakeSession } from '../../support/fake-media-host';
import { startSipClient, type SipHarness } from '../../support/sip-client-harness';
import { answerTo, inDialog, incomingInvite, methodOf, statusOf } from '../../support/sip-messages';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A call that is on: a refused re-INVITE leaves it as it was, and the next one is sent (RFC 3261 §14.1). */
async function answered() {
  const harness = await startSipClient();
  const invite = incomingInvite({ callId: 'refuses' });
  harness.socket.receive(invite);
  await harness.event('incoming');
  const media = (await createFakeMediaHost().open('in-1', MEDIA_OPTIONS, () => undefined)) as FakeSession;
  harness.port.accept('in-1', media);
  const ok = await harness.sent((message) => statusOf(message) === 200);
  await harness.event('established');
  return { harness, media, ack: inDialog('ACK', invite, ok, 1) };
}

async function talking(): Promise<{ harness: SipHarness; media: FakeSession }> {
  const { harness, media, ack } = await answered();
  harness.socket.receive(ack);
  return { harness, media };
}

describe('a re-INVITE', () => {
  it.each([302, 408, 481, 488, 491, 500, 603])(
    'refused with %i is told, and may be repeated',
    async (status) => {
      const { harness, media } = await talking();
      const reinvites = () => harness.socket.sent.filter((message) => methodOf(message) === 'INVITE');
      for (const round of [1, 2]) {
        harness.port.reinvite('in-1', { hold: true, iceRestart: false }, media);
        const ours = await harness.sent((message) => reinvites().indexOf(message) === round - 1);
        harness.events.length = 0;
        await settled();
        harness.socket.receive(
          answerTo(ours, status, status === 302 ? ['Contact: <sip:evil@192.0.2.9>'] : []),
        );
        expect(await harness.event('reinvite-refused')).toMatchObject({ callId: 'in-1', status });
        expect(harness.events).toHaveLength(1);
        expect(media.log.at(-1)).toBe('rollback');
      }
    },
  );

  it('waits for the ACK of the first INVITE', async () => {
    const { harness, media, ack } = await answered();
    const before = harness.socket.sent.length;
    harness.port.reinvite('in-1', { hold: true, iceRestart: false }, media);
    expect(await harness.event('reinvite-refused')).toMatchObject({ status: 500 });
    harness.socket.receive(ack);
    await settled();
    expect(harness.socket.sent.slice(before)).toEqual([]);
    harness.port.reinvite('in-1', { hold: true, iceRestart: false }, media);
    await harness.sent((message) => methodOf(message) === 'INVITE');
  });

  it('whose offer is still being made is not undone by another', async () => {
    const { harness, media } = await talking();
    const made = Promise.withResolvers<void>();
    const { createOffer } = media;
    media.createOffer = async (options) => {
      await made.promise;
      return createOffer(options);
    };
    harness.port.reinvite('in-1', { hold: false, iceRestart: true }, media);
    harness.port.reinvite('in-1', { hold: false, iceRestart: true }, media);
    expect(await harness.event('reinvite-refused')).toMatchObject({ status: 500 });
    made.resolve();
    const ours = await harness.sent((message) => methodOf(message) === 'INVITE');
    harness.socket.receive(answerTo(ours, 200, [], fakeSdp()));
    await harness.event('reinvited');
    expect(media.log).toEqual(['answer', 'offer restart', 'remote answer']);
  });

  it('whose offer is made when the socket is gone is refused', async () => {
    const { harness, media } = await talking();
    harness.port.reinvite('in-1', { hold: false, iceRestart: true }, media);
    harness.port.close();
    expect(await harness.event('reinvite-refused')).toMatchObject({ status: 503 });
    expect(media.log.at(-1)).toBe('rollback');
  });
});
