import { describe, expect, it } from 'vitest';
import { durationSeconds, durationText } from '../../sandbox/zoho/api/call-rules.ts';
import { parseCoql } from '../../sandbox/zoho/api/coql-parser.ts';
import { parseCriteria } from '../../sandbox/zoho/api/criteria.ts';
import { ZOHO_PHONE } from '../../sandbox/zoho/api/validate-record.ts';
import { createPhoneDigits } from '../../sandbox/zoho/phone-digits.ts';
import { zohoTime } from '../../sandbox/zoho/zoho-time.ts';

describe('criteria', () => {
  it('keep colons and escaped signs in the value', () => {
    expect(parseCriteria('(Call_Start_Time:greater_than:2026-01-01T00:00:00+01:00)')).toMatchObject({
      value: '2026-01-01T00:00:00+01:00',
    });
    expect(parseCriteria('(A:equals:x \\(y\\))')).toMatchObject({ value: 'x \\(y\\)' });
  });

  it('join groups, and refuse a mixture without brackets', () => {
    expect(parseCriteria('((A:equals:1)and((B:equals:2)or(C:equals:3)))')).toMatchObject({
      join: 'and',
      parts: [{ field: 'A' }, { join: 'or' }],
    });
    expect(() => parseCriteria('((A:equals:1)and(B:equals:2)or(C:equals:3))')).toThrow('INVALID_QUERY');
    expect(() => parseCriteria('((A:equals:1)and(B:equals:2)')).toThrow('INVALID_QUERY');
  });
});

describe('COQL', () => {
  it('reads quotes escaped either way, offset and order', () => {
    const query = parseCoql("select id from Leads where Last_Name = 'O\\'Hara' order by id desc limit 5, 10");
    expect(query).toMatchObject({ offset: 5, limit: 10, orderBy: [{ column: 'id', descending: true }] });
    expect(query.where).toMatchObject({ values: ["O'Hara"] });
    expect(parseCoql("select id from Leads where Last_Name = 'O''Hara'").where).toMatchObject({
      values: ["O'Hara"],
    });
  });
});

describe('small rules', () => {
  it('reads durations as minutes and seconds, with hours in front', () => {
    expect(['03:25', '1:02:04', '90:00', 'x', '1:99'].map(durationSeconds)).toEqual([
      205,
      3724,
      5400,
      undefined,
      undefined,
    ]);
    expect([205, 3724, 0].map(durationText)).toEqual(['03:25', '01:02:04', '00:00']);
  });

  it('takes the phone values Zoho takes', () => {
    const good = ['+15551234567', '+1 (555) 123-4567', '555.123.4567', '555 123 4567 ext 12', '12345,,99#'];
    const bad = ['12/34', '12  34', '12--34', '-123', 'a=b', '1:2'];
    expect(good.filter((text) => !ZOHO_PHONE.test(text))).toEqual([]);
    expect(bad.filter((text) => ZOHO_PHONE.test(text))).toEqual([]);
  });

  it('finds digits within numbers, never across two of them', () => {
    const digits = createPhoneDigits();
    for (let index = 0; index < 3_000; index++) digits.add(String(index), String(10_000 + index));
    expect([...digits.find('12999')]).toEqual(['2999']);
    expect([...digits.find('1000010001')]).toEqual([]);
    expect(digits.find('1299').size).toBe(11);
  });

  it('writes times with the offset of the zone', () => {
    expect(zohoTime(Date.UTC(2026, 0, 2, 3, 4, 5), 330)).toBe('2026-01-02T08:34:05+05:30');
    expect(zohoTime(Date.UTC(2026, 0, 2, 3, 4, 5), -300)).toBe('2026-01-01T22:04:05-05:00');
  });
});
