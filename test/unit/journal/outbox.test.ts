import { describe, expect, it } from 'vitest';
import { fakeCrm, owing } from '../../support/journal.ts';

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
