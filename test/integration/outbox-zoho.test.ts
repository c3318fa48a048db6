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

let zoho: ZohoSandbox;
let clock: PushedClock;

beforeEach(async () => {
  ({ zoho, clock } = await startTirelessZoho());
});
afterEach(() => zoho.stop());

const whole = (calls: number) => ({
  calls,
  logged: calls,
  lost: 0,
  duplicated: 0,
  leads: calls,
  duplicateLeads: 0,
});

describe.each(['unique', 'search'] as const)('with dedupe by %s', (dedupe) => {
  beforeEach(async () => {
    if (dedupe === 'unique') await addKeyField(zoho);
  });

  it('one call is logged once, and one lead made, wherever its engine dies', async () => {
    const steps = await stepsOfOneCall(zoho, clock, 9_000);
    expect(steps.length).toBeGreaterThanOrEqual(25);
    const before = loggedKeys(zoho);
    // Step 1 is before the first write: the INVITE was not ours yet.
    for (let dies = 2; dies <= steps.length; dies++) await callWithDeaths(zoho, clock, dies, [dies]);
    const result = tally(zoho, steps.length - 1, before);
    expect(result).toEqual({ ...whole(steps.length - 1), leads: steps.length });
  });

  it('50 calls survive up to three deaths each', async () => {
    const steps = (await stepsOfOneCall(zoho, clock, 9_000)).length;
    const before = loggedKeys(zoho);
    for (let index = 1; index <= 50; index++)
      await callWithDeaths(zoho, clock, index, randomDeaths(index, steps));
    expect(tally(zoho, 50, before)).toEqual({ ...whole(50), leads: 51 });
  });

  it('50 answers lost after the commit make no second call and no second lead', async () => {
    zoho.faults.next({ dropAfterCommit: true, match: /POST .*\/(Calls|Leads)$/ }, 50);
    expect(await drainMany(zoho, clock, { first: 1, count: 50, leads: true })).toEqual({ attention: 0 });
    expect(tally(zoho, 50, new Map())).toEqual(whole(50));
    expect(zoho.faults.counts.get('dropAfterCommit')).toBe(50);
  });

  it('150 writes in a storm of faults are all done, at little more than the least requests', async () => {
    const start = zoho.requests.length;
    zoho.faults.storm({ rate: 0.3, seed: 7, match: /\/crm\// });
    expect(await drainMany(zoho, clock, { first: 1, count: 150, leads: false })).toEqual({ attention: 0 });
    expect(tally(zoho, 150, new Map())).toMatchObject({ logged: 150, lost: 0, duplicated: 0 });
    const sent = zoho.requests.slice(start).filter((request) => request.role === 'api');
    const spoilt = sent.filter((request) => request.faults.some((kind) => !/delay|slow/i.test(kind)));
    expect(sent.length / (150 + spoilt.length)).toBeLessThanOrEqual(1.3);
  });
});
