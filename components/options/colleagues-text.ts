import type { Colleague } from '@/utils/phone/phone-config';

/** One colleague a line: `1002 Anna Berg`. */
export function writeColleagues(colleagues: readonly Colleague[]): string {
  return colleagues.map(({ number, name }) => `${number} ${name}`.trim()).join('\n');
}

/** Reads what `writeColleagues` wrote, or a user typed; empty lines do not count, and of two with one extension the first stays. */
export function readColleagues(text: string): Colleague[] {
  const found = new Map<string, Colleague>();
  for (const line of text.split('\n')) {
    const [number = '', ...name] = line.trim().split(/[\s,;]+/);
    if (number && !found.has(number)) found.set(number, { number, name: name.join(' ') });
  }
  return [...found.values()];
}
