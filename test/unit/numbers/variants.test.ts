import { describe, expect, it } from 'vitest';
import { sameNumber, variantsOf } from '@/utils/numbers/variants';

describe('variantsOf', () => {
  it('spells a number as CRMs store it', () => {
    expect(variantsOf('+493023125380')).toEqual({
      e164: '+493023125380',
      digits: '493023125380',
      national: '03023125380',
      significant: '3023125380',
      last: '023125380',
      formatted: ['030 23125380', '+49 30 23125380'],
    });
  });

  it('leaves an extension alone', () => {
    expect(variantsOf('204')).toMatchObject({ digits: '204', national: '204', last: '204', formatted: [] });
  });
});

describe('sameNumber', () => {
  it('compares numbers, not text', () => {
    expect(sameNumber('(212) 555-0106', '+12125550106', 'US')).toBe(true);
    expect(sameNumber('+44 (0)161 496 0245', '0161 496 0245', 'GB')).toBe(true);
    expect(sameNumber('+12125550106', '+12125550107', 'US')).toBe(false);
    expect(sameNumber('', '', 'US')).toBe(false);
  });
});
