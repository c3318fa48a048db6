import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { lookUpMany } from '../support/lookup-trial.ts';

let zoho: ZohoSandbox;
beforeAll(async () => {
  zoho = await startZoho();
});
afterAll(() => zoho.stop());

describe('recognising callers among 50,000 contacts', () => {
  it.each([true, false])(
    'finds the right one, shows nobody else, and is quick (countries known: %s)',
    async (countries) => {
      const trial = await lookUpMany(zoho, { contacts: 50_000, sample: 1_500, countries });
      console.log(`asked ${trial.asked}, p95 ${trial.p95.toFixed(1)} ms after the answer`);
      expect(trial.falseNames).toEqual([]);
      expect(trial.missed).toEqual([]);
      expect(trial.p95).toBeLessThan(150);
    },
  );
});
