import { withShownNumber } from '@/utils/engine/call-cards';
import type { CrmRecord } from '@/utils/crm/connector';
import type { HistoryRow, OutboxRow } from '@/utils/messaging/apis';
import type { AppState, CallCard } from '@/utils/messaging/app-state';
import type { Call } from '@/utils/phone/call';
import { makeCall } from '../../support/make-call.ts';

/** A Tuesday afternoon: every picture shows the same moment. */
export const NOW = new Date(2026, 10, 17, 14, 32, 10).getTime();
const minutes = (count: number) => count * 60_000;

export const JANE: CrmRecord = {
  module: 'Contacts',
  id: '4876876000000333001',
  kindLabel: 'Contact',
  name: 'Jane Whitmore',
  company: 'Halden Timber Ltd',
  title: 'Head of Purchasing',
  email: 'jane.whitmore@halden-timber.example',
  phones: [
    { label: 'Phone', number: '+442079460958' },
    { label: 'Mobile', number: '+447700900123' },
  ],
  owner: 'Patricia Boyle',
  account: { module: 'Accounts', id: '4876876000000333002', name: 'Halden Timber Ltd' },
  openDeals: 2,
  url: 'https://crm.zoho.com/crm/tab/Contacts/4876876000000333001',
};

export const HALDEN: CrmRecord = {
  module: 'Accounts',
  id: '4876876000000333002',
  kindLabel: 'Account',
  name: 'Halden Timber Ltd',
  email: 'office@halden-timber.example',
  phones: [{ label: 'Phone', number: '+442079460958' }],
  url: '',
};

export const OTTO: CrmRecord = {
  module: 'Leads',
  id: '4876876000000333003',
  kindLabel: 'Lead',
  name: 'Otto von Habsburg-Lothringen zu Hohenembs',
  company: 'Donaudampfschifffahrtsgesellschaft mit beschränkter Haftung',
  title: 'Geschäftsführender Gesellschafter',
  email: 'otto.von.habsburg-lothringen@donaudampfschifffahrtsgesellschaft.example',
  phones: [{ label: 'Phone', number: '+4315550190' }],
  url: '',
};

/** A name and a company from right to left, and a symbol in between. */
export const LAYLA: CrmRecord = {
  module: 'Contacts',
  id: '4876876000000333004',
  kindLabel: 'Contact',
  name: 'ליילה בן־דוד 🌿',
  company: 'חברת העצים בע״מ (2019)',
  title: 'مديرة المشتريات',
  email: 'layla@example.co.il',
  phones: [{ label: 'טלפון', number: '+97235550142' }],
  owner: 'فاطمة الزهراء',
  url: '',
};

export const call = (change: Partial<Call> = {}): Call =>
  makeCall({
    remote: { number: '442079460958', e164: '+442079460958', name: '' },
    startedAt: NOW - 4_000,
    ...change,
  });

export function card(callChange: Partial<Call> = {}, change: Partial<CallCard> = {}): CallCard {
  const made: CallCard = {
    call: call(callChange),
    match: { state: 'found', records: [JANE], picked: JANE },
    note: '',
    log: { state: 'not-yet' },
    ...change,
  };
  return withShownNumber(made, 'US');
}

export const active = (change: Partial<Call> = {}): Partial<Call> => ({
  phase: 'active',
  answeredAt: NOW - minutes(3) - 25_000,
  quality: { verdict: 'good' },
  ...change,
});

export const ended = (change: Partial<Call> = {}): Partial<Call> => ({
  phase: 'ended',
  answeredAt: NOW - minutes(6),
  endedAt: NOW - 8_000,
  end: { cause: 'hung-up', by: 'them' },
  ...change,
});

