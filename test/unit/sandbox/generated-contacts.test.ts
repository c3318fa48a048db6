import { isValidPhoneNumber, parsePhoneNumberWithError, type CountryCode } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { ZOHO_PHONE } from '../../sandbox/zoho/api/validate-record.ts';
import { COUNTRY_PLANS, generateContacts } from '../../sandbox/zoho/world/generate-contacts.ts';
import { seedWorld } from '../../sandbox/zoho/world/seed-world.ts';
import { createZohoData } from '../../sandbox/zoho/zoho-data.ts';

const COUNTRIES: readonly CountryCode[] = [
  ...(['US', 'CA', 'GB', 'DE', 'FR', 'ES', 'IT', 'NL', 'SE', 'PL', 'IN', 'JP', 'AU', 'BR', 'ZA'] as const),
];

function world(count: number, seed: number) {
  const data = createZohoData({ now: () => 0, timeZone: 'UTC' });
  data.users.push({ id: data.newId(), full_name: 'A B', email: 'a@b.example' });
  return { data, numbers: generateContacts(data, count, seed) };
}

describe('generated contacts', () => {
  const { data, numbers } = world(600, 3);
  const stored = (id: string) => {
    const record = data.get('Contacts', id)!;
    return String(record.Phone ?? record.Mobile);
  };

  it('have valid numbers of fifteen countries, each only once', () => {
    expect(COUNTRY_PLANS).toHaveLength(COUNTRIES.length);
    expect(numbers.filter(({ e164 }) => !isValidPhoneNumber(e164)).map(({ e164 }) => e164)).toEqual([]);
    expect(new Set(numbers.map(({ e164 }) => e164)).size).toBe(numbers.length);
  });

  it('store them in formats that Zoho takes and that mean the same number', () => {
    const wrong = numbers.flatMap(({ id, e164 }, index) => {
      const text = stored(id);
      const read = parsePhoneNumberWithError(text, COUNTRIES[index % COUNTRIES.length]!).number;
      return read === e164 && ZOHO_PHONE.test(text) && text.length <= 30
        ? []
        : [`${text} reads as ${read}, not ${e164}`];
    });
    expect(wrong).toEqual([]);
  });

  it('are the same for the same seed', () => {
    expect(world(50, 9).numbers).toEqual(world(50, 9).numbers);
    expect(world(50, 9).numbers).not.toEqual(world(50, 10).numbers);
  });
});

describe('the demo world', () => {
  it('has valid numbers only, so that every one of them can be clicked', () => {
    const data = createZohoData({ now: () => Date.UTC(2026, 2, 1), timeZone: 'UTC' });
    seedWorld(data, { now: Date.UTC(2026, 2, 1), seed: 1, contacts: 0, environment: 'production' });
    const places = ['US', 'GB', 'DE', 'FR', 'SE', 'AU'] as const;
    const wrong = ['Contacts', 'Leads', 'Accounts'].flatMap((module) =>
      data
        .list(module)
        .flatMap((record) => [record.Phone, record.Mobile])
        .filter((number) => typeof number === 'string')
        .filter((number) => !places.some((country) => isValidPhoneNumber(number, country))),
    );
    expect(wrong).toEqual([]);
    expect([data.contacts.length, data.leads.length, data.accounts.length]).toEqual([40, 20, 12]);
  });
});
