import { describe, expect, it } from 'vitest';
import { NO_WIDTH, toPlainText } from '@/utils/numbers/plain-text';

describe('toPlainText', () => {
  it('maps one unit to one, so that offsets stay', () => {
    const text = 'Tel: ＋８１\u3000３‐１２\u00ad３４\u200e 📞 №٤';
    expect(toPlainText(text)).toHaveLength(text.length);
  });

  it('reads the digits of every script', () => {
    expect(toPlainText('٠١٢٣ ۴۵۶ ९८ ０')).toBe('0123 456 98 0');
  });

  it('reads dashes, spaces and brackets as their plain twins', () => {
    expect(toPlainText('（03）１２３７‑5331')).toBe('(03)1237-5331');
    expect(toPlainText('+33\u202f6\u2009 12\u20073')).toBe('+33 6  12 3');
  });

  it('marks characters without width', () => {
    expect(toPlainText('1\u200e2\u20603')).toBe(`1${NO_WIDTH}2${NO_WIDTH}3`);
  });

  it('hands plain text back as it is', () => {
    const text = 'Ava Dubois, (702) 555-0131';
    expect(toPlainText(text)).toBe(text);
  });
});
