import { describe, expect, it } from 'vitest';
import type { CrmConnector, CrmUser } from '@/utils/crm/connector';
import type { LogOwnership } from '@/utils/crm/agent';
import { CrmError } from '@/utils/crm/crm-error';
import { createCrmDesk } from '@/utils/engine/crm-desk';

const ann: CrmUser = { id: '1', name: 'Ann Lee', email: 'ann@example.com', organisationId: 'org' };
const admin: CrmUser = { id: '2', name: 'Ada Min', email: 'ada@example.com' };

async function signedIn(
  whose: Partial<LogOwnership>,
  users: () => Promise<CrmUser[]> = async () => [ann, admin],
) {
  const connector = {
    name: 'A CRM',
    abilities: { create: [], search: true, notes: true, tickets: false, dedupe: 'search' },
    check: async () => ann,
    users,
  } satisfies Partial<CrmConnector> as unknown as CrmConnector;
  const desk = createCrmDesk({
    now: () => 0,
    onChange: () => {},
    ownership: () => ({ owner: 'agent', agentEmail: '', ...whose }),
  });
  desk.use({ connector, kind: 'zoho' });
  await desk.check();
  return desk;
}

describe('a CRM that was away when the browser started', () => {
  it('is asked again, and then the logs that waited may go', async () => {
    const answers = [Promise.reject(new CrmError('unreachable', 'Zoho cannot be reached.')), ann];
    const connector = {
      name: 'A CRM',
      abilities: { create: [], search: true, notes: true, tickets: false, dedupe: 'search' },
      check: async () => answers.shift()!,
    } satisfies Partial<CrmConnector> as unknown as CrmConnector;
    const mayGo: string[] = [];
    const desk = createCrmDesk({
      now: () => 0,
      onChange: () => {},
      onSignedIn: () => void mayGo.push(desk.account().id),
    });
    desk.use({ connector, kind: 'zoho' });
    await desk.check().catch(() => {});
    expect(desk.status()).toMatchObject({ state: 'problem', message: 'Zoho cannot be reached.' });
    await desk.recheck();
    expect(desk.status().state).toBe('signed-in');
    expect(mayGo).toEqual(['org/1']);
  });
});

describe('whose the logs are', () => {
  it('is the agent who is signed in', async () => {
    expect((await signedIn({})).account()).toMatchObject({ id: 'org/1', ownerId: undefined });
  });

  it('is the administrator the settings name', async () => {
    expect((await signedIn({ owner: 'ADA@example.com' })).account().ownerId).toBe('2');
  });

  it('is the agent behind a sign-in that several share', async () => {
    const account = (await signedIn({ agentEmail: 'Ada@example.com' })).account();
    expect(account).toMatchObject({ id: 'org/1', ownerId: '2', agent: { id: '2', firstName: 'Ada' } });
  });

  it('is the agent when nobody has that address, or the users cannot be read', async () => {
    expect((await signedIn({ owner: 'nobody@example.com' })).account().ownerId).toBeUndefined();
    const refused = async () => {
      throw new CrmError('forbidden', 'No');
    };
    const desk = await signedIn({ owner: 'ada@example.com' }, refused);
    expect(desk.account().ownerId).toBeUndefined();
    expect(desk.status().state).toBe('signed-in');
  });
});
