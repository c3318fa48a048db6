import { describe, expect, it } from 'vitest';
import { countryCodeOf } from '@/utils/crm/country-code';
import { matchNumber } from '@/utils/crm/match-number';

const match = (stored: string, e164: string, home = 'US', recordCountry?: string) =>
  matchNumber(stored, { wanted: { raw: e164, e164, country: home }, recordCountry });

describe('a stored number', () => {
  it.each([
    ['+1 (206) 555-0118', '+12065550118'],
    ['206.555.0118', '+12065550118'],
    ['1-206-555-0118', '+12065550118'],
    ['(206) 555-0118 ext 12', '+12065550118'],
    ['011 44 20 7946 0019', '+442079460019'],
    ['0044 20 7946 0019', '+442079460019'],
    ['+44 (0)20 7946 0019', '+442079460019'],
    ['020 7946 0019', '+442079460019'],
    ['442079460019', '+442079460019'],
    ['030 23125 105', '+493023125105'],
    ['0171 39200 56', '+491713920056'],
    ['01 99 00 24 11', '+33199002411'],
    ['08-465 004 22', '+46846500422'],
    ['0491 570 156', '+61491570156'],
    ['06 6982 1234', '+390669821234'],
    ['91 123 45 67', '+34911234567'],
    ['011 15-1234-5678', '+5491112345678'],
    ['(11) 91234-5678', '+5511912345678'],
    ['098765 43210', '+919876543210'],
    ['03-1234-5678', '+81312345678'],
    ['6123 4567', '+6561234567'],
    ['044 668 18 00', '+41446681800'],
    ['011 32300 733', '+551132300733'],
    ['010 81 3 3581 8086', '+81335818086'],
    ['0011 61 8 7010 6643', '+61870106643'],
  ])('%s is %s for a user in the United States', (stored, e164) => {
    expect(match(stored, e164)).not.toBeNull();
  });

  it('with a calling code is surer than one read at home, and that surer than a foreign one', () => {
    expect(match('+12065550118', '+12065550118')).toBe(0);
    expect(match('2065550118', '+12065550118', 'DE', 'US')).toBe(1);
    expect(match('2065550118', '+12065550118')).toBe(2);
    expect(match('020 7946 0019', '+442079460019')).toBe(3);
  });

  it.each([
    ['another calling code', '+44 206 555 0118', '+12065550118', 'US', undefined],
    ['one digit off', '206 555 0119', '+12065550118', 'US', undefined],
    ['the same last seven digits', '303 555 0118', '+12065550118', 'US', undefined],
    ['a number at home with the digits of one abroad', '(302) 312-5380', '+493023125380', 'US', undefined],
    ['a record that lives elsewhere', '302 312 5380', '+493023125380', 'DE', 'US'],
    ['an extension', '0118', '+12065550118', 'US', undefined],
    ['an empty field', '', '+12065550118', 'US', undefined],
    ['words', 'see notes', '+12065550118', 'US', undefined],
  ] as [string, string, string, string, string | undefined][])(
    'is another number with %s',
    (_, stored, e164, home, country) => {
      expect(match(stored, e164, home, country)).toBeNull();
    },
  );

  it('is read in the country of its record, not in ours', () => {
    expect(match('302 312 5380', '+13023125380', 'DE', 'US')).toBe(1);
    expect(match('302 312 5380', '+493023125380', 'DE', 'US')).toBeNull();
  });

  it('may be an extension, compared digit by digit', () => {
    const wanted = { raw: '1042', country: 'US' };
    expect(matchNumber('1042', { wanted })).toBe(0);
    expect(matchNumber('10420', { wanted })).toBeNull();
    expect(matchNumber('', { wanted: { raw: '', country: 'US' } })).toBeNull();
  });
});

describe('the country of a record', () => {
  it.each([
    ['Germany', 'DE'],
    ['deutschland', 'DE'],
    ['USA', 'US'],
    ['United Kingdom', 'GB'],
    ['uk', 'GB'],
    ['fr', 'FR'],
    ['Atlantis', undefined],
    ['', undefined],
  ])('%s is %s', (text, code) => {
    expect(countryCodeOf(text)).toBe(code);
  });
});
