import { describe, expect, it } from 'vitest';
import type { CrmConnector, CrmRecord } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { createContactLookup } from '@/utils/crm/contact-lookup';
import { createCallDesk, type CallMoment } from '@/utils/engine/call-desk';
import { createCrmDesk } from '@/utils/engine/crm-desk';
import type { CallCard } from '@/utils/messaging/app-state';
import { makeCall, makeConnector, makeRecord } from '../../support/make-call';

function bench(find: () => Promise<CrmRecord[]>, connector: Partial<CrmConnector> = {}) {
  let time = 1_000_000;
  const finished: CallCard[] = [];
  const moments: CallMoment[] = [];
  const timers: { at: number; task: () => void }[] = [];
  const waiters: { holds: () => boolean; resolve: () => void }[] = [];
  const onChange = () => {
    for (const waiter of waiters.filter(({ holds }) => holds())) waiter.resolve();
  };
  const crm = createCrmDesk({ now: () => time, onChange });
  crm.use({ connector: makeConnector(connector), kind: 'zoho' });
  const desk = createCallDesk({
    crm,
    lookup: createContactLookup({
      find,
      account: () => 'org/user',
      alwaysQuery: () => true,
      now: () => time,
    }),
    writeDown: async () => {},
    finish: async (card) => {
      finished.push(card);
      onChange();
    },
    onMoment: (moment) => moments.push(moment),
    country: () => 'US',
    now: () => time,
    later: (ms, task) => timers.push({ at: time + ms, task }),
    onChange,
  });
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => (holds() ? resolve() : waiters.push({ holds, resolve })));
  const pass = (ms: number) => {
    time += ms;
    for (const timer of timers.splice(0).filter(({ at, task }) => (at <= time ? (task(), false) : true)))
      timers.push(timer);
  };
  return { desk, finished, moments, until, pass, now: () => time };
}

