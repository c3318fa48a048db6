import { IDBFactory } from 'fake-indexeddb';
import { createRandom } from '../sandbox/zoho/random.ts';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { connectTo } from './zoho-connector.ts';
import { endedCall, jobOf } from './journal.ts';
import {
  callNumber,
  jobWithLead,
  liveThrough,
  loggedKeys,
  mortality,
  pushedClock,
  startEngine,
  type PushedClock,
} from './mortal-engine.ts';

/** What a trial came to. All but `requests` should be as the trial's name promises. */
export interface TrialResult {
  calls: number;
  logged: number;
  lost: number;
  duplicated: number;
  leads: number;
  duplicateLeads: number;
}

/** A simulator whose clock the trial pushes ahead, and which grants as many tokens as days that short need. */
export async function startTirelessZoho(): Promise<{ zoho: ZohoSandbox; clock: PushedClock }> {
  const clock = pushedClock();
  const zoho = await startZoho({ now: clock.now });
  zoho.oauth.limits.mintsPerWindow = 100_000;
  zoho.oauth.limits.accessTokensPerGrant = 100_000;
  return { zoho, clock };
}

/** Gives the organisation the unique field that makes double logs impossible. */
export async function addKeyField(zoho: ZohoSandbox): Promise<void> {
  await connectTo(zoho).crm.offerKeyField();
}

/** Steps one call takes when nothing goes wrong: each is a place to die. */
export async function stepsOfOneCall(
  zoho: ZohoSandbox,
  clock: PushedClock,
  index: number,
): Promise<string[]> {
  const mortal = mortality();
  const engine = await startEngine({ zoho, clock, factory: new IDBFactory(), name: 'counting', mortal });
  await liveThrough(engine, index, clock.now(), jobWithLead);
  return mortal.steps;
}

/** One call whose engine dies at the given steps, one engine after the other; the last one lives. */
export async function callWithDeaths(
  zoho: ZohoSandbox,
  clock: PushedClock,
  index: number,
  deaths: readonly number[],
): Promise<void> {
  const factory = new IDBFactory();
  const began = clock.now();
  for (const [life, dies] of deaths.entries()) {
    const mortal = mortality(dies);
    const name = `engine-${index}-${life}`;
    // The line rang before the engine could die: from the first step on, the call is on disk or never was ours.
    const engine = await startEngine({ zoho, clock, factory, name, mortal });
    const living = life === 0 ? liveThrough(engine, index, began, jobWithLead) : recover(engine);
    await Promise.race([living, mortal.died]);
  }
  await recover(await startEngine({ zoho, clock, factory, name: `engine-${index}-last` }));
}

async function recover(engine: Awaited<ReturnType<typeof startEngine>>): Promise<void> {
  await engine.journal.recover(jobWithLead, 'org/user');
  await engine.drain();
}

/** Many calls in one journal, and a drain through whatever faults the simulator was told to make. */
export async function drainMany(
  zoho: ZohoSandbox,
  clock: PushedClock,
  options: { first: number; count: number; leads: boolean },
): Promise<{ attention: number }> {
  const engine = await startEngine({ zoho, clock, factory: new IDBFactory(), name: 'drain' });
  const makeJob = options.leads ? jobWithLead : jobOf;
  for (let index = options.first; index < options.first + options.count; index++)
    await engine.journal.finish(endedCall(callNumber(index, clock.now())), makeJob, 'org/user');
  await engine.drain();
  return { attention: (await engine.journal.counts()).attention };
}

/** Counts what the CRM holds for calls `first` to `first + count - 1`. */
export function tally(zoho: ZohoSandbox, calls: number, before: Map<string, number>): TrialResult {
  const keys = [...loggedKeys(zoho)].filter(([key]) => !before.has(key));
  const phones = new Map<string, number>();
  for (const lead of zoho.data.leads)
    if (String(lead.Phone).startsWith('+1206556'))
      phones.set(String(lead.Phone), (phones.get(String(lead.Phone)) ?? 0) + 1);
  return {
    calls,
    logged: keys.length,
    lost: calls - keys.length,
    duplicated: keys.filter(([, count]) => count > 1).length,
    leads: phones.size,
    duplicateLeads: [...phones.values()].filter((count) => count > 1).length,
  };
}

/** Steps to die at, one to three lives, from a seed. */
export function randomDeaths(seed: number, steps: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: 1 + random.below(3) }, () => 2 + random.below(steps - 1));
}
