import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startKamailioPhones, type KamailioPhones } from '../support/kamailio-phones';

/** The phone against Kamailio, rtpengine and baresip. Sound is proven in a browser elsewhere. */
let phones: KamailioPhones;
beforeAll(async () => {
  phones = await startKamailioPhones();
});
afterAll(() => phones?.stop());
afterEach(() => phones.hangUpAll());

describe('calls between colleagues', () => {
  it('are transferred blind, with the result shown', async () => {
    const [agent, colleague, third] = [await phones.ready(), await phones.ready(1), await phones.ready(2)];
    const id = await agent.phone.dial({ number: '1002' });
    await colleague.phone.answer((await colleague.call('incoming')).id);
    await agent.call('active');
    // A browser phone refuses to be sent elsewhere by its peer; the result says so, and the call goes on.
    await agent.phone.transfer(id, '1003');
    await agent.until('refusal', ({ calls }) => calls[0]!.transfer?.state === 'failed');
    expect(agent.now(id)).toMatchObject({ phase: 'active', transfer: { to: '1003', sipStatus: 603 } });
    expect(third.phone.snapshot.calls).toEqual([]);
  });

  it('send a customer on', async () => {
    const [agent, colleague] = [await phones.ready(), await phones.ready(1)];
    const desk = await phones.pbx.customer.call('1001');
    const incoming = await agent.call('incoming');
    await agent.phone.answer(incoming.id);
    await desk.answered();
    await agent.phone.transfer(incoming.id, '1002');
    const moved = await colleague.call('incoming', 20_000);
    await colleague.phone.answer(moved.id);
    const end = await agent.until(
      'end',
      ({ calls }) => calls.find((call) => call.id === incoming.id)?.end,
      20_000,
    );
    expect(end).toMatchObject({ cause: 'transferred' });
    await colleague.phone.hangUp(moved.id);
  });

  it('meet in a conference', async () => {
    const [agent, one, two] = [await phones.ready(), await phones.ready(1), await phones.ready(2)];
    const a = await agent.phone.dial({ number: '1002' });
    await one.phone.answer((await one.call('incoming')).id);
    await agent.call('active');
    const b = await agent.phone.dial({ number: '1003' });
    await two.phone.answer((await two.call('incoming')).id);
    await agent.until('second call', ({ calls }) =>
      calls.find((call) => call.id === b && call.phase === 'active'),
    );
    await agent.phone.conference(a, b, true);
    expect([agent.now(a), agent.now(b)]).toMatchObject([
      { inConference: true, held: false },
      { inConference: true, held: false },
    ]);
    expect(agent.media.sessions.map(({ log }) => log.includes('bridge'))).toEqual([true, true]);
    await one.until('resume', ({ calls }) => calls[0] && !calls[0].heldByRemote);
    await agent.phone.conference(a, b, false);
    await two.until('hold', ({ calls }) => calls[0]!.heldByRemote);
    expect(agent.now(a)).toMatchObject({ inConference: false, held: false });
  });
});