describe('a call card', () => {
  it('shows the number at once and the name when the CRM answers', async () => {
    const { desk, until } = bench(async () => [makeRecord()]);
    desk.follow([makeCall()]);
    expect(desk.cards()[0]).toMatchObject({
      call: { remote: { number: '+12025550123' } },
      match: { state: 'searching' },
    });
    await until(() => desk.cards()[0]?.match.state === 'found');
    expect(desk.cards()[0]!.match).toMatchObject({
      picked: { module: 'Contacts', id: '1' },
      records: [{ name: 'Maria Rossi' }],
    });
  });

  it('picks nobody among several, but the record the call was placed from', async () => {
    const two = [makeRecord(), makeRecord({ id: '2', name: 'Luca Rossi' })];
    const incoming = bench(async () => two);
    incoming.desk.follow([makeCall()]);
    await incoming.until(() => incoming.desk.cards()[0]?.match.state === 'found');
    expect(incoming.desk.cards()[0]!.match.picked).toBeUndefined();

    const outgoing = bench(async () => two);
    outgoing.desk.follow([
      makeCall({ direction: 'outbound', phase: 'calling', origin: { module: 'Contacts', id: '2' } }),
    ]);
    await outgoing.until(() => outgoing.desk.cards()[0]?.match.state === 'found');
    expect(outgoing.desk.cards()[0]!.match).toMatchObject({
      picked: { id: '2' },
      records: [{ id: '2' }, { id: '1' }],
    });
  });

  it('keeps whom the user picked before a slow answer came', async () => {
    let answer: (records: CrmRecord[]) => void = () => {};
    const known = makeRecord({ module: 'Leads', id: '9' });
    const find = () => new Promise<CrmRecord[]>((resolve) => (answer = resolve));
    const { desk, until } = bench(find, { get: async () => known });
    desk.follow([makeCall()]);
    await desk.pick('call-1', known);
    answer([makeRecord()]);
    await until(() => desk.cards()[0]?.match.records.length === 2);
    expect(desk.pickedRecord('call-1')).toBe(known);
  });

  it('is given to somebody the CRM knows under another number', async () => {
    const known = makeRecord({ id: '7', name: 'Luca Rossi' });
    const { desk, until } = bench(async () => [], { get: async () => known });
    desk.follow([makeCall()]);
    await until(() => desk.cards()[0]?.match.state === 'none');
    await desk.pick('call-1', known);
    expect(desk.cards()[0]!.match).toMatchObject({ state: 'found', picked: { id: '7' }, records: [known] });
  });

  it('is given to nobody who is no longer in the CRM', async () => {
    const { desk, until } = bench(async () => [], { get: async () => null });
    desk.follow([makeCall()]);
    await until(() => desk.cards()[0]?.match.state === 'none');
    await expect(desk.pick('call-1', { module: 'Leads', id: '9' })).rejects.toThrow(/no longer in the CRM/);
    expect(desk.cards()[0]!.match.state).toBe('none');
  });

  it('says in plain words that the CRM did not answer, and the call goes on', async () => {
    const { desk, until } = bench(async () => {
      throw new CrmError('unreachable', 'Zoho CRM cannot be reached.');
    });
    desk.follow([makeCall()]);
    await until(() => desk.cards()[0]?.match.state === 'failed');
    expect(desk.cards()[0]!.match.message).toBe('Zoho CRM cannot be reached.');
  });

  it('is handed to the journal once, with the record that was found while it ended', async () => {
    let answer: (records: CrmRecord[]) => void = () => {};
    const { desk, finished, until } = bench(() => new Promise((resolve) => (answer = resolve)));
    const ended = makeCall({ phase: 'ended', endedAt: 1_005_000, end: { cause: 'cancelled', by: 'them' } });
    desk.follow([makeCall()]);
    desk.follow([ended]);
    desk.follow([ended]);
    expect(finished).toHaveLength(0);
    answer([makeRecord()]);
    await until(() => finished.length > 0);
    desk.follow([ended]);
    expect(finished).toHaveLength(1);
    expect(finished[0]!.match.picked).toEqual({ module: 'Contacts', id: '1' });
  });

  it('goes by itself after a missed call, and stays after a talk', async () => {
    const missed = bench(async () => []);
    missed.desk.follow([makeCall({ phase: 'ended', endedAt: 1_000_000, end: { cause: 'cancelled' } })]);
    await missed.until(() => missed.finished.length > 0);
    await Promise.resolve();
    missed.pass(10_000);
    expect(missed.desk.cards()).toEqual([]);

    const talked = bench(async () => []);
    talked.desk.follow([
      makeCall({ phase: 'ended', answeredAt: 1_000_000, endedAt: 1_000_000, end: { cause: 'hung-up' } }),
    ]);
    await talked.until(() => talked.finished.length > 0);
    await Promise.resolve();
    talked.pass(60_000);
    expect(talked.desk.cards()).toHaveLength(1);
    talked.desk.dismiss('call-1');
    expect(talked.desk.cards()).toEqual([]);
  });
});

describe('creating a record from a call', () => {
  const draft = {
    firstName: 'Nora',
    lastName: 'Beck',
    company: 'Beck GmbH',
    email: '',
    phone: '+12025550123',
    fields: {},
  };

  it("makes the call the record's own, and can be taken back for ten seconds", async () => {
    const removed: string[] = [];
    const { desk, until, pass } = bench(async () => [], { remove: async ({ id }) => void removed.push(id) });
    desk.follow([makeCall()]);
    await until(() => desk.cards()[0]?.match.state === 'none');
    await desk.create('call-1', 'lead', draft);
    expect(desk.cards()[0]!.match).toMatchObject({ state: 'found', picked: { module: 'Leads', id: 'new' } });
    await desk.undoCreate('call-1');
    expect(removed).toEqual(['new']);
    expect(desk.cards()[0]!.match).toMatchObject({ state: 'none', records: [] });

    await desk.create('call-1', 'lead', draft);
    pass(10_001);
    await expect(desk.undoCreate('call-1')).rejects.toBeInstanceOf(CrmError);
  });

  it('leaves the card as it was when the CRM refuses', async () => {
    const { desk, until } = bench(async () => [], {
      create: async () => {
        throw new CrmError('duplicate', 'This lead exists already.', {
          existing: { module: 'Leads', id: '7' },
        });
      },
    });
    desk.follow([makeCall()]);
    await until(() => desk.cards()[0]?.match.state === 'none');
    await expect(desk.create('call-1', 'lead', draft)).rejects.toMatchObject({
      kind: 'duplicate',
      existing: { id: '7' },
    });
    expect(desk.cards()[0]!.match.state).toBe('none');
  });
});
