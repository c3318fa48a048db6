import { describe, expect, it } from 'vitest';
import { readDialRequest } from '@/utils/messaging/page-request';

describe('a dial request from a page', () => {
  it('is taken over field by field', () => {
    const request = {
      number: '+12025550123',
      ext: '12',
      country: 'US',
      record: { module: 'Contacts', id: '554023000003701012' },
      trusted: true,
    };
    expect(readDialRequest({ ...request, extra: 'x', doubt: 'differs-from-link' })).toEqual({
      ...request,
      doubt: 'differs-from-link',
    });
  });

  it('keeps nothing that does not have its shape', () => {
    expect(
      readDialRequest({
        number: '123456',
        ext: '1;2',
        country: 'usa',
        record: { module: '../x', id: 'a b' },
        trusted: 'yes',
        doubt: 'none',
      }),
    ).toEqual({
      number: '123456',
      ext: undefined,
      country: '',
      record: undefined,
      trusted: false,
      doubt: undefined,
    });
  });

  it.each([
    null,
    undefined,
    7,
    'text',
    [],
    {},
    { number: 7 },
    { number: '' },
    { number: 'x'.repeat(65) },
    { number: '1\r\nVia: x' },
  ])('is refused without a number: %j', (value) => {
    expect(readDialRequest(value)).toBeNull();
  });
});
