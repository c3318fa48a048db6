import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { loggedKeys, type PushedClock } from '../support/mortal-engine.ts';
import {
  addKeyField,
  callWithDeaths,
  drainMany,
  randomDeaths,
  startTirelessZoho,
  stepsOfOneCall,
  tally,
} from '../support/outbox-trials.ts';

const seed = Number(process.env.SEED ?? 1);
let zoho: ZohoSandbox;
let clock: PushedClock;

beforeEach(async () => {
  ({ zoho, clock } = await startTirelessZoho());
});
afterEach(() => zoho.stop());

describe.each(['unique', 'search'] as const)('with dedupe by %s', (dedupe) => {
  beforeEach(async () => {
    if (dedupe === 'unique') await addKeyField(zoho);
  });

  it('1,000 calls survive up to three deaths of their engine each', async () => {
    const steps = (await stepsOfOneCall(zoho, clock, 9_000)).length;
    const before = loggedKeys(zoho);
    for (let index = 1; index <= 1_000; index++)
      await callWithDeaths(zoho, clock, index, randomDeaths(seed * 10_000 + index, steps));
    const result = tally(zoho, 1_000, before);
    console.log(`seed ${seed}, ${steps} steps`, result);
    expect(result).toMatchObject({ logged: 1_000, lost: 0, duplicated: 0, leads: 1_001, duplicateLeads: 0 });
  });

  it('1,000 answers lost after the commit make no second call and no second lead', async () => {
    zoho.faults.next({ dropAfterCommit: true, match: /POST .*\/(Calls|Leads)$/ }, 1_000);
    expect(await drainMany(zoho, clock, { first: 1, count: 1_000, leads: true })).toEqual({ attention: 0 });
    const result = tally(zoho, 1_000, new Map());
    console.log(result);
    expect(result).toMatchObject({ logged: 1_000, lost: 0, duplicated: 0, leads: 1_000, duplicateLeads: 0 });
    expect(zoho.faults.counts.get('dropAfterCommit')).toBe(1_000);
  });

  it('5,000 writes in a storm of 30 % faults of twelve kinds are all done or waiting visibly', async () => {
    const start = zoho.requests.length;
    zoho.faults.storm({ rate: 0.3, seed, match: /\/crm\// });
    const { attention } = await drainMany(zoho, clock, { first: 1, count: 5_000, leads: false });
    const result = tally(zoho, 5_000, new Map());
    const sent = zoho.requests.slice(start).filter((request) => request.role === 'api');
    const spoilt = sent.filter((request) => request.faults.some((kind) => !/delay|slow/i.test(kind)));
    const ratio = sent.length / (5_000 + spoilt.length);
    console.log(
      `seed ${seed}, ${sent.length} requests, ${spoilt.length} spoilt, ratio ${ratio.toFixed(3)}`,
      result,
    );
    expect(result.logged + attention).toBe(5_000);
    expect(result.duplicated).toBe(0);
    expect(ratio).toBeLessThanOrEqual(1.3);
  });
});
