import { describe, expect, it } from 'vitest';
import type { Call } from '@/utils/phone/call';
import { findLeg } from '@/utils/phone/legs';
import { NEW_PHONE, type PhoneCommand, type PhoneInput, type PhoneState } from '@/utils/phone/phone-state';
import { step } from '@/utils/phone/step';
import { createFakeMediaHost, MEDIA_OPTIONS } from '../../support/fake-media-host';
import { startSipClient, type SipHarness } from '../../support/sip-client-harness';
import { headerOf, inDialog, incomingInvite, methodOf, statusOf } from '../../support/sip-messages';

/** A call that came in and was answered; resolves with our tag. */
async function talks(harness: SipHarness, callId: string, from?: string): Promise<string> {
  const arrived = harness.events.length;
  const invite = incomingInvite({ callId, from });
  harness.socket.receive(invite);
  const event = harness.events.slice(arrived).find(({ type }) => type === 'incoming');
  if (event?.type !== 'incoming') throw new Error('The call did not come in.');
  const { callId: id } = event.call;
  harness.port.accept(id, await createFakeMediaHost().open(id, MEDIA_OPTIONS, () => undefined));
  const ok = await harness.sent(
    (message) => statusOf(message) === 200 && headerOf(message, 'Call-ID') === callId,
  );
  harness.socket.receive(inDialog('ACK', invite, ok, 1));
  return /tag=(\w+)/.exec(headerOf(ok, 'To') ?? '')![1]!;
}

describe('REFER with Replaces', () => {
  it('sends the far end to the number of the other party, at our phone system', async () => {
    const harness = await startSipClient();
    await talks(harness, 'customer');
    const ourTag = await talks(harness, 'colleague', '"Bo" <sip:1002@10.0.0.7:5062>');
    harness.port.referTo('in-1', 'in-2');
    const refer = await harness.sent((message) => methodOf(message) === 'REFER');
    expect(headerOf(refer, 'Call-ID')).toBe('customer');
    const replaces = encodeURIComponent(`colleague;to-tag=from-colleague;from-tag=${ourTag}`);
    expect(headerOf(refer, 'Refer-To')).toBe(`<sip:1002@pbx.test?Replaces=${replaces}>`);
  });
});

describe('an INVITE with Replaces', () => {
  const invited = async (replaces: (ourTag: string) => string, more: string[] = []) => {
    const harness = await startSipClient();
    const ourTag = await talks(harness, 'word');
    const extra = [`Replaces: ${replaces(ourTag)}`, ...more];
    harness.events.length = 0;
    harness.socket.receive(incomingInvite({ callId: 'joined', extra }));
    return harness;
  };
  const answered = async (harness: SipHarness) =>
    statusOf(
      await harness.sent((message) => statusOf(message) > 100 && headerOf(message, 'Call-ID') === 'joined'),
    );

  it('names our call that it is to take the place of, and rings', async () => {
    const harness = await invited((tag) => `word;from-tag=from-word;to-tag=${tag}`, ['Require: replaces']);
    expect((await harness.event('incoming')).call.replaces).toBe('in-1');
  });

  it.each([
    ['a call we do not have', () => 'other;to-tag=a;from-tag=b', 481],
    [
      'our call with its tags the wrong way round',
      (tag: string) => `word;to-tag=from-word;from-tag=${tag}`,
      481,
    ],
    ['our call without tags', () => 'word', 400],
    ['nothing at all', () => '', 400],
    [
      'a call that must not be answered yet',
      (tag: string) => `word;to-tag=${tag};from-tag=from-word;early-only`,
      486,
    ],
  ])('is refused when it names %s', async (_, replaces, status) => {
    const harness = await invited(replaces);
    expect(await answered(harness)).toBe(status);
    expect(harness.events.filter(({ type }) => type === 'incoming')).toEqual([]);
  });

  it('that requires something else as well is refused with what we cannot do', async () => {
    const harness = await invited(
      (tag) => `word;to-tag=${tag};from-tag=from-word`,
      ['Require: replaces, timer'],
    );
    expect(await answered(harness)).toBe(420);
  });
});

