import { compareText, isList, isMap, typeName, type Value } from '@/utils/gotemplate/value';

/** Go's `eq`: whether the first equals any of the others. Texts and numbers do not compare; absent equals `""`. */
export function equalsAny(first: Value, others: readonly Value[]): boolean {
  return others.some((other) => equals(first, other));
}

function equals(a: Value, b: Value): boolean {
  if (a === null || b === null) return (a ?? '') === (b ?? '');
  if (isList(a) || isMap(a) || isList(b) || isMap(b))
    throw new TypeError('lists and maps cannot be compared');
  if (typeof a !== typeof b) throw new TypeError(`${typeName(a)} and ${typeName(b)} cannot be compared`);
  return a === b;
}

/** Negative, 0 or positive as `a` sorts before, with or after `b`; absent sorts as `""`. */
export function order(left: Value, right: Value): number {
  const a = left ?? '';
  const b = right ?? '';
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  throw new TypeError(`${typeName(a)} and ${typeName(b)} have no order`);
}
