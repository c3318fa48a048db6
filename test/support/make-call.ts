import type { CrmConnector, CrmRecord } from '@/utils/crm/connector';
import type { Call } from '@/utils/phone/call';

/** A call with nothing special about it; change what the test is about. */
export function makeCall(change: Partial<Call> = {}): Call {
  return {
    id: 'call-1',
    pbxId: 'pbx-1',
    direction: 'inbound',
    phase: 'incoming',
    remote: { number: '+12025550123', e164: '+12025550123', name: '' },
    facts: {},
    startedAt: 1_000_000,
    muted: false,
    held: false,
    heldByRemote: false,
    reconnecting: false,
    earlyMedia: false,
    quality: { verdict: 'unknown' },
    inConference: false,
    ...change,
  };
}

/** A contact with nothing special about it. */
export function makeRecord(change: Partial<CrmRecord> = {}): CrmRecord {
  return {
    module: 'Contacts',
    id: '1',
    kindLabel: 'Contact',
    name: 'Maria Rossi',
    company: 'Contoso',
    phones: [],
    url: '',
    ...change,
  };
}

/** A connector that answers at once from a few records; each method can be replaced. */
export function makeConnector(change: Partial<CrmConnector> = {}): CrmConnector {
  return {
    name: 'Test CRM',
    abilities: { create: ['lead', 'contact'], search: true, notes: true, tickets: false, dedupe: 'unique' },
    check: async () => ({ id: 'u1', name: 'Ada', email: 'ada@example.com', organisation: 'Zylker' }),
    findByNumber: async () => [],
    details: async () => ({}),
    get: async () => null,
    search: async () => [],
    fieldsFor: async () => [],
    create: async (kind, draft) =>
      makeRecord({
        module: kind === 'lead' ? 'Leads' : 'Contacts',
        id: 'new',
        name: `${draft.firstName} ${draft.lastName}`.trim(),
      }),
    remove: async () => {},
    logCall: async () => 'log-1',
    findLoggedCall: async () => null,
    addNote: async () => 'note-1',
    callPicklists: async () => ({ results: [], purposes: [] }),
    users: async () => [],
    urlOf: ({ module, id }) => `https://crm.example.com/${module}/${id}`,
    ...change,
  };
}
