import { IDBFactory } from 'fake-indexeddb';
import type { CallEntry, CrmConnector, CrmRecord, RecordDraft } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { createJournal, type Journal } from '@/utils/journal/journal';
import { openJournalDatabase } from '@/utils/journal/journal-database';
import type { JournalRow, OutboxJob } from '@/utils/journal/journal-row';
import { createJournalStore, type JournalStore } from '@/utils/journal/journal-store';
import { localLock } from '@/utils/platform/lock';
import type { Call } from '@/utils/phone/call';
import { makeCall } from './make-call';

/** A call in the middle of its life; say what differs. */
export function aCall(more: Partial<Call> = {}): Call {
  return makeCall({ remote: { number: '2065550118', e164: '+12065550118', name: '' }, ...more });
}

/** An answered call that has ended. */
export function endedCall(more: Partial<Call> = {}): Call {
  const startedAt = more.startedAt ?? 1_000_000;
  return aCall({
    phase: 'ended',
    answeredAt: startedAt + 5_000,
    endedAt: startedAt + 65_000,
    end: { cause: 'hung-up', by: 'them' },
    ...more,
  });
}

/** The simplest log of a row. */
export function jobOf(row: JournalRow): OutboxJob {
  const entry: CallEntry = {
    key: row.key,
    direction: row.call.direction,
    outcome: row.call.answeredAt ? 'answered' : 'missed',
    startedAt: row.call.startedAt,
    endedAt: row.call.endedAt ?? row.heartbeatAt,
    talkSeconds: row.call.answeredAt ? 60 : 0,
    utcOffsetMinutes: 0,
    number: { raw: row.call.remote.number, e164: row.call.remote.e164, country: 'US' },
    record: row.record && { module: row.record.module, id: row.record.id },
    subject: `Call ${row.id}`,
    description: '',
  };
  return { entry };
}

/** A clock that only tests move. */
export function testClock(at = 2_000_000) {
  return { now: () => at, advance: (ms: number) => void (at += ms) };
}

/** A journal on a database of its own, or on one that a former engine left behind. */
export async function startJournal(
  options: {
    factory?: IDBFactory;
    clock?: ReturnType<typeof testClock>;
    owner?: string;
    alive?: Set<string>;
    wrap?: (store: JournalStore) => JournalStore;
  } = {},
): Promise<{
  journal: Journal;
  factory: IDBFactory;
  clock: ReturnType<typeof testClock>;
  store: JournalStore;
}> {
  const factory = options.factory ?? new IDBFactory();
  const clock = options.clock ?? testClock();
  const owner = options.owner ?? 'engine-1';
  const plain = createJournalStore(await openJournalDatabase(factory));
  const store = options.wrap?.(plain) ?? plain;
  const journal = createJournal({
    store,
    crypto,
    lock: localLock(),
    owner,
    aliveOwners: async () => options.alive ?? new Set([owner]),
    now: clock.now,
    random: () => 0.5,
  });
  return { journal, factory, clock, store };
}

/** A lead of which only the number is known. */
export const LEAD_DRAFT: RecordDraft = {
  firstName: '',
  lastName: '+12065550118',
  company: '',
  email: '',
  phone: '+12065550118',
  fields: {},
};
/** The log of a call, for which a lead is to be made first. */
export const withLead = (row: JournalRow) => ({
  ...jobOf(row),
  create: { kind: 'lead' as const, draft: LEAD_DRAFT },
});

/** A journal that owes the CRM the logs of so many calls. */
export async function owing(count = 1, makeJob = jobOf) {
  const started = await startJournal();
  for (let i = 1; i <= count; i++)
    await started.journal.finish(endedCall({ id: `call-${i}`, pbxId: `pbx-${i}` }), makeJob, 'org/user');
  return started;
}

/** A CRM in memory that does as it is told: each call takes the next planned fault, if there is one. */
export function fakeCrm(options: { dedupe?: 'unique' | 'search' } = {}) {
  const calls: (CallEntry & { id: string })[] = [];
  const records: (CrmRecord & { draft: RecordDraft })[] = [];
  const faults: { method: string; error: CrmError; afterCommit?: boolean }[] = [];
  const asked: string[] = [];

  async function step<T>(method: string, work: () => T): Promise<T> {
    asked.push(method);
    const index = faults.findIndex((fault) => fault.method === method);
    const fault = index < 0 ? null : faults.splice(index, 1)[0]!;
    if (fault && !fault.afterCommit) throw fault.error;
    const result = work();
    if (fault) throw fault.error;
    return result;
  }

  const crm = {
    name: 'A CRM',
    abilities: {
      create: ['lead'],
      search: true,
      notes: true,
      tickets: false,
      dedupe: options.dedupe ?? 'unique',
    },
    findByNumber: (number) =>
      step('findByNumber', () => records.filter((record) => record.draft.phone === number.e164)),
    create: (kind, draft) =>
      step('create', () => {
        const id = `${records.length + 1}`;
        const record = {
          module: 'Leads',
          id,
          kindLabel: kind,
          name: draft.lastName,
          phones: [],
          url: '',
          draft,
        };
        records.push(record);
        return record;
      }),
    get: (ref) => step('get', () => records.find((record) => record.id === ref.id) ?? null),
    logCall: (entry) =>
      step('logCall', () => {
        const there = options.dedupe === 'unique' && calls.find((call) => call.key === entry.key);
        if (there) return there.id;
        calls.push({ ...entry, id: `${calls.length + 1}` });
        return `${calls.length}`;
      }),
    changeCall: (id, entry) =>
      step('changeCall', () => {
        const at = calls.findIndex((call) => call.id === id);
        calls[at] = { ...entry, id };
      }),
    findLoggedCall: (key) => step('findLoggedCall', () => calls.find((call) => call.key === key)?.id ?? null),
  } satisfies Partial<CrmConnector> as unknown as CrmConnector;

  return {
    crm,
    calls,
    records,
    asked,
    /** Plans a fault for the next call of a method; `afterCommit`: the work is done, only the answer is lost. */
    fail: (
      method: string,
      kind: CrmError['kind'],
      more: { afterCommit?: boolean; detail?: string; field?: string; retryAt?: number } = {},
    ) =>
      void faults.push({
        method,
        error: new CrmError(kind, `Fault: ${kind}`, more),
        afterCommit: more.afterCommit,
      }),
  };
}
