import { describe, expect, it } from 'vitest';
import { countryName, localTime, placeOf } from '@/utils/numbers/country-info';
import { flagOf } from '@/utils/numbers/flag';
import { zoneOfAreaCode } from '@/utils/numbers/area-time-zones';

describe('placeOf', () => {
  it('knows flag, name and clock of a number', () => {
    expect(placeOf('+493023125380')).toMatchObject({
      country: 'DE',
      flag: '🇩🇪',
      name: 'Germany',
      callingCode: '49',
    });
    expect(placeOf('+81312338855')?.timeZone).toBe('Asia/Tokyo');
  });

  it('tells zones of one country apart by area code', () => {
    expect(placeOf('+12125550106')?.timeZone).toBe('America/New_York');
    expect(placeOf('+14155550106')?.timeZone).toBe('America/Los_Angeles');
    expect(placeOf('+14165550106')).toMatchObject({ country: 'CA', timeZone: 'America/Toronto' });
  });

  it('names no zone where the country has several and the number does not tell', () => {
    expect(placeOf('+18885550169')?.timeZone).toBeUndefined();
    expect(placeOf('+61491570875')?.timeZone).toBeUndefined();
  });

  it('has no place for what belongs to none', () => {
    expect(placeOf('+80012345678')).toBeNull();
    expect(placeOf('204')).toBeNull();
  });
});

describe('localTime', () => {
  it('says the time there, and whether people are at work', () => {
    const wednesday = new Date('2026-03-11T13:05:00Z');
    expect(localTime('Asia/Tokyo', wednesday, 'en-GB')).toEqual({ text: '22:05', officeHours: false });
    expect(localTime('America/New_York', wednesday, 'en-GB')).toEqual({ text: '9:05', officeHours: true });
    expect(localTime('America/New_York', new Date('2026-03-14T16:00:00Z')).officeHours).toBe(false);
  });
});

describe('words', () => {
  it('draws no flag for what is no country', () => {
    expect(flagOf('DE1')).toBe('');
    expect(countryName('DE', 'de')).toBe('Deutschland');
  });

  it('lists only zones that exist', () => {
    for (let code = 200; code < 1000; code++) {
      const zone = zoneOfAreaCode(String(code));
      if (zone) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    }
  });
});
