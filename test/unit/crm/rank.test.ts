import { describe, expect, it } from 'vitest';
import type { CrmRecord } from '@/utils/crm/connector';
import { logOwner } from '@/utils/crm/agent';
import { placedFromFirst, rank } from '@/utils/crm/rank';

const modules = ['Contacts', 'Leads', 'Accounts'];
const record = (id: string, more: Partial<CrmRecord> = {}): CrmRecord => ({
  module: 'Contacts',
  id,
  kindLabel: 'Contact',
  name: id,
  phones: [],
  url: '',
  ...more,
});
const order = (candidates: [CrmRecord, number][], placedFrom?: { module: string; id: string }) =>
  rank(
    candidates.map(([one, sureness]) => ({ record: one, sureness })),
    { modules, placedFrom },
  ).map((one) => one.id);

describe('ranking', () => {
  it('puts surer numbers first, then the latest activity, the order of modules, the name', () => {
    expect(
      order([
        [record('b-name'), 0],
        [record('a-name'), 0],
        [record('account', { module: 'Accounts' }), 0],
        [record('recent', { lastActivityAt: 5 }), 0],
        [record('unsure', { lastActivityAt: 9 }), 3],
      ]),
    ).toEqual(['recent', 'a-name', 'b-name', 'account', 'unsure']);
  });

  it('puts somebody with an open deal before the latest activity, however many deals', () => {
    expect(
      order([
        [record('recent', { lastActivityAt: 5 }), 0],
        [record('company', { module: 'Accounts', openDeals: 7 }), 0],
        [record('buyer', { openDeals: 1 }), 0],
        [record('unsure', { openDeals: 2 }), 3],
      ]),
    ).toEqual(['buyer', 'company', 'recent', 'unsure']);
  });

  it('puts the record the call was placed from before all', () => {
    const placedFrom = { module: 'Contacts', id: 'here' };
    expect(
      order(
        [
          [record('other'), 0],
          [record('here'), 3],
        ],
        placedFrom,
      ),
    ).toEqual(['here', 'other']);
    expect(placedFromFirst([record('x'), record('here')], placedFrom)[0]!.id).toBe('here');
  });

  it('shows a record once, at its surest', () => {
    expect(
      order([
        [record('twice'), 3],
        [record('other'), 1],
        [record('twice'), 0],
      ]),
    ).toEqual(['twice', 'other']);
  });
});

describe('the owner of a log', () => {
  const users = [
    { id: '1', name: 'Ann', email: 'Ann@example.com' },
    { id: '2', name: 'Bob', email: 'bob@example.com' },
  ];
  const signedIn = users[0]!;

  it('is the agent by e-mail, else the configured one, else whoever is signed in', () => {
    const agent = { owner: 'agent', agentEmail: 'BOB@example.com' };
    expect(logOwner(users, agent, signedIn)?.id).toBe('2');
    expect(logOwner(users, { ...agent, agentEmail: 'ann@example.com' }, signedIn)).toBeUndefined();
    expect(logOwner(users, { ...agent, agentEmail: '' }, signedIn)).toBeUndefined();
    expect(logOwner(users, { ...agent, owner: 'bob@example.com' }, signedIn)?.id).toBe('2');
    expect(logOwner(users, { ...agent, owner: 'nobody@example.com' }, signedIn)).toBeUndefined();
  });
});
