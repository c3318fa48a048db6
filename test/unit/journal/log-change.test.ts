import { describe, expect, it } from 'vitest';
import { CrmError } from '@/utils/crm/crm-error';
import { endedCall, fakeCrm, jobOf, startJournal } from '../../support/journal.ts';

const ACCOUNT = 'org/user';

async function logged() {
  const started = await startJournal();
  await started.journal.finish(endedCall(), jobOf, ACCOUNT);
  const server = fakeCrm();
  await started.journal.drain(server.crm, ACCOUNT);
  const drainWhenDue = async () => {
    const { nextAt } = await started.journal.drain(server.crm, ACCOUNT);
    if (nextAt !== null) started.clock.advance(nextAt - started.clock.now());
    return started.journal.drain(server.crm, ACCOUNT);
  };
  return { ...started, ...server, drainWhenDue };
}

describe('what is added to a call whose log has left', () => {
  it('reaches the log in the CRM, as one change however many letters were typed', async () => {
    const { journal, calls, asked, drainWhenDue, store } = await logged();
    for (const note of ['W', 'Wa', 'Wants a quote']) await journal.amend('call-1', { note });
    await journal.amend('call-1', { result: 'Interested' });
    expect(await journal.counts()).toEqual({ waiting: 1, attention: 0 });
    await drainWhenDue();
    expect(calls).toMatchObject([{ id: '1', note: 'Wants a quote', result: 'Interested' }]);
    expect(asked).toEqual(['logCall', 'changeCall']);
    expect(await store.call('call-1')).toMatchObject({ log: { state: 'logged', remoteId: '1' } });
    expect(await journal.counts()).toEqual({ waiting: 0, attention: 0 });
  });

  it('costs no request when it says nothing new', async () => {
    const { journal, asked, drainWhenDue } = await logged();
    await journal.amend('call-1', { note: '', result: undefined, purpose: undefined });
    await drainWhenDue();
    expect(asked).toEqual(['logCall']);
  });

  it('is sent again when the answer was lost, and stands there once', async () => {
    const { journal, calls, asked, fail, drainWhenDue } = await logged();
    await journal.amend('call-1', { note: 'Wants a quote' });
    fail('changeCall', 'ambiguous', { afterCommit: true });
    await drainWhenDue();
    await drainWhenDue();
    expect(asked).toEqual(['logCall', 'changeCall', 'changeCall']);
    expect(calls).toMatchObject([{ note: 'Wants a quote' }]);
  });

  it('is not lost when it was typed at the moment the log was being sent', async () => {
    const { journal, clock } = await startJournal();
    await journal.finish(endedCall(), jobOf, ACCOUNT);
    const { crm, calls } = fakeCrm();
    const logCall = crm.logCall.bind(crm);
    crm.logCall = async (entry) => {
      await journal.amend('call-1', { note: 'Wants a quote' });
      return logCall(entry);
    };
    const { nextAt } = await journal.drain(crm, ACCOUNT);
    clock.advance(nextAt! - clock.now());
    await journal.drain(crm, ACCOUNT);
    expect(calls).toMatchObject([{ note: 'Wants a quote' }]);
  });

  it('waits for the account that logged the call', async () => {
    const { journal, crm, asked, clock } = await logged();
    await journal.amend('call-1', { note: 'Wants a quote' });
    clock.advance(60_000);
    await journal.drain(crm, 'another/user');
    expect(asked).toEqual(['logCall']);
  });

  it('given up by the user, leaves the log as it is', async () => {
    const { journal, crm, clock, store } = await logged();
    crm.changeCall = () => Promise.reject(new CrmError('rejected', 'Zoho refused it.'));
    await journal.amend('call-1', { note: 'Wants a quote' });
    clock.advance(60_000);
    await journal.drain(crm, ACCOUNT);
    expect(await journal.counts()).toEqual({ waiting: 0, attention: 1 });
    await journal.discard('call-1');
    expect(await store.call('call-1')).toMatchObject({ log: { state: 'logged', remoteId: '1' } });
  });
});
