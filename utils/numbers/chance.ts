import { readNumber } from '@/utils/numbers/read-number';

const SAMPLES = 160;
const known = new Map<string, number>();

/**
 * How likely random digits of this length are an assigned number of the country (0 to 1). Where plans are full, as in
 * India, a column of nothing but "valid numbers" proves nothing. The samples are always the same.
 */
export function chanceOfNumber(country: string | undefined, length: number, leadingZero: boolean): number {
  const key = `${country} ${length} ${leadingZero}`;
  let chance = known.get(key);
  if (chance === undefined) {
    let state = 20_260_312;
    let hits = 0;
    for (let i = 0; i < SAMPLES; i++) {
      let digits = '';
      while (digits.length < length) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const digit = (state >>> 16) % 10;
        if (digits === '') digits = leadingZero ? '0' : String(digit || 5);
        else digits += digit;
      }
      if (readNumber([digits], false, country)) hits++;
    }
    known.set(key, (chance = hits / SAMPLES));
  }
  return chance;
}
