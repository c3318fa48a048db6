import { describe, expect, it } from 'vitest';
import { polarityBefore, polarityOfIdentifier, polarityOfLabel } from '@/utils/numbers/context-words';
import { isNumberHere } from '@/utils/numbers/judge';
import { count, createTally, verdictOf } from '@/utils/numbers/tally';

const nothing = { label: 0, heading: 0, structure: 0 } as const;

describe('isNumberHere', () => {
  it('never doubts a written calling code', () => {
    expect(isNumberHere({ strength: 3 }, { label: -1, heading: -1, structure: -1 })).toBe(true);
  });

  it('takes usual groups for a number unless something is named', () => {
    expect(isNumberHere({ strength: 2 }, nothing)).toBe(true);
    expect(isNumberHere({ strength: 2 }, { ...nothing, label: -1 })).toBe(false);
    expect(isNumberHere({ strength: 2 }, { ...nothing, structure: -1 })).toBe(false);
  });

  it('lets a heading that names something else outweigh the look of its column', () => {
    expect(isNumberHere({ strength: 2 }, { label: 0, heading: -1, structure: 1 })).toBe(false);
    expect(isNumberHere({ strength: 2 }, { label: 0, heading: -0.5, structure: 0 })).toBe(true);
  });

  it('takes bare digits for a number only if something says so', () => {
    expect(isNumberHere({ strength: 0 }, nothing)).toBe(false);
    expect(isNumberHere({ strength: 0 }, { ...nothing, label: 1 })).toBe(true);
    expect(isNumberHere({ strength: 0 }, { ...nothing, structure: 1 })).toBe(true);
    expect(isNumberHere({ strength: 0 }, { label: 0, heading: 1, structure: -1 })).toBe(false);
  });

  it('believes odd groups only where a telephone number is named', () => {
    expect(isNumberHere({ strength: 0, odd: true }, { ...nothing, structure: 1 })).toBe(false);
    expect(isNumberHere({ strength: 0, odd: true }, { ...nothing, heading: 1 })).toBe(true);
  });
});

describe('verdictOf', () => {
  const column = (values: [string, number][]) => {
    const tally = createTally();
    for (const [text, strength] of values) count(tally, text, strength);
    return tally;
  };
  const repeat = (times: number, value: (i: number) => [string, number]) =>
    column(Array.from({ length: times }, (_, i) => value(i)));

  it('takes a column in which one in five is no number for ids', () => {
    expect(
      verdictOf(
        repeat(20, (i) => [`${212 + i}5550147`, i % 5 ? 0 : -1]),
        0,
        'US',
      ),
    ).toBe(-1);
  });

  it('takes a column of nothing but numbers for numbers, where chance does not explain it', () => {
    const column = repeat(20, (i) => [`${212 + i}5550147`, 0]);
    expect(verdictOf(column, 0, 'US')).toBe(1);
    // Nearly every ten digits are a number in India.
    expect(verdictOf(column, 0, 'IN')).toBe(0);
  });

  it('takes digits that all begin alike for no proof', () => {
    expect(
      verdictOf(
        repeat(20, (i) => [`2024${100000 + i}`, 0]),
        0,
        'US',
      ),
    ).toBe(0);
  });

  it('leaves dates out of what it counts', () => {
    expect(repeat(6, (i) => (i < 3 ? [`2026-07-0${i + 1}`, -1] : [`212-555-010${i}`, 2]))).toMatchObject({
      numeric: 3,
      valid: 3,
    });
  });

  it('holds typing errors against written numbers only in bulk', () => {
    expect(
      verdictOf(
        repeat(20, (i) => [`(212) 555-01${10 + i}`, i % 4 ? 2 : -1]),
        2,
        'US',
      ),
    ).toBeGreaterThanOrEqual(0);
    expect(
      verdictOf(
        repeat(20, (i) => [`212-555-01${10 + i}`, i % 4 ? -1 : 2]),
        2,
        'US',
      ),
    ).toBe(-1);
  });

  it('does not hold bare ids against a number written in groups', () => {
    const ids = Array.from({ length: 20 }, (_, i): [string, number] => [`51508680001${23456 + i}`, -1]);
    expect(verdictOf(column([['(212) 555-0106', 2], ...ids]), 2, 'US')).toBe(0);
    expect(verdictOf(column([['2125550106', 0], ...ids]), 0, 'US')).toBe(-1);
  });
});

describe('words', () => {
  it.each([
    ['Call me at', 1],
    ['Ref', -1],
    ['Phone no.', 1],
    ['Order no.', -1],
    ['SMS sent to', 1],
    ['Outbound call to 5 — Call ID', -1],
    ['the weather is', 0],
    ['お電話は', 1],
    ['Téléphone :', 1],
    ['Rahmenvertrag', -1],
    ['Auftragsnummer', -1],
    ['Rufnummer', 1],
    ['Devis n°', -1],
    ['contract · S/N', -1],
    ['appelez le n°', 1],
    ['номер заказа', -1],
    ['Service client', -0.5],
    ['Client no.', -1],
    ['Evening:', 1],
    ['work order', -1],
    ['To order keys,', 0],
    ['no new one', 0],
  ] as const)('%s → %d', (text, polarity) => {
    expect(polarityBefore(text)).toBe(polarity);
  });

  it('reads labels and the names programs give fields', () => {
    expect(polarityOfLabel('Customer phone')).toBe(1);
    expect(polarityOfLabel('Kundennummer')).toBe(-1);
    expect(polarityOfLabel('Réf. client')).toBe(-1);
    expect(polarityOfLabel('商品コード')).toBe(-1);
    expect(polarityOfLabel('전화번호')).toBe(1);
    expect(polarityOfLabel('Number')).toBe(-0.5);
    expect(polarityOfLabel('Gratisnummer')).toBe(1);
    expect(polarityOfLabel('Contact no.')).toBe(1);
    expect(polarityOfLabel('Office ID')).toBe(-1);
    expect(polarityOfLabel('Check #')).toBe(-1);
    expect(polarityOfIdentifier('Crm_Contacts_OTHERPHONE')).toBe(1);
    expect(polarityOfIdentifier('order_no')).toBe(-1);
  });
});
