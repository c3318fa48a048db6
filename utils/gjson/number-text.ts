/**
 * A JSON number's text as gjson prints it: integers as written, with every digit; all others as the shortest decimal
 * that reads back the same, without an exponent (`1e-7` is `0.0000001`).
 */
export function numberText(raw: string): string {
  return /^-?\d+$/.test(raw) ? raw : plainDecimal(Number(raw));
}

/** A number without an exponent. */
export function plainDecimal(value: number): string {
  const text = String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return Object.is(value, -0) ? '-0' : text;
  const [, sign = '', first = '', rest = '', exponent] = parts;
  const shift = Number(exponent);
  const digits = first + rest;
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`;
  return `${sign}${digits}${'0'.repeat(shift - rest.length)}`;
}
