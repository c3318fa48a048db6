import { describe, expect, it } from 'vitest';
import type { CrmConnector, CrmUser } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { createCrmDesk } from '@/utils/engine/crm-desk';

const ann: CrmUser = { id: '1', name: 'Ann Lee', email: 'ann@example.com', organisationId: 'org' };
const admin: CrmUser = { id: '2', name: 'Ada Min', email: 'ada@example.com' };

async function signedIn(owner: string, users: () => Promise<CrmUser[]> = async () => [ann, admin]) {
  const connector = {
    name: 'A CRM',
    abilities: { create: [], search: true, notes: true, tickets: false, dedupe: 'search' },
    check: async () => ann,
    users,
  } satisfies Partial<CrmConnector> as unknown as CrmConnector;
  const desk = createCrmDesk({ now: () => 0, onChange: () => {}, owner: () => owner });
  desk.use({ connector, kind: 'zoho' });
  await desk.check();
  return desk;
}

describe('whose the logs are', () => {
  it('is the agent who is signed in', async () => {
    expect((await signedIn('agent')).account()).toMatchObject({ id: 'org/1', ownerId: undefined });
  });

  it('is the administrator the settings name', async () => {
    expect((await signedIn('ADA@example.com')).account().ownerId).toBe('2');
  });

  it('is the agent when nobody has that address, or the users cannot be read', async () => {
    expect((await signedIn('nobody@example.com')).account().ownerId).toBeUndefined();
    const refused = async () => {
      throw new CrmError('forbidden', 'No');
    };
    const desk = await signedIn('ada@example.com', refused);
    expect(desk.account().ownerId).toBeUndefined();
    expect(desk.status().state).toBe('signed-in');
  });
});