/** The phone, with a call of the customer on hold and one to the colleague that talks. */
function consulting() {
  let state: PhoneState = {
    ...NEW_PHONE,
    line: { ...NEW_PHONE.line, phase: 'registered' },
    settings: { ...NEW_PHONE.settings, waiting: false },
  };
  const commands: PhoneCommand[] = [];
  const feed = (...inputs: PhoneInput[]) => {
    for (const input of inputs) {
      const next = step(state, input, { now: 1000, random: () => 0.5 });
      state = next.state;
      commands.push(...next.commands);
    }
  };
  feed(
    incoming('customer'),
    { type: 'answer', callId: 'customer' },
    { type: 'media-open', callId: 'customer' },
    { type: 'established', callId: 'customer' },
    {
      type: 'dial',
      callId: 'colleague',
      target: '1002',
      remote: { number: '1002', name: '' },
      tonesOnAnswer: '',
    },
    { type: 'media-open', callId: 'colleague' },
    { type: 'invited', callId: 'colleague', pbxId: 'p', facts: {} },
    { type: 'established', callId: 'colleague' },
  );
  const call = (id: string): Call => findLeg(state, id)!.call;
  const told = (id: string) => commands.some((each) => each.type === 'end' && each.callId === id);
  return { feed, call, told, commands };
}

const incoming = (callId: string, replaces?: string): PhoneInput => ({
  type: 'incoming',
  call: { callId, replaces, pbxId: 'x', remote: { number: '+12025550142', name: '' }, facts: {} },
});

const join: PhoneInput = { type: 'transfer-to', callId: 'customer', otherCallId: 'colleague' };
const progress = (status: number): PhoneInput => ({ type: 'transfer-progress', callId: 'customer', status });

describe('both calls of an attended transfer', () => {
  it('are transferred when the far end says that it worked, whoever says goodbye', () => {
    const { feed, call, told } = consulting();
    feed(join, progress(100), progress(180), progress(200));
    expect([call('customer').end, call('colleague').end]).toEqual([
      { cause: 'transferred', by: 'us' },
      { cause: 'transferred', by: 'us' },
    ]);
    expect(call('customer').transfer).toEqual({ to: '1002', state: 'done' });
    expect([told('customer'), told('colleague')]).toEqual([true, true]);
  });

  it.each([
    ['before the result', [{ type: 'bye', callId: 'colleague' }, progress(200)]],
    [
      'when nobody tells the result',
      [
        { type: 'bye', callId: 'customer' },
        { type: 'bye', callId: 'colleague' },
      ],
    ],
  ] as [string, PhoneInput[]][])('are transferred when the colleague leaves %s', (_, inputs) => {
    const { feed, call } = consulting();
    feed(join, progress(100), ...inputs);
    expect([call('customer').end?.cause, call('colleague').end?.cause]).toEqual([
      'transferred',
      'transferred',
    ]);
    expect(call('colleague').end?.by).toBe('them');
  });

  it('stay with us when it fails; then a goodbye is a goodbye', () => {
    const { feed, call } = consulting();
    feed(join, progress(100), progress(486));
    expect(call('customer').transfer).toEqual({ to: '1002', state: 'failed', sipStatus: 486 });
    expect([call('customer').phase, call('colleague').phase]).toEqual(['active', 'active']);
    feed({ type: 'bye', callId: 'colleague' });
    expect(call('colleague').end).toEqual({ cause: 'hung-up', by: 'them' });
  });

  it('are two again when the customer is sent on to somebody else instead', () => {
    const { feed, call } = consulting();
    feed(join, progress(486), { type: 'transfer', callId: 'customer', target: '1003' }, progress(200));
    expect(call('customer').end?.cause).toBe('transferred');
    expect(call('colleague').phase).toBe('active');
  });
});

describe('a call that takes the place of another', () => {
  it('rings although we talk and want no second call; answered, it ends the other as transferred', () => {
    const { feed, call, told } = consulting();
    feed({ type: 'hang-up', callId: 'customer' }, incoming('second'));
    expect(() => call('second')).toThrow();
    feed(incoming('joined', 'colleague'));
    expect(call('joined').phase).toBe('incoming');
    expect(call('colleague').phase).toBe('active');
    feed(
      { type: 'answer', callId: 'joined' },
      { type: 'media-open', callId: 'joined' },
      { type: 'established', callId: 'joined' },
    );
    expect(call('colleague').end).toEqual({ cause: 'transferred', by: 'them' });
    expect(told('colleague')).toBe(true);
    expect(call('joined')).toMatchObject({ phase: 'active', held: false });
  });

  it('is busy when another one wants the same place', () => {
    const { feed, call } = consulting();
    feed(incoming('joined', 'colleague'), incoming('again', 'colleague'));
    expect(call('joined').phase).toBe('incoming');
    expect(() => call('again')).toThrow();
  });
});
