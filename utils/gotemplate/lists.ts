import { bytesOf, isList, isMap, typeName, type Value } from '@/utils/gotemplate/value';

/** Go's `len`: bytes of a text, items of a list, keys of a map; 0 of what is absent. */
export function lengthOf(value: Value): bigint {
  if (value === null) return 0n;
  if (typeof value === 'string') return BigInt(bytesOf(value).length);
  if (isList(value)) return BigInt(value.length);
  if (isMap(value)) return BigInt(value.size);
  throw new TypeError(`${typeName(value)} has no length`);
}

/** Go's `index`: `index list 1 "key"` is `list[1]["key"]`. */
export function indexOf(value: Value, indexes: readonly Value[]): Value {
  let found: Value = value;
  for (const index of indexes) {
    if (found === null) throw new RangeError('nothing can be picked out of what is absent');
    if (isMap(found)) {
      if (typeof index !== 'string') throw new TypeError('a map is indexed by text');
      found = found.get(index) ?? null;
    } else if (isList(found)) found = found[position(index, found.length - 1)]!;
    else if (typeof found === 'string') {
      const bytes = bytesOf(found);
      found = BigInt(bytes[position(index, bytes.length - 1)]!);
    } else throw new TypeError(`nothing can be picked out of ${typeName(found)}`);
  }
  return found;
}

const decoder = new TextDecoder();

/** Go's `slice`: `slice x 1 3` is `x[1:3]`; texts are cut by bytes. */
export function sliceOf(value: Value, indexes: readonly Value[]): Value {
  if (typeof value !== 'string' && !isList(value)) throw new TypeError(`${typeName(value)} cannot be cut`);
  if (indexes.length > (typeof value === 'string' ? 2 : 3)) throw new RangeError('too many limits');
  const whole = typeof value === 'string' ? bytesOf(value) : value;
  const [start = 0, end = whole.length, capacity = whole.length] = indexes.map((index) =>
    position(index, whole.length),
  );
  if (start > end || end > capacity) throw new RangeError('the limits are in the wrong order');
  const cut = whole.slice(start, end);
  return cut instanceof Uint8Array ? decoder.decode(cut) : cut;
}

function position(index: Value, last: number): number {
  if (typeof index !== 'bigint') throw new TypeError(`${typeName(index)} is no position`);
  if (index < 0n || index > BigInt(last)) throw new RangeError(`there is no position ${index}`);
  return Number(index);
}
