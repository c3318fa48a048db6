import { describe, expect, it } from 'vitest';
import { parseNumber } from '@/utils/numbers/parse';

describe('parseNumber', () => {
  it('reads a national number as one of the given country', () => {
    expect(parseNumber('0141 496 0764', 'GB')).toEqual({
      e164: '+441414960764',
      country: 'GB',
      callingCode: '44',
      national: '1414960764',
      valid: true,
    });
  });

  it('keeps the extension beside the number', () => {
    expect(parseNumber('(480) 555-0184 ext. 123', 'US')).toMatchObject({ e164: '+14805550184', ext: '123' });
  });

  it.each([
    ['+٩٦٦ ٥١ ٢٣٨ ٤٦٦٧', '+966512384667'],
    ['＋８１　３－１２３２－８３７６', '+81312328376'],
    ['+33\u202f5\u202f36\u202f49\u202f23\u202f62', '+33536492362'],
    ['+1\u200b615\u200b555\u200b0142', '+16155550142'],
    ['++17135550173', '+17135550173'],
  ])('reads %s', (text, e164) => {
    expect(parseNumber(text)?.e164).toBe(e164);
  });

  it('says that a number of the right length is not assigned', () => {
    expect(parseNumber('555-555-5555', 'US')).toMatchObject({ e164: '+15555555555', valid: false });
  });

  it.each(['100', '', '*67', 'call me', '+', '1'.repeat(300), '12345678901234567890123'])(
    'finds no number in %j',
    (text) => {
      expect(parseNumber(text, 'US')).toBeNull();
    },
  );

  it('does not fail on a country that does not exist', () => {
    expect(parseNumber('+49 30 23125380', 'XX')?.country).toBe('DE');
    expect(parseNumber('030 23125380', 'XX')).toBeNull();
  });
});
