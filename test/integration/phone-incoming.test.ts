import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MediaError } from '@/utils/phone/media/media-host';
import { startKamailioPhones, type KamailioPhones } from '../support/kamailio-phones';

/** The phone against Kamailio, rtpengine and baresip. Sound is proven in a browser elsewhere. */
let phones: KamailioPhones;
beforeAll(async () => {
  phones = await startKamailioPhones();
});
afterAll(() => phones?.stop());
afterEach(() => phones.hangUpAll());

describe('a call from a customer', () => {
  it('rings with what the PBX tells, is answered, and ends', async () => {
    const agent = await phones.ready();
    const desk = await phones.pbx.customer.call('1001', {
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
    const agent = await phones.ready();
    const desk = await phones.pbx.customer.call('1001');
    const { id } = await agent.call('incoming');
    await agent.phone.decline(id);
    expect(await desk.ended()).toMatch(/603|Decline/);
    expect(agent.now(id).end).toMatchObject({ cause: 'declined', by: 'us' });
  });

  it('stops ringing when the customer gives up', async () => {
    const agent = await phones.ready();
    const desk = await phones.pbx.customer.call('1001');
    await agent.call('incoming');
    await desk.hangUp();
    expect((await agent.call('ended')).end).toMatchObject({ cause: 'cancelled', by: 'them' });
  });

  it('rings on without a microphone, and is answered once there is one', async () => {
    const agent = await phones.ready();
    agent.media.failure = new MediaError('denied', 'Blocked.');
    const desk = await phones.pbx.customer.call('1001');
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
    const [agent, other] = [await phones.ready(4), await phones.ready(4)];
    const desk = await phones.pbx.customer.call('1005');
    await agent.call('incoming');
    await other.phone.answer((await other.call('incoming')).id);
    expect((await agent.call('ended')).end).toEqual({ cause: 'answered-elsewhere', by: 'them' });
    await desk.answered();
    expect(other.phone.snapshot.calls.map(({ phase }) => phase)).toEqual(['active']);
    await desk.hangUp();
    await other.call('ended');
  });

  it('hears busy while do not disturb is on, and when two calls are there', async () => {
    const agent = await phones.ready();
    await agent.phone.setDoNotDisturb(true);
    expect(await (await phones.pbx.customer.call('1001')).ended()).toMatch(/486|Busy/);
    await agent.phone.setDoNotDisturb(false);

    const [one, two] = [await phones.ready(5), await phones.ready(6)];
    await one.phone.dial({ number: '1001' });
    const first = await agent.call('incoming');
    await agent.phone.answer(first.id);
    const desk = await phones.pbx.customer.call('1001', { from: '+12025550111' });
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
