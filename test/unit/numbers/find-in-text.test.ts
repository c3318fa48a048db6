import { describe, expect, it } from 'vitest';
import { findInText } from '@/utils/numbers/find-in-text';

const found = (text: string, country = 'US') =>
  findInText(text, country).map(({ start, end, e164, ext }) =>
    [text.slice(start, end), e164, ext].filter(Boolean),
  );

describe('findInText', () => {
  it.each([
    ['(702) 555-0131', 'US', '+17025550131'],
    ['615.555.0121', 'US', '+16155550121'],
    ['1-602-555-0148', 'US', '+16025550148'],
    ['0141 496 0764', 'GB', '+441414960764'],
    ['07400 195 575', 'GB', '+447400195575'],
    ['+44 (0)161 496 0245', 'US', '+441614960245'],
    ['0049 171 3920010', 'CH', '+491713920010'],
    ['040/66969883', 'DE', '+494066969883'],
    ['0221 / 4710231', 'DE', '+492214710231'],
    ['03(1237)5331', 'JP', '+81312375331'],
    ['０９０－１２３０－７２８１', 'JP', '+819012307281'],
    ['+٩٦٦ ٥١ ٢٣٨ ٤٦٦٧', 'SA', '+966512384667'],
    ['8 (912) 347-00-30', 'RU', '+79123470030'],
    ['051)123-4567', 'KR', '+82511234567'],
    ['612 345 678', 'ES', '+34612345678'],
    ['(416) 555-0131', 'US', '+14165550131'],
    ['07911 123456', 'GB', '+447911123456'],
    ['07121/12345-0', 'DE', '+497121123450'],
    ['0800 1 23 45 67', 'DE', '+498001234567'],
    ['41 9 9999 8888', 'BR', '+5541999998888'],
    ['93 456 78 90', 'ES', '+34934567890'],
    ['222 345 678', 'PT', '+351222345678'],
    ['0152 12345678', 'DE', '+4915212345678'],
    ['++17135550173', 'US', '+17135550173'],
    ['1-800-FLOWERS', 'US', '+18003569377'],
    ['(800) 555-TALK', 'US', '+18005558255'],
  ])('reads %s in %s', (text, country, e164) => {
    expect(findInText(text, country)).toMatchObject([{ start: 0, end: text.length, e164 }]);
  });

  it.each([
    ['a date', '25.07.2026 2:05', 'DE'],
    ['a date and time', '2023-01-05 08:04', 'US'],
    ['opening hours with dots', '09.30–11.00', 'SE'],
    ['an address', '192.168.100.255', 'ES'],
    ['a date between spaces', '03 09 2031', 'AT'],
    ['the end of a bank account', 'NL91 ABNA 0417 1643 00', 'NL'],
    ['a price', '3.517.996,74 €', 'DE'],
    ['a price with currency in front', '$63,769,811.47', 'US'],
    ['a bank account', 'DE25 9368 9570 8620 0153 69', 'DE'],
    ['a card', '4555 0125 8283 2966', 'US'],
    ['more digits than a number has', '0301-2345-6789-0123', 'DE'],
    ['a record id', '5150868000280635052', 'US'],
    ['a version', 'v2024.3.25.1245', 'US'],
    ['a hash', '180947a96c1f97750938d23e5254f7c888347229', 'US'],
    ['a UUID', 'dfb8c0e7-47d1-7d87-8ef5-5fd6db632b1e', 'US'],
    ['a part number', 'SKU-2125550147', 'US'],
    ['a case number', '#2125550147', 'US'],
    ['a customer number without trunk prefix', '1928189', 'DE'],
    ['a tax number without trunk prefix', '342 183 159', 'AU'],
    ['masked digits', '**** **** 555-0147', 'US'],
    ['an ISBN', '3-414-30916-6', 'US'],
    ['a web address', 'see https://example.com/t/4155550100?id=1', 'US'],
    ['a path with a number', 'www.example.com/p/415-555-0100', 'US'],
    ['a mail address', 'mail 4155550100@example.com now', 'US'],
    ['one digit repeated', '0000000000', 'DE'],
  ])('finds no number in %s', (_, text, country) => {
    expect(findInText(text, country)).toEqual([]);
  });

  it('finds each of several numbers on a line', () => {
    expect(found('T +41 21 234 45 84 | M +41 78 123 78 94 | F 021 230 18 72', 'CH')).toEqual([
      ['+41 21 234 45 84', '+41212344584'],
      ['+41 78 123 78 94', '+41781237894'],
      ['021 230 18 72', '+41212301872'],
    ]);
    for (const between of [' / ', '/', ' - ', '; ', ' | ', ', '])
      expect(found(`503-555-0135${between}512-555-0146`)).toHaveLength(2);
  });

  it('finds numbers among values between commas', () => {
    expect(found('1001,206-555-0143,2026-07-13')).toEqual([['206-555-0143', '+12065550143']]);
    expect(found('12,345,678,901')).toEqual([]);
  });

  it('ends a number at a bracket behind it', () => {
    expect(found('0800 123 456 (24 h)', 'FI')).toEqual([['0800 123 456', '+358800123456']]);
  });

  it('cuts a number off a date in front of it', () => {
    expect(found('2023-01-05 (212) 555-0123')).toEqual([['(212) 555-0123', '+12125550123']]);
  });

  it.each([
    'x123',
    ' ext. 123',
    ' Ext: 123',
    ', ext. 123',
    ' #123',
    ';ext=123',
    ' (ext. 123)',
    ' int. 123',
    ' - ext 123',
    '-DW 123',
    ' # 123',
    ', Klappe 123',
  ])('reads the extension in %j', (written) => {
    expect(found(`(480) 555-0184${written}`)).toEqual([[`(480) 555-0184${written}`, '+14805550184', '123']]);
  });

  it('says how much the writing alone proves', () => {
    const strength = (text: string, country: string) => findInText(text, country)[0]?.strength;
    expect(strength('+12125550147', 'DE')).toBe(3);
    expect(strength('212-555-0147', 'US')).toBe(2);
    expect(strength('07400195575', 'GB')).toBe(1);
    expect(strength('2125550147', 'US')).toBe(0);
  });
});
