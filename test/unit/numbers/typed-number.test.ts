import { describe, expect, it } from 'vitest';
import { readTyped } from '@/utils/numbers/typed-number';

describe('what a person wrote', () => {
  it.each([
    ['+1 212 555 0106 ext. 22', '+12125550106', '22'],
    ['(212) 555-0106 x22', '+12125550106', '22'],
    ['212-555-0106 #22', '+12125550106', '22'],
    ['+1 212 555 0106,,22', '+12125550106', '22'],
    ['tel:+1-212-555-0106;ext=22', '+12125550106', '22'],
    ['+49 30 23125 380 Durchwahl 12', '+493023125380', '12'],
  ])('%s is a number with an extension', (text, number, ext) => {
    expect(readTyped(text, 'US')).toEqual({ number, ext });
  });

  it.each(['1-800-FLOWERS', '1-800-flowers', '(800) FLOWERS'])('%s is dialled by its letters', (text) => {
    expect(readTyped(text, 'US')).toEqual({ number: '+18003569377' });
  });

  it.each(['(212) 555-0106', '1002', '*21*1002#', '#31#2125550106', '*8', 'Jane Doe', '12345#', ''])(
    '%j is left to the gate as it is',
    (text) => {
      expect(readTyped(text, 'US')).toEqual({ number: text });
    },
  );

  it('a link to a short number is that number', () => {
    expect(readTyped('tel:1002', 'US')).toEqual({ number: '1002' });
  });

  it('a link without extension is its number', () => {
    expect(readTyped('tel:+1-212-555-0106', 'US')).toEqual({ number: '+12125550106' });
  });
});
