import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createFuzzer } from '../../../support/template-fuzz.ts';

const folder = new URL('../../../../public/templates/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

it('10,000 damaged templates, odd values and answers end in a result or a typed error, and touch no prototype', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const fuzz = createFuzzer(20_261_120, files);
  const counts = { result: 0, 'typed-error': 0, crash: 0 };
  for (let i = 0; i < 10_000; i++) {
    const { kind, detail } = fuzz(i);
    counts[kind]++;
    if (kind === 'crash') expect.soft(detail).toBe('');
  }
  expect(counts.crash).toBe(0);
  // Both ends are reached often: an attempt that always fails early would prove nothing.
  expect(counts.result).toBeGreaterThan(4000);
  expect(counts['typed-error']).toBeGreaterThan(1000);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
});
