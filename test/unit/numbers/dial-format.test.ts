import { describe, expect, it } from 'vitest';
import { needsConfirmation, NotDialableError, toDialString } from '@/utils/numbers/dial-format';
import type { DialOptions } from '@/utils/numbers/dial-format';

const de: DialOptions = { dialFormat: 'plus', dialPrefix: '', country: 'DE' };

describe('toDialString', () => {
  it.each([
    ['plus', '+493023125380', '+12125550106'],
    ['digits', '493023125380', '12125550106'],
    ['double-zero', '00493023125380', '0012125550106'],
    ['national', '03023125380', '0012125550106'],
  ] as const)('writes %s numbers at home and abroad', (dialFormat, home, abroad) => {
    expect(toDialString('030 23125380', { ...de, dialFormat })).toBe(home);
    expect(toDialString('+1 212-555-0106', { ...de, dialFormat })).toBe(abroad);
  });

  it('dials ten digits at home in the US, and 011 abroad', () => {
    const us: DialOptions = { dialFormat: 'national', dialPrefix: '', country: 'US' };
    expect(toDialString('+12125550106', us)).toBe('2125550106');
    expect(toDialString('+493023125380', us)).toBe('011493023125380');
  });

  it('puts the prefix for a line before external numbers only', () => {
    const behindZero: DialOptions = { ...de, dialPrefix: '0', dialFormat: 'double-zero' };
    expect(toDialString('+493023125380', behindZero)).toBe('000493023125380');
    expect(toDialString('204', behindZero)).toBe('204');
    expect(toDialString('112', behindZero)).toBe('112');
  });

  it('never puts a plus behind a prefix', () => {
    expect(toDialString('+493023125380', { ...de, dialPrefix: '9' })).toBe('900493023125380');
  });

  it('sends an unassigned number of the right length as it is', () => {
    expect(toDialString('+15555555555', { ...de, country: 'US' })).toBe('+15555555555');
  });

  it.each(['', 'abc', '+', '1'.repeat(21), '+12'])('refuses %j', (number) => {
    expect(() => toDialString(number, de)).toThrow(NotDialableError);
  });

  it('lets nothing but plus and digits through', () => {
    const chars = '0123456789+*#;@?=&%\r\n ,.-()[]x\u202e٣abc';
    for (let seed = 1; seed <= 2000; seed++) {
      let text = '';
      for (let i = 0, x = seed; i < 18; i++) {
        x = (Math.imul(x, 1103515245) + 12345) >>> 0;
        text += chars[(x >>> 16) % chars.length];
      }
      try {
        expect(toDialString(text, de)).toMatch(/^\+?[0-9]+$/);
      } catch (error) {
        expect(error).toBeInstanceOf(NotDialableError);
      }
    }
  });
});

describe('needsConfirmation', () => {
  it.each([
    ['112', 'emergency'],
    ['110', 'emergency'],
    ['+499001123123', 'premium'],
    ['+870773111632', 'satellite'],
    ['+12125550106', 'international'],
    ['+493023125380', null],
    ['204', null],
  ])('%s → %s for a user in Germany', (number, reason) => {
    expect(needsConfirmation(number, 'DE')).toBe(reason);
  });

  it('takes toll-free numbers of the own numbering plan for domestic', () => {
    expect(needsConfirmation('+18885550169', 'US')).toBeNull();
  });
});
