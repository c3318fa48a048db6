import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MediaError } from '@/utils/phone/media/media-host';
import { SPECIAL_NUMBERS } from '../sandbox/pbx/pbx-sandbox.ts';
import { CUSTOMER, startKamailioPhones, type KamailioPhones } from '../support/kamailio-phones';

/** The phone against Kamailio, rtpengine and baresip. Sound is proven in a browser elsewhere. */
let phones: KamailioPhones;
beforeAll(async () => {
  phones = await startKamailioPhones();
});
afterAll(() => phones?.stop());
afterEach(() => phones.hangUpAll());

describe('a call to a customer', () => {
  it('rings, is answered, and is ended here', async () => {
    const agent = await phones.ready();
    const ringing = phones.pbx.customer.incoming();
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
    const agent = await phones.ready();
    const ringing = phones.pbx.customer.incoming();
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
    const agent = await phones.ready();
    await agent.phone.dial({ number });
    expect((await agent.call('ended')).end).toMatchObject({ cause, by: 'them', sipStatus });
  });

  it('plays ringback while it rings, and can be given up', async () => {
    const agent = await phones.ready();
    const id = await agent.phone.dial({ number: SPECIAL_NUMBERS.noAnswer });
    await agent.call('ringing');
    expect(agent.tones.at(-1)).toBe('ringback');
    const gone = phones.pbx.waitFor('cancelled');
    await agent.phone.hangUp(id);
    await gone;
    expect(agent.now(id).end).toMatchObject({ cause: 'cancelled', by: 'us' });
    expect(agent.tones.at(-1)).toBe('none');
  });

  it('plays what the PBX plays before the answer', async () => {
    const agent = await phones.ready();
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
    const agent = await phones.ready();
    const invites = () =>
      phones.pbx.events.filter((event) => event.type === 'invite' && event.to === '+12025550123');
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
    const agent = await phones.ready();
    const ringing = phones.pbx.customer.incoming();
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
    const agent = await phones.ready();
    const ringing = phones.pbx.customer.incoming();
    const id = await agent.phone.dial({ number: CUSTOMER, ext: '42' });
    await agent.call('active');
    await agent.phone.sendDtmf(id, '7#');
    const desk = await ringing;
    await expect.poll(() => desk.digits(), { timeout: 10_000 }).toBe('427#');
  });

  it('ends with no-microphone where another program has it', async () => {
    const agent = await phones.ready();
    agent.media.failure = new MediaError('busy', 'In use.');
    await agent.phone.dial({ number: CUSTOMER });
    expect((await agent.call('ended')).end).toMatchObject({ cause: 'no-microphone' });
  });

  it('waits for a microphone that was not allowed yet, and goes on once it is', async () => {
    const agent = await phones.ready();
    agent.media.failure = new MediaError('ask', 'Not yet.');
    const id = await agent.phone.dial({ number: CUSTOMER });
    await agent.until('call that waits', ({ calls }) => calls.find((call) => call.needsMicrophone));
    expect(agent.phone.snapshot.status.microphone).toBe('ask');
    agent.media.failure = null;
    const ringing = phones.pbx.customer.incoming();
    await agent.phone.microphoneReady();
    const desk = await ringing;
    expect((await agent.call('active')).id).toBe(id);
    await agent.phone.hangUp(id);
    await desk.ended();
  });
});
