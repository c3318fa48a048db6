/**
 * A value inside a template, with Go's kinds kept apart: `bigint` is an integer, `number` a float, `null` is absent.
 * Maps are read by own keys only, so that no template reaches what every JavaScript object has.
 */
export type Value = string | boolean | bigint | number | null | readonly Value[] | GoMap;

export type GoMap = ReadonlyMap<string, Value>;

/** What a template may be given: JSON-like data, or maps of it. */
export type Data = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;

const MAX_DEPTH = 64;

/** Turns JSON-like data into a template's value; what has no place in JSON (functions, symbols) is absent. */
export function toValue(data: unknown, depth = 0): Value {
  switch (typeof data) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return data;
    case 'number':
      if (!Number.isFinite(data)) return null;
      return Number.isInteger(data) && Math.abs(data) < 2 ** 63 ? BigInt(data) : data;
    case 'object':
      if (data === null || depth > MAX_DEPTH) return null;
      if (Array.isArray(data)) return data.map((item) => toValue(item, depth + 1));
      return toMap(data as Data, depth);
    default:
      return null;
  }
}

function toMap(data: Data, depth: number): GoMap {
  const entries = data instanceof Map ? [...data] : Object.entries(data);
  return new Map(entries.map(([key, value]) => [String(key), toValue(value, depth + 1)]));
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isMap = (value: Value): value is GoMap => value instanceof Map;

/** Go's truth: false, 0, "", absent, and empty lists and maps are false; "0" is true. */
export function truthOf(value: Value): boolean {
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return value.size > 0;
  return Boolean(value);
}

/** The name of a value's Go type, for `%T` and messages. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int64';
    case 'number':
      return 'float64';
    default:
      if (value === null) return '<nil>';
      return isList(value) ? '[]interface {}' : 'map[string]interface {}';
  }
}

const encoder = new TextEncoder();

/** The UTF-8 bytes of a text: what Go's `len`, `index` and `slice` count. */
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

/** Order of two texts by code point, as Go sorts and compares them. */
export function compareText(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}

/** The keys of a map in the order Go prints and ranges over them. */
export const sortedKeys = (map: GoMap): string[] => [...map.keys()].sort(compareText);
