import { describe, expect, it } from 'vitest';
import type { CrmRecord } from '@/utils/crm/connector';
import type { JournalRow } from '@/utils/journal/journal-row';
import { fakeCrm, jobOf, LEAD_DRAFT, owing, withLead } from '../../support/journal.ts';

describe('the record a log belongs to', () => {
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
    expect(calls[0]!.remarks).toContain('required field not found (Region__c)');
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
    expect(calls[0]!.remarks).toContain('Contacts 5');
  });
});

describe('a caller nobody could be asked about during the call', () => {
  const unasked = (row: JournalRow) => ({ ...jobOf(row), recognise: true as const });
  const known = { ...LEAD_DRAFT, lastName: 'Hart' };

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
