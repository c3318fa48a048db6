import { describe, expect, it } from 'vitest';
import { startSipClient } from '../../support/sip-client-harness';
import { headerOf, incomingInvite, statusOf } from '../../support/sip-messages';

describe('an INVITE that requires an extension', () => {
  it.each(['timer', '100rel', '100rel, timer'])(
    'such as %s is refused with 420, which names it',
    async (required) => {
      const harness = await startSipClient();
      harness.socket.receive(incomingInvite({ callId: 'wants', extra: [`Require: ${required}`] }));
      const answer = await harness.sent((message) => statusOf(message) > 100);
      expect(statusOf(answer)).toBe(420);
      expect(headerOf(answer, 'Unsupported')).toBe(required);
      expect(harness.events.filter(({ type }) => type === 'incoming')).toEqual([]);
    },
  );

  it('rings when it only says what it supports', async () => {
    const harness = await startSipClient();
    harness.socket.receive(
      incomingInvite({
        callId: 'may',
        extra: ['Supported: 100rel, timer, replaces', 'Session-Expires: 1800'],
      }),
    );
    await harness.event('incoming');
    expect(harness.socket.sent.map(statusOf)).toEqual([100]);
  });
});