export function appState(change: Partial<AppState> = {}): AppState {
  return {
    phone: {
      line: 'registered',
      address: '1001@pbx.halden.example',
      server: 'pbx.halden.example',
      doNotDisturb: false,
      microphone: 'granted',
    },
    calls: [],
    crm: {
      kind: 'zoho',
      name: 'Zoho CRM',
      state: 'signed-in',
      user: {
        name: 'Patricia Boyle',
        email: 'patricia.boyle@zylker.example',
        organisation: 'Zylker',
        since: NOW - minutes(60 * 24 * 40),
      },
      canCreate: ['lead', 'contact'],
      canSearch: true,
      takesChanges: true,
    },
    outbox: { waiting: 0, attention: 0 },
    storageProblem: null,
    confirmations: [],
    locked: [],
    settings: { country: 'US', create: 'manual', createIn: 'Leads', voicemailNumber: '*97', canPickUp: true },
    colleagues: [],
    vaultLocked: false,
    hasPassphrase: false,
    ...change,
  };
}

export const DETAILS = {
  deals: [
    {
      id: 'd1',
      name: 'Oak flooring, 2027',
      stage: 'Negotiation',
      amount: '€ 48,000.00',
      closingDate: '2026-12-18',
    },
    { id: 'd2', name: 'Larch decking sample', stage: 'Qualification' },
  ],
  activities: [
    { id: 'a1', kind: 'call' as const, title: 'Call about delivery dates', at: NOW - minutes(60 * 26) },
    {
      id: 'a2',
      kind: 'note' as const,
      title: 'Prefers to be called before noon',
      text: 'She is at the mill in the afternoon, where reception is bad.',
      at: NOW - minutes(60 * 24 * 9),
    },
  ],
};

export const HISTORY: HistoryRow[] = [
  {
    id: 'h1',
    direction: 'inbound',
    outcome: 'missed',
    number: '+442079460958',
    name: '',
    record: { module: 'Contacts', id: '1', name: 'Jane Whitmore', url: '' },
    startedAt: NOW - minutes(12),
    talkSeconds: 0,
    note: '',
    log: { state: 'logged' },
  },
  {
    id: 'h2',
    direction: 'outbound',
    outcome: 'answered',
    number: '+12125550106',
    name: '',
    record: { module: 'Leads', id: '2', name: 'Otto von Habsburg-Lothringen zu Hohenembs', url: '' },
    startedAt: NOW - minutes(95),
    talkSeconds: 754,
    quality: {
      verdict: 'good',
      worst: 'poor-network',
      lossIn: 0.021,
      lossOut: 0,
      jitterMs: 12,
      roundTripMs: 88,
      codec: 'opus',
    },
    note: 'Wants the offer in writing; call again next week when the purchasing committee has met.',
    log: { state: 'attention', message: 'The value of “Call Result” is not in the list.' },
  },
  {
    id: 'h3',
    direction: 'inbound',
    outcome: 'answered',
    number: '+4930901820',
    name: '',
    startedAt: NOW - minutes(60 * 22),
    talkSeconds: 41,
    note: '',
    log: { state: 'waiting' },
  },
  {
    id: 'h4',
    direction: 'outbound',
    outcome: 'not-reached',
    number: '1002',
    name: '',
    startedAt: NOW - minutes(60 * 24 * 12),
    talkSeconds: 0,
    note: '',
    log: { state: 'off' },
  },
];

export const OUTBOX: OutboxRow[] = [
  {
    id: 'o1',
    title: 'Call to Otto von Habsburg-Lothringen zu Hohenembs',
    number: '+12125550106',
    at: NOW - minutes(95),
    state: 'attention',
    message: 'invalid data: Call_Result, the value is not in the list',
    content: {
      subject: 'Outbound call to <+12125550106>',
      description: '2026-11-17 12:57 Outbound Completed',
      result: 'Called back',
    },
  },
  {
    id: 'o2',
    title: 'Call from +49 30 901820',
    number: '+4930901820',
    at: NOW - minutes(60 * 22),
    state: 'ready',
    retryAt: NOW + minutes(4),
    content: { subject: 'Inbound call from <+4930901820>', description: '' },
  },
];

export const COLLEAGUES: AppState['colleagues'] = [
  { number: '1002', name: 'Anna Berg', state: 'idle' },
  { number: '1003', name: 'Ben Cole', state: 'busy' },
  { number: '1004', name: 'Chiara Donati-Wetterstein', state: 'ringing' },
  { number: '1005', name: 'David Eze', state: 'offline' },
  { number: '1006', name: '', state: 'unknown' },
];
