import { isList, isMap, sortedKeys, type Value } from '@/utils/gotemplate/value';

/** A value as an action prints it (Go's `%v`), except that what is absent prints nothing. */
export function print(value: Value): string {
  if (value === null) return '';
  return formatDefault(value);
}

/** Go's `%v`: lists `[a b]`, maps `map[k:v]` sorted by key, nil inside them `<nil>`. */
export function formatDefault(value: Value): string {
  if (isList(value)) return `[${value.map(formatDefault).join(' ')}]`;
  if (isMap(value))
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${formatDefault(value.get(key)!)}`)
      .join(' ')}]`;
  if (value === null) return '<nil>';
  return typeof value === 'number' ? formatShortest(value, 'g') : String(value);
}

/** Go's `fmt.Sprint`: a space between two values when neither is a string. */
export function printAll(values: readonly Value[]): string {
  return values
    .map((value, i) => {
      const before = values[i - 1];
      const spaced = i > 0 && typeof before !== 'string' && typeof value !== 'string';
      return (spaced ? ' ' : '') + formatDefault(value);
    })
    .join('');
}

/** Go writes exponents with a sign and two digits at least. */
export const goExponent = (exponent: number) =>
  (exponent < 0 ? '-' : '+') + String(Math.abs(exponent)).padStart(2, '0');

/** A float with the fewest digits that read back the same: `%e`, `%f` or, by size of the exponent, `%g`. */
export function formatShortest(value: number, verb: 'e' | 'f' | 'g'): string {
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : value < 0 ? '-Inf' : 'NaN';
  const [mantissa = '', exponentText = ''] = Math.abs(value).toExponential().split('e');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const digits = mantissa.replace('.', '');
  const exponent = Number(exponentText);
  if (verb === 'e' || (verb === 'g' && (exponent < -4 || exponent >= 6)))
    return `${sign}${mantissa}e${goExponent(exponent)}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits + '0'.repeat(exponent + 1 - digits.length);
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}
