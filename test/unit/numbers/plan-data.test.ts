import metadata from 'libphonenumber-js/metadata.min.json';
import { expect, it } from 'vitest';
import { countriesOfCallingCode, planOf } from '@/utils/numbers/plan';
import data from '@/utils/numbers/plan-data.json';
import { makePlanData } from '../../support/make-plan-data.ts';

it('the plans are those of the installed libphonenumber (else: node test/support/make-plan-data.ts)', () => {
  expect(data).toEqual(makePlanData());
});

it('every region and calling code finds its own plan, and nothing else finds one', () => {
  const { countries, nonGeographic, country_calling_codes: codes } = metadata;
  for (const [name, [callingCode, , , lengths]] of Object.entries({ ...countries, ...nonGeographic }))
    expect({ name, ...planOf(name) }).toMatchObject({ name, callingCode, lengths });
  for (const [code, names] of Object.entries(codes)) expect(countriesOfCallingCode(code)).toEqual(names);
  for (const code of Object.keys(nonGeographic)) expect(countriesOfCallingCode(code)).toEqual([code]);
  for (const name of ['XX', 'U', 'USA', '1', '999', '(', '']) expect(planOf(name)).toBeUndefined();
  for (const code of ['', '0', '2', '99', '(', '1234']) expect(countriesOfCallingCode(code)).toEqual([]);
});
