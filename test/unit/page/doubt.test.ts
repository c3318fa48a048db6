import { describe, expect, it } from 'vitest';
import { doubtOf, shapeOf } from '@/utils/page/doubt';

const number = (raw: string, e164: string, surface: 'text' | 'link' = 'text') => ({ raw, e164, surface });

describe('doubtOf', () => {
  it('has none about a number that is what it looks like', () => {
    expect(doubtOf(number('(212) 555-0106', '+12125550106'), 'US')).toBeUndefined();
    expect(doubtOf(number('Call now', '+12125550106', 'link'), 'US')).toBeUndefined();
    expect(doubtOf(number('٠٥١ ٢٣٠ ٧٣٣٥', '+966512307335'), 'SA')).toBeUndefined();
  });

  it('has doubts about a link that shows another number', () => {
    expect(doubtOf(number('(619) 555-0110', '+19005550199', 'link'), 'US')).toBe('differs-from-link');
  });

  it('has doubts about digits of two scripts and about text turned around', () => {
    expect(doubtOf(number('212 555 ٠106', '+12125550106'), 'US')).toBe('mixed-script');
    expect(doubtOf(number('\u202e6010-555 212', '+12125550106'), 'US')).toBe('mixed-script');
  });
});

describe('shapeOf', () => {
  it('keeps everything but the digits', () => {
    expect(shapeOf('(212) 555-0106')).toBe('(999) 999-9999');
    expect(shapeOf('٠٥١')).toBe('999');
  });
});
