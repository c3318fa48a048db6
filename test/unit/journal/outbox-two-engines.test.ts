import { describe, expect, it } from 'vitest';
import type { Call } from '@/utils/phone/call';
import { endedCall, fakeCrm, jobOf, owing, startJournal } from '../../support/journal.ts';

describe('an outbox beside another', () => {
  it('logs once what two browsers on one extension missed', async () => {
    const { crm, calls, asked } = fakeCrm({ dedupe: 'search' });
    const missed = (facts: Call['facts']) =>
      endedCall({ answeredAt: undefined, pbxId: 'one-invite', end: { cause: 'cancelled' }, facts });
    // The first to register does not know of the second.
    const office = await startJournal();
    const home = await startJournal();
    await office.journal.finish(missed({ callId: 'one-invite' }), jobOf, 'org/user');
    await home.journal.finish(missed({ callId: 'one-invite', otherPhones: true }), jobOf, 'org/user');
    const { nextAt } = await home.journal.drain(crm, 'org/user');
    expect(nextAt! - home.clock.now()).toBeGreaterThanOrEqual(3_000);
    await office.journal.drain(crm, 'org/user');
    home.clock.advance(nextAt! - home.clock.now());
    expect(await home.journal.drain(crm, 'org/user')).toEqual({ nextAt: null });
    expect(asked).toEqual(['findLoggedCall', 'logCall', 'findLoggedCall']);
    expect(calls).toHaveLength(1);
  });

  it('looks up what a dead engine had leased', async () => {
    const { factory, clock, store } = await owing();
    await store.write(async (tables) => {
      const row = await tables.outbox('call-1');
      tables.putOutbox({ ...row!, state: 'leased', leasedBy: 'engine-1', leasedUntil: clock.now() + 60_000 });
    });
    const { crm, calls, asked } = fakeCrm();
    calls.push({ ...jobOf((await store.call('call-1'))!).entry, id: '7' });
    const next = await startJournal({ factory, clock, owner: 'engine-2' });
    await next.journal.drain(crm, 'org/user');
    expect(asked).toEqual(['findLoggedCall']);
    expect(calls).toHaveLength(1);
  });

  it('waits for a living engine that holds the lease', async () => {
    const { factory, clock, store } = await owing();
    await store.write(async (tables) => {
      const row = await tables.outbox('call-1');
      tables.putOutbox({ ...row!, state: 'leased', leasedBy: 'engine-1', leasedUntil: clock.now() + 60_000 });
    });
    const { crm, asked } = fakeCrm();
    const alive = new Set(['engine-1', 'engine-2']);
    const next = await startJournal({ factory, clock, owner: 'engine-2', alive });
    expect(await next.journal.drain(crm, 'org/user')).toEqual({ nextAt: clock.now() + 60_000 });
    expect(asked).toEqual([]);
  });

  it('sends each log once when two browsers drain at once', async () => {
    const { journal, factory, clock } = await owing(20);
    const alive = new Set(['engine-1', 'engine-2']);
    const other = await startJournal({ factory, clock, owner: 'engine-2', alive });
    const { crm, asked } = fakeCrm({ dedupe: 'search' });
    await Promise.all([journal.drain(crm, 'org/user'), other.journal.drain(crm, 'org/user')]);
    expect(asked.filter((method) => method === 'logCall')).toHaveLength(20);
  });

  it('makes one log of a call that two browsers missed at once, also where the CRM cannot refuse doubles', async () => {
    const { crm, calls } = fakeCrm({ dedupe: 'search' });
    const call = endedCall({
      answeredAt: undefined,
      end: { cause: 'cancelled' },
      facts: { callId: 'own leg' },
    });
    for (const browser of [await startJournal(), await startJournal()]) {
      await browser.journal.finish(call, jobOf, 'org/user');
      const { nextAt } = await browser.journal.drain(crm, 'org/user');
      expect(nextAt! - browser.clock.now()).toBeLessThanOrEqual(10_000);
      browser.clock.advance(10_000);
      await browser.journal.drain(crm, 'org/user');
      expect(await browser.journal.counts()).toEqual({ waiting: 0, attention: 0 });
    }
    expect(calls).toHaveLength(1);
  });

  it('looks before it logs a missed call, even where nothing says that another browser rang', async () => {
    const { journal, clock } = await startJournal();
    const { crm, asked } = fakeCrm({ dedupe: 'search' });
    const forked = { pbxId: 'same-for-all', facts: { callId: 'same-for-all' } };
    await journal.finish(
      endedCall({ answeredAt: undefined, end: { cause: 'cancelled' }, ...forked }),
      jobOf,
      '',
    );
    clock.advance(10_000);
    await journal.drain(crm, 'org/user');
    expect(asked).toEqual(['findLoggedCall', 'logCall']);
  });

  it('puts the call we answered in the place of what another phone of the group logged as missed', async () => {
    const { crm, calls } = fakeCrm({ dedupe: 'search' });
    const [we, they] = [await startJournal(), await startJournal()];
    const call = endedCall({ facts: { callId: 'own leg' } });
    await they.journal.finish({ ...call, answeredAt: undefined, end: { cause: 'cancelled' } }, jobOf, '');
    they.clock.advance(10_000);
    await they.journal.drain(crm, 'org/user');
    const replaced: string[] = [];
    const replacing = {
      ...crm,
      replaceMissed: async (id: string) => {
        replaced.push(id);
        return 'new';
      },
    };
    await we.journal.finish(call, jobOf, '');
    await we.journal.drain(replacing, 'org/user');
    expect(replaced).toEqual(['1']);
    expect(await we.store.call(call.id)).toMatchObject({ log: { state: 'logged', remoteId: 'new' } });
    expect(calls).toHaveLength(1);
  });
});
