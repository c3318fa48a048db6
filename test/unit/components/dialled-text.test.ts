import { describe, expect, it } from 'vitest';
import { cleanDialled, dialString, isDiallable, isName } from '@/components/popup/dialled-text';

describe('what is typed or pasted into the dial field', () => {
  it.each([
    ['tel:+1-212-555-0106', '+1-212-555-0106'],
    ['  (212) 555-0106 ', '(212) 555-0106 '],
    ['callto://+4930901820', '+4930901820'],
    ['٠٥٠ ١٢٣ ٤٥٦٧', '050 123 4567'],
    ['+44\u00a020\u202f7946\u20110958', '+44 20 7946-0958'],
    ['212\n555\t0106', '212 555 0106'],
    ['<b>1</b>', 'b1/b'],
  ])('reads %j as %j', (pasted, cleaned) => {
    expect(cleanDialled(pasted)).toBe(cleaned);
  });

  it('dials nothing but plus, digits, star and hash', () => {
    expect(dialString('+44 (0)20 7946-0958')).toBe('+442079460958');
    expect(dialString('*97#')).toBe('*97#');
    expect(dialString('00+44+20')).toBe('004420');
  });

  it('takes letters for a name to look for', () => {
    expect(isName('Jane')).toBe(true);
    expect(isName('李明')).toBe(true);
    expect(isName('555-0106 ext 12')).toBe(false);
    expect(isName('*97')).toBe(false);
    expect(isName('7-Eleven')).toBe(true);
  });

  it('takes letters behind a toll-free code for keys of the keypad', () => {
    expect(isName('1-800-FLOWERS')).toBe(false);
    expect(isDiallable('(800) flowers')).toBe(true);
  });

  it('offers no call for a name or for nothing', () => {
    expect(isDiallable('Jane Whitmore')).toBe(false);
    expect(isDiallable('  ')).toBe(false);
    expect(isDiallable('1002')).toBe(true);
  });
});
