import { describe, expect, it } from 'vitest';
import { farPlace, placeSentence } from '@/components/call/number-place';

const NOON_UTC = Date.UTC(2026, 10, 17, 12);

describe('where a number is', () => {
  it('is said for a number abroad, with the time there', () => {
    const place = farPlace('+81312345678', 'US', NOON_UTC, 'en-GB')!;
    expect(placeSentence(place)).toBe('Japan · 21:00 there');
    expect(place.officeHours).toBe(false);
  });

  it('is not said at home', () => {
    expect(farPlace('+442079460958', 'GB', NOON_UTC, 'en-GB')?.country ?? '').toBe('');
  });

  it('is the time alone for a number at home whose clocks show another hour', () => {
    const [east, west] = [
      farPlace('+12125550106', 'US', NOON_UTC, 'en-GB'),
      farPlace('+14155550106', 'US', NOON_UTC, 'en-GB'),
    ];
    const shown = [east, west].filter((place) => place !== null).map(placeSentence);
    expect(shown).not.toEqual([]);
    for (const sentence of shown) expect(sentence).toMatch(/^\d{1,2}:\d\d there$/);
  });

  it('is nothing for extensions and withheld numbers', () => {
    expect(farPlace(undefined, 'US', NOON_UTC, 'en-GB')).toBeNull();
  });
});
