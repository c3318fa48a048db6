import { describe, expect, it } from 'vitest';
import type { CrmRecord, RecordDraft } from '@/utils/crm/connector';
import type { Call } from '@/utils/phone/call';
import type { JournalRow } from '@/utils/journal/journal-row';
import { endedCall, fakeCrm, jobOf, startJournal } from '../../support/journal.ts';

const draft: RecordDraft = {
  firstName: '',
  lastName: '+12065550118',
  company: '',
  email: '',
  phone: '+12065550118',
  fields: {},
};
const withLead = (row: JournalRow) => ({ ...jobOf(row), create: { kind: 'lead' as const, draft } });

async function owing(count = 1, makeJob = jobOf) {
  const started = await startJournal();
  for (let i = 1; i <= count; i++)
    await started.journal.finish(endedCall({ id: `call-${i}`, pbxId: `pbx-${i}` }), makeJob, 'org/user');
  return started;
}

describe('the outbox', () => {
  it('delivers what waits and forgets it only then', async () => {
    const { journal, store } = await owing(3);
    const { crm, calls } = fakeCrm();
    expect(await journal.drain(crm, 'org/user')).toEqual({ nextAt: null });
    expect(calls.map((call) => call.subject)).toEqual(['Call call-1', 'Call call-2', 'Call call-3']);
    expect(await store.outbox()).toEqual([]);
    expect(await store.call('call-1')).toMatchObject({ log: { state: 'logged', remoteId: '1' } });
  });

  it('looks an unconfirmed log up by its key before it sends anything again', async () => {
    const { journal, clock } = await owing();
    const { crm, calls, asked, fail } = fakeCrm({ dedupe: 'search' });
    fail('logCall', 'ambiguous', { afterCommit: true });
    const first = await journal.drain(crm, 'org/user');
    clock.advance(first.nextAt! - clock.now());
    await journal.drain(crm, 'org/user');
    expect(asked).toEqual(['logCall', 'findLoggedCall']);
    expect(calls).toHaveLength(1);
    expect(await journal.counts()).toEqual({ waiting: 0, attention: 0 });
  });

  it('sends an unconfirmed log again only after two looks a minute apart, where the CRM cannot refuse doubles', async () => {
    const { journal, clock } = await owing();
    const { crm, calls, asked, fail } = fakeCrm({ dedupe: 'search' });
    fail('logCall', 'ambiguous');
    let { nextAt } = await journal.drain(crm, 'org/user');
    clock.advance(nextAt! - clock.now());
    const looked = clock.now();
    ({ nextAt } = await journal.drain(crm, 'org/user'));
    expect(nextAt! - looked).toBeGreaterThanOrEqual(60_000);
    clock.advance(nextAt! - clock.now());
    await journal.drain(crm, 'org/user');
    expect(asked).toEqual(['logCall', 'findLoggedCall', 'findLoggedCall', 'logCall']);
    expect(calls).toHaveLength(1);
  });

  it('sends again at once where the look itself shows that the CRM refuses doubles', async () => {
    const { journal, clock } = await owing();
    const { crm, asked, fail } = fakeCrm({ dedupe: 'search' });
    fail('logCall', 'ambiguous');
    const learning = {
      ...crm,
      abilities: { ...crm.abilities },
      findLoggedCall: (key: string) => {
        learning.abilities.dedupe = 'unique';
        return crm.findLoggedCall(key);
      },
    };
    const { nextAt } = await journal.drain(learning, 'org/user');
    clock.advance(nextAt! - clock.now());
    expect(await journal.drain(learning, 'org/user')).toEqual({ nextAt: null });
    expect(asked).toEqual(['logCall', 'findLoggedCall', 'logCall']);
  });

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

  it('shows what the CRM refuses in its own words, and goes on with the others', async () => {
    const { journal } = await owing(2);
    const { crm, calls, fail } = fakeCrm();
    fail('logCall', 'rejected', { detail: 'required field not found (Region__c)' });
    expect(await journal.drain(crm, 'org/user')).toEqual({ nextAt: null });
    expect(calls).toHaveLength(1);
    expect(await journal.counts()).toEqual({ waiting: 0, attention: 1 });
    const [item] = await journal.outboxItems('org/user');
    expect(item).toMatchObject({ state: 'attention' });
    expect(item!.message).toContain('required field not found (Region__c)');
    await journal.edit('call-1', { subject: 'Better', description: 'More', result: undefined });
    await journal.drain(crm, 'org/user');
    expect(calls[1]).toMatchObject({ subject: 'Better', description: 'More' });
  });

  it('asks nothing more once the CRM says to wait', async () => {
    const { journal, clock } = await owing(5);
    const { crm, asked, fail } = fakeCrm();
    fail('logCall', 'rate-limited', { retryAt: clock.now() + 30_000 });
    const result = await journal.drain(crm, 'org/user');
    expect(asked).toEqual(['logCall']);
    expect(result.nextAt).toBeGreaterThanOrEqual(clock.now() + 30_000);
    expect(result.stopped).toMatchObject({ kind: 'rate-limited' });
  });

  it('keeps everything when signed out, for the same account only', async () => {
    const { journal } = await owing(2);
    const { crm, asked, fail } = fakeCrm();
    fail('logCall', 'signed-out');
    expect((await journal.drain(crm, 'org/user')).stopped).toMatchObject({ kind: 'signed-out' });
    expect(await journal.drain(crm, 'org/somebody-else')).toEqual({ nextAt: null });
    expect(asked).toEqual(['logCall']);
    expect(await journal.counts()).toEqual({ waiting: 2, attention: 0 });
  });

  it('says why a log waits that belongs to somebody else, or to nobody who is signed in', async () => {
    const { journal } = await owing();
    const messageFor = async (account: string) => (await journal.outboxItems(account))[0]!.message;
    expect(await messageFor('org/somebody-else')).toMatch(/another user or organisation/);
    expect(await messageFor('')).toMatch(/until you are signed in/);
    expect(await messageFor('org/user')).toBeUndefined();
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

  it('takes in what is typed after hanging up, while the log has not left', async () => {
    const { journal } = await owing(1, withLead);
    const record = { module: 'Contacts', id: '9', name: 'Ann', url: '' };
    await journal.amend('call-1', { note: 'Wants a quote', result: 'Interested', record });
    const { crm, calls, records } = fakeCrm();
    await journal.drain(crm, 'org/user');
    expect(calls).toMatchObject([{ note: 'Wants a quote', result: 'Interested', record: { id: '9' } }]);
    expect(records).toEqual([]);
  });

  it('resumes at the log with the same lead when only the log failed', async () => {
    const { journal, clock } = await owing(1, withLead);
    const { crm, calls, records, fail } = fakeCrm();
    fail('logCall', 'unreachable');
    const { nextAt } = await journal.drain(crm, 'org/user');
    clock.advance(nextAt! - clock.now());
    await journal.drain(crm, 'org/user');
    expect(records).toHaveLength(1);
    expect(calls).toMatchObject([{ record: { module: 'Leads', id: '1' } }]);
  });

  it('never makes two leads of one number, also when the first answer was lost', async () => {
    const { journal, clock } = await owing(3, withLead);
    const { crm, calls, records, fail } = fakeCrm();
    fail('create', 'ambiguous', { afterCommit: true });
    for (let { nextAt } = await journal.drain(crm, 'org/user'); nextAt !== null;) {
      clock.advance(Math.max(0, nextAt - clock.now()));
      ({ nextAt } = await journal.drain(crm, 'org/user'));
    }
    expect(records).toHaveLength(1);
    expect(calls.map((call) => call.record?.id)).toEqual(['1', '1', '1']);
  });

  it('logs without a lead, and says so, when the CRM does not let us create one', async () => {
    const { journal } = await owing(1, withLead);
    const { crm, calls, fail } = fakeCrm();
    fail('create', 'rejected', { detail: 'required field not found (Region__c)' });
    await journal.drain(crm, 'org/user');
    expect(calls[0]!.description).toContain('required field not found (Region__c)');
    expect(calls[0]!.record).toBeUndefined();
  });

  it('logs without a link when the record is gone', async () => {
    const record: CrmRecord = {
      module: 'Contacts',
      id: '5',
      kindLabel: '',
      name: 'Ann',
      phones: [],
      url: '',
    };
    const { journal } = await owing(1, (row) => ({ entry: { ...jobOf(row).entry, record } }));
    const { crm, calls, fail } = fakeCrm();
    fail('logCall', 'rejected', { field: 'Who_Id' });
    await journal.drain(crm, 'org/user');
    expect(calls[0]!.record).toBeUndefined();
    expect(calls[0]!.description).toContain('Contacts 5');
  });

  it('gives a log up only when the user says so, and keeps the call', async () => {
    const { journal } = await owing();
    await journal.discard('call-1');
    expect(await journal.counts()).toEqual({ waiting: 0, attention: 0 });
    expect(await journal.history({ text: '', limit: 5 })).toMatchObject([{ log: { state: 'off' } }]);
  });

  it('drops nothing by age', async () => {
    const { journal, clock } = await owing();
    const { crm, calls } = fakeCrm();
    clock.advance(400 * 86_400_000);
    await journal.prune(0);
    await journal.drain(crm, 'org/user');
    expect(calls).toHaveLength(1);
  });
});

describe('a caller nobody could be asked about during the call', () => {
  const unasked = (row: JournalRow) => ({ ...jobOf(row), recognise: true as const });
  const known = { ...draft, lastName: 'Hart' };

  it('is looked up before the log goes, and linked where only one record has the number', async () => {
    const { journal, store } = await owing(1, unasked);
    const { crm, calls } = fakeCrm();
    await crm.create('lead', known);
    await journal.drain(crm, 'org/user');
    expect(calls).toMatchObject([{ record: { module: 'Leads', id: '1' } }]);
    expect(await store.call('call-1')).toMatchObject({ name: 'Hart', record: { id: '1' } });
  });

  it('is not linked where several have the number, and no further record is made', async () => {
    const { journal } = await owing(1, (row) => ({ ...unasked(row), ...withLead(row) }));
    const { crm, calls, records } = fakeCrm();
    await crm.create('lead', known);
    await crm.create('lead', known);
    await journal.drain(crm, 'org/user');
    expect(records).toHaveLength(2);
    expect(calls[0]!.record).toBeUndefined();
  });

  it('never holds up the log', async () => {
    const { journal } = await owing(1, unasked);
    const { crm, calls, fail } = fakeCrm();
    fail('findByNumber', 'unreachable');
    expect(await journal.drain(crm, 'org/user')).toEqual({ nextAt: null });
    expect(calls).toHaveLength(1);
  });

  it('is looked up once, however often the log must be sent', async () => {
    const { journal, clock } = await owing(1, unasked);
    const { crm, asked, fail } = fakeCrm();
    await crm.create('lead', known);
    fail('logCall', 'unreachable');
    const { nextAt } = await journal.drain(crm, 'org/user');
    clock.advance(nextAt! - clock.now());
    await journal.drain(crm, 'org/user');
    expect(asked.filter((method) => method === 'findByNumber')).toHaveLength(1);
  });
});
