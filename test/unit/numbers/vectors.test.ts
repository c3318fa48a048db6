import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findInText } from '@/utils/numbers/find-in-text';

type Vector = [
  text: string,
  region: string | null,
  leniency: string,
  expected: [number, number, string | null][],
];

const { vectors } = JSON.parse(
  readFileSync(new URL('../../fixtures/detection/vectors.json', import.meta.url), 'utf8'),
) as { vectors: Vector[] };

const right = ([text, region, , expected]: Vector): boolean => {
  const found = findInText(text, region ?? undefined);
  return (
    found.length === expected.length &&
    expected.every(([start, end, e164], i) => {
      const number = found[i]!;
      return number.start === start && number.end === end && (e164 == null || number.e164 === e164);
    })
  );
};

const share = (chosen: Vector[]) => chosen.filter(right).length / chosen.length;
const of = (leniency: string) => vectors.filter((vector) => vector[2] === leniency);

describe('the matcher tests of other projects', () => {
  it('finds what strict matchers find', () => {
    expect(
      share(of('STRICT_GROUPING').filter(([, , , expected]) => expected.length > 0)),
    ).toBeGreaterThanOrEqual(0.98);
  });

  it('finds nothing where nothing is', () => {
    const empty = of('VALID').filter(([, , , expected]) => expected.length === 0);
    expect(empty.filter((vector) => !right(vector))).toEqual([]);
  });

  it('finds nine in ten of what lenient matchers find', () => {
    expect(share(of('VALID'))).toBeGreaterThanOrEqual(0.9);
  });

  it('finds no number twice', () => {
    for (const [text, region] of vectors) {
      const found = findInText(text, region ?? undefined);
      for (let i = 1; i < found.length; i++)
        expect(found[i]!.start).toBeGreaterThanOrEqual(found[i - 1]!.end);
    }
  });
});
