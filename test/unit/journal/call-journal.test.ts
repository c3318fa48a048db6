import { describe, expect, it } from 'vitest';
import { JournalError } from '@/utils/journal/journal-database';
import type { JournalStore } from '@/utils/journal/journal-store';
import { aCall, endedCall, jobOf, startJournal, testClock } from '../../support/journal.ts';

describe('the call journal', () => {
  it('has a row from the first INVITE on, before the call ends', async () => {
    const { journal, store } = await startJournal();
    await journal.begin(aCall());
    expect(await store.openCalls()).toMatchObject([{ id: 'call-1', closed: 0, owner: 'engine-1' }]);
  });

  it('appends each change of phase once', async () => {
    const { journal, store, clock } = await startJournal();
    await journal.begin(aCall());
    clock.advance(1_000);
    await journal.update(aCall({ phase: 'active', answeredAt: clock.now() }));
    await journal.update(aCall({ phase: 'active', answeredAt: clock.now(), muted: true }));
    const row = await store.call('call-1');
    expect(row!.phases.map((one) => one.phase)).toEqual(['incoming', 'active']);
    expect(row!.call.muted).toBe(true);
  });

  it('closes a call and owes its log in one transaction', async () => {
    const { journal, store } = await startJournal();
    await journal.begin(aCall());
    await journal.finish(endedCall(), jobOf, 'org/user');
    expect(await store.openCalls()).toEqual([]);
    expect(await store.outbox()).toMatchObject([{ id: 'call-1', state: 'ready', account: 'org/user' }]);
    expect(await journal.counts()).toEqual({ waiting: 1, attention: 0 });
  });

  it('owes nothing when nothing is to be logged', async () => {
    const { journal } = await startJournal();
    await journal.finish(endedCall(), () => null, '');
    expect(await journal.counts()).toEqual({ waiting: 0, attention: 0 });
    expect(await journal.history({ text: '', limit: 10 })).toMatchObject([{ log: { state: 'off' } }]);
  });

  it('tells the missed calls from the others when only they are wanted', async () => {
    const { journal } = await startJournal();
    await journal.finish(endedCall(), () => null, '');
    const end = { cause: 'cancelled', by: 'them' } as const;
    await journal.finish(endedCall({ id: 'call-2', answeredAt: undefined, end }), () => null, '');
    expect(await journal.history({ text: '', missed: true, limit: 10 })).toMatchObject([
      { id: 'call-2', outcome: 'missed' },
    ]);
  });

  it('takes every step twice without harm', async () => {
    const { journal, store } = await startJournal();
    for (const _ of [1, 2]) await journal.begin(aCall());
    for (const _ of [1, 2]) await journal.finish(endedCall(), jobOf, '');
    await journal.update(aCall({ phase: 'active' }));
    expect(await store.outbox()).toHaveLength(1);
    expect((await store.call('call-1'))!.call.phase).toBe('ended');
  });

  it('keeps what the user typed when the call goes on', async () => {
    const { journal, store } = await startJournal();
    await journal.begin(aCall());
    await journal.amend('call-1', { note: 'Call back on Monday' });
    await journal.finish(endedCall(), jobOf, '');
    expect((await store.call('call-1'))!.note).toBe('Call back on Monday');
  });

  it('closes calls of a dead engine at their last sign of life, once', async () => {
    const clock = testClock();
    const { journal, factory } = await startJournal({ clock });
    await journal.begin(aCall({ phase: 'active', answeredAt: clock.now() }));
    clock.advance(5_000);
    await journal.heartbeat();
    const died = clock.now();
    clock.advance(3_600_000);
    const next = await startJournal({ factory, clock, owner: 'engine-2' });
    const recovered = await next.journal.recover(jobOf, 'org/user');
    expect(recovered).toMatchObject([{ call: { endedAt: died, end: { cause: 'interrupted' } } }]);
    expect(await next.store.outbox()).toHaveLength(1);
    expect(await next.journal.recover(jobOf, 'org/user')).toEqual([]);
  });

  it('leaves calls of a living engine alone', async () => {
    const { journal, factory } = await startJournal();
    await journal.begin(aCall());
    const other = await startJournal({
      factory,
      owner: 'engine-2',
      alive: new Set(['engine-1', 'engine-2']),
    });
    expect(await other.journal.recover(jobOf, '')).toEqual([]);
  });

  it('keeps calls in memory while the disk is full, and writes them when there is room', async () => {
    let full = false;
    const wrap = (store: JournalStore): JournalStore => ({
      ...store,
      write: (task) =>
        full ? Promise.reject(new JournalError('full', 'The disk is full.')) : store.write(task),
    });
    const { journal, store } = await startJournal({ wrap });
    await journal.begin(aCall());
    full = true;
    await journal.finish(endedCall(), jobOf, '');
    expect(journal.problem()).toBe('The disk is full.');
    expect(await store.outbox()).toEqual([]);
    full = false;
    await journal.heartbeat();
    expect(journal.problem()).toBeNull();
    expect(await store.outbox()).toHaveLength(1);
  });

  it('says in plain words that the browser’s storage refuses', async () => {
    const wrap = (store: JournalStore): JournalStore => ({
      ...store,
      write: () => Promise.reject(new DOMException('Internal error opening backing store', 'UnknownError')),
    });
    const { journal } = await startJournal({ wrap });
    await journal.begin(aCall());
    expect(journal.problem()).toMatch(/Calls are kept in memory/);
    expect(journal.problem()).not.toContain('backing store');
  });

  it('is not stopped by rules that fail, nor by a row no disk can hold', async () => {
    const { journal, store } = await startJournal();
    const failing = () => {
      throw new TypeError('x is undefined');
    };
    await journal.finish(endedCall({ id: 'a', pbxId: 'a' }), failing, '');
    expect(await store.call('a')).toMatchObject({ closed: 1, log: { state: 'attention' } });
    const unclonable = aCall({ id: 'b', facts: { queue: (() => '') as never } });
    await Promise.all([journal.begin(unclonable), journal.begin(aCall({ id: 'c' }))]);
    expect(await store.call('c')).toBeTruthy();
    expect(journal.problem()).toBeNull();
  });

  it('orders the history by sequence, whatever the clock does', async () => {
    const clock = testClock();
    const { journal } = await startJournal({ clock });
    for (const id of ['a', 'b', 'c']) {
      await journal.finish(endedCall({ id, pbxId: id, startedAt: clock.now() }), jobOf, '');
      clock.advance(-86_400_000);
    }
    const ids = (await journal.history({ text: '', limit: 10 })).map((item) => item.id);
    expect(ids).toEqual(['c', 'b', 'a']);
  });
});
