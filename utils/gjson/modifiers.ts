import { parsePrefix } from '@/utils/gjson/parse-json';
import {
  arrayOf,
  type JsonMember,
  type JsonValue,
  nullValue,
  objectOf,
  rawOf,
  stringOf,
} from '@/utils/gjson/value';

/** What a modifier makes of a value (`undefined`: nothing was found) and its argument (`undefined`: none, or no JSON). */
type Modifier = (value: JsonValue | undefined, argument: JsonValue | undefined) => JsonValue | undefined;

/** `@pretty` and `@ugly` change only the layout of the text, `@valid` only what is not JSON: nothing is left to do. */
const same: Modifier = (value) => value;

const MODIFIERS = new Map<string, Modifier>([
  ['this', same],
  ['pretty', same],
  ['ugly', same],
  ['valid', same],
  ['reverse', reverse],
  ['flatten', (value, argument) => flatten(value, flag(argument, 'deep'))],
  ['join', (value, argument) => join(value, flag(argument, 'preserve'))],
  ['keys', keys],
  ['values', values],
  ['tostr', (value) => stringOf(value ? rawOf(value) : '')],
  [
    'fromstr',
    (value) => (value ? parsePrefix(value.kind === 'string' ? value.text : rawOf(value)) : undefined),
  ],
  ['group', group],
]);

export const isModifier = (name: string): boolean => MODIFIERS.has(name);

export const applyModifier = (name: string, value: JsonValue | undefined, argument: string) =>
  MODIFIERS.get(name)!(value, argument === '' ? undefined : parsePrefix(argument));

function flag(argument: JsonValue | undefined, name: string): boolean {
  if (argument?.kind !== 'object') return false;
  const value = argument.members.findLast((member) => member.key === name)?.value;
  if (value?.kind === 'number') return Number(rawOf(value)) !== 0;
  if (value?.kind === 'string') return !['', '0', 'false'].includes(value.text);
  return value?.kind === 'true';
}

function reverse(value: JsonValue | undefined) {
  if (value?.kind === 'array') return arrayOf(value.items.toReversed());
  return value?.kind === 'object' ? objectOf(value.members.toReversed()) : value;
}

function flatten(value: JsonValue | undefined, deep: boolean): JsonValue | undefined {
  return value?.kind === 'array' ? arrayOf(flattened(value.items, deep)) : value;
}

function flattened(items: readonly JsonValue[], deep: boolean): readonly JsonValue[] {
  return items.flatMap((item) => {
    if (item.kind !== 'array') return [item];
    return deep ? flattened(item.items, deep) : item.items;
  });
}

/** Objects of an array as one; without `preserve` a later value takes the place of an earlier one of the same key. */
function join(value: JsonValue | undefined, preserve: boolean) {
  if (value?.kind !== 'array') return value;
  const members = value.items.flatMap((item) => (item.kind === 'object' ? item.members : []));
  if (preserve) return objectOf(members);
  const joined = new Map<string, JsonMember>();
  for (const member of members)
    joined.set(member.key, { ...(joined.get(member.key) ?? member), value: member.value });
  return objectOf([...joined.values()]);
}

function keys(value: JsonValue | undefined) {
  if (!value) return arrayOf([]);
  if (value.kind === 'object')
    return arrayOf(
      value.members.map(({ key, rawKey }) => ({
        kind: 'string',
        text: key,
        source: rawKey,
        start: 0,
        end: rawKey.length,
      })),
    );
  return arrayOf((value.kind === 'array' ? value.items : [value]).map(() => nullValue));
}

function values(value: JsonValue | undefined) {
  if (!value) return arrayOf([]);
  if (value.kind === 'array') return value;
  return arrayOf(value.kind === 'object' ? value.members.map((member) => member.value) : [value]);
}

/** `{"id":[1,2],"name":["a","b"]}` becomes `[{"id":1,"name":"a"},{"id":2,"name":"b"}]`. */
function group(value: JsonValue | undefined) {
  if (value?.kind !== 'object') return undefined;
  const rows: JsonMember[][] = [];
  for (const member of value.members)
    if (member.value.kind === 'array')
      for (const [index, item] of member.value.items.entries())
        (rows[index] ??= []).push({ ...member, value: item });
  return arrayOf(rows.map(objectOf));
}
