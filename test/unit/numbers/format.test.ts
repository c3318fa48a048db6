import { describe, expect, it } from 'vitest';
import { displayNumber, formatInternational, formatNational } from '@/utils/numbers/format';

describe('formats', () => {
  it('writes numbers as their country does', () => {
    expect(formatNational('+12125550106')).toBe('(212) 555-0106');
    expect(formatInternational('+12125550106', '12')).toBe('+1 212 555 0106 ext. 12');
  });

  it('shows the national form at home and the international form elsewhere', () => {
    expect(displayNumber('+493023125380', 'DE')).toBe('030 23125380');
    expect(displayNumber('+493023125380', 'US')).toBe('+49 30 23125380');
    expect(displayNumber('204', 'US')).toBe('204');
  });

  it('hands back what is no number', () => {
    expect(formatNational('anonymous')).toBe('anonymous');
  });
});
