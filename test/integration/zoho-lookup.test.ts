import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZoho, type ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';
import { lookUpMany } from '../support/lookup-trial.ts';

let zoho: ZohoSandbox;

beforeEach(async () => {
  zoho = await startZoho();
});
afterEach(() => zoho.stop());

describe('recognising callers among 1,500 contacts of fifteen countries', () => {
  it.each([true, false])(
    'finds the right one and nobody else (records name their country: %s)',
    async (countries) => {
      const trial = await lookUpMany(zoho, { contacts: 1_500, sample: 150, countries });
      expect(trial.falseNames).toEqual([]);
      expect(trial.missed).toEqual([]);
    },
  );
});
