import type { HttpClient } from '@/utils/http/http-client';
import { createJournal, type Journal } from '@/utils/journal/journal';
import { openJournalDatabase } from '@/utils/journal/journal-database';
import type { JournalRow, OutboxJob } from '@/utils/journal/journal-row';
import { createJournalStore, type JournalStore } from '@/utils/journal/journal-store';
import { localLock } from '@/utils/platform/lock';
import type { ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { aCall, endedCall, jobOf } from './journal.ts';
import { connectTo } from './zoho-connector.ts';

/** Wall clock that tests can push ahead; share it with the simulator. */
export function pushedClock() {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    to: (at: number) => void (ahead += Math.max(0, at - (Date.now() + ahead))),
  };
}
export type PushedClock = ReturnType<typeof pushedClock>;

/** A promise that is never kept: what a dead context is waiting for. */
const never = <T>() => new Promise<T>(() => undefined);

/**
 * Counts the steps an engine takes: one before and one after each write to disk and each request. At step `dies` the
 * engine stops for good: what it had begun may be done, but it learns of nothing, and does nothing more.
 */
export function mortality(dies = Infinity) {
  const steps: string[] = [];
  const death = Promise.withResolvers<void>();
  /** Notes a step; true when the engine died at or before it. */
  function step(name: string): boolean {
    if (steps.length < dies) steps.push(name);
    if (steps.length < dies) return false;
    death.resolve();
    return true;
  }
  async function around<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (step(`before ${name}`)) return never();
    const result = await work();
    return step(`after ${name}`) ? never() : result;
  }
  return { around, steps, died: death.promise };
}

/** An engine on a disk that outlives it. */
export async function startEngine(options: {
  zoho: ZohoSandbox;
  clock: PushedClock;
  factory: IDBFactory;
  name: string;
  mortal?: ReturnType<typeof mortality>;
}): Promise<{ journal: Journal; drain(): Promise<void>; store: JournalStore }> {
  const { zoho, clock, mortal } = options;
  const plain = createJournalStore(await openJournalDatabase(options.factory));
  const store: JournalStore = mortal
    ? { ...plain, write: (task) => mortal.around('write', () => plain.write(task)) }
    : plain;
  const wrap = (http: HttpClient): HttpClient =>
    mortal
      ? (request) => mortal.around(`${request.method} ${new URL(request.url).pathname}`, () => http(request))
      : http;
  const { crm } = connectTo(zoho, { now: clock.now, wrap });
  const journal = createJournal({
    store,
    crypto,
    lock: localLock(),
    owner: options.name,
    aliveOwners: async () => new Set([options.name]),
    now: clock.now,
    random: Math.random,
  });
  return {
    journal,
    store,
    /** Drains until nothing waits, pushing the clock instead of waiting. */
    async drain() {
      for (;;) {
        const { nextAt } = await journal.drain(crm, 'org/user');
        if (nextAt === null) return;
        clock.to(nextAt);
      }
    },
  };
}

/** A call of its own, with a number nobody has, seven seconds from the next one. */
export function callNumber(index: number, now: number) {
  const digits = `+1206556${String(index).padStart(4, '0')}`;
  return {
    id: `call-${index}`,
    pbxId: `pbx-${index}`,
    remote: { number: digits, e164: digits, name: '' },
    startedAt: now - (10_000 - index) * 7_000,
  };
}

/** The log of a call with somebody unknown: a lead first. */
export function jobWithLead(row: JournalRow): OutboxJob {
  const phone = row.call.remote.e164!;
  const draft = { firstName: '', lastName: phone, company: '', email: '', phone, fields: {} };
  return { ...jobOf(row), create: { kind: 'lead', draft } };
}

/** One call from INVITE to log. */
export async function liveThrough(
  engine: Awaited<ReturnType<typeof startEngine>>,
  index: number,
  now: number,
  makeJob: (row: JournalRow) => OutboxJob,
): Promise<void> {
  const call = callNumber(index, now);
  await engine.journal.begin(aCall(call));
  await engine.journal.update(aCall({ ...call, phase: 'active', answeredAt: call.startedAt + 3_000 }));
  await engine.journal.heartbeat();
  await engine.journal.finish(endedCall(call), makeJob, 'org/user');
  await engine.drain();
}

/** How many calls of the CRM carry each key: in the key field, or in the description. */
export function loggedKeys(zoho: ZohoSandbox): Map<string, number> {
  const counts = new Map<string, number>();
  for (const call of zoho.data.calls) {
    const key =
      /Call key: (\w+)/.exec(String(call.Description ?? ''))?.[1] ?? String(call.Softphone_Call_Key ?? '');
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
