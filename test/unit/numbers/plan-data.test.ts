import { expect, it } from 'vitest';
import data from '@/utils/numbers/plan-data.json';
import { makePlanData } from '../../support/make-plan-data.ts';

it('the plans are those of the installed libphonenumber (else: node test/support/make-plan-data.ts)', () => {
  expect(data).toEqual(makePlanData());
});
