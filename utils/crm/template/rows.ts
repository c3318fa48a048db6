import { alternativesOf, rowPath, type RowPath } from '@/utils/crm/template/row-path';
import { get } from '@/utils/gjson/get';
import { Result } from '@/utils/gjson/result';
import type { JsonValue } from '@/utils/gjson/value';

/** What one Output reads: a name, and a GJSON path or several parted by commas. */
export interface Output {
  readonly name: string;
  readonly path: string;
}

/** One contact or user of an answer: a text for each Output, empty when there is none. */
export type Row = Readonly<Record<string, string>>;

/** Fields in which a CRM's `false` means "none" (Odoo writes it so); elsewhere `false` is a value. */
const BLANK_FALSE =
  /^(Contacts?Id|UserUniqueId|FirstName|LastName|Company|Email|(Business|Mobile|Home)(Number2?|FaxNumber)|OtherNumber|ZipCode|Street|City|State|Country|Remark)$/;

/**
 * Reads rows out of an answer. Read as columns, `data.#.zip` of three contacts, one without a zip, has two entries and
 * gives a contact the zip of another; so every Output is read per element of the array that `anchor` (the id) goes
 * through. Rows without an id are left out.
 */
export function readRows(answer: JsonValue, outputs: readonly Output[], anchor: string): Row[] {
  const compiled = outputs.map(({ name, path }) => ({ name, paths: alternativesOf(path).map(rowPath) }));
  const anchorPath = compiled.find(({ name }) => name === anchor)?.paths.find((path) => path.kind === 'each');
  const base = anchorPath?.kind === 'each' ? anchorPath : undefined;
  const cache = new Map<string, readonly JsonValue[]>();
  const elementsOf = (array: string, filter: string): readonly JsonValue[] => {
    const key = `${array}\n${filter}`;
    let elements = cache.get(key);
    if (!elements) cache.set(key, (elements = readElements(answer, array, filter)));
    return elements;
  };

  const elements: readonly (JsonValue | undefined)[] = base
    ? elementsOf(base.array, base.filter)
    : [undefined];
  const places = base
    ? new Map(elementsOf(base.array, '').map((element, i) => [element, i] as const))
    : undefined;
  const rows = elements.map((element, index) => {
    const value = (path: RowPath): Result => {
      if (!base || !element) return get(answer, path.path);
      if (path.kind === 'whole') return wholeValue(path.path, base.array, places?.get(element));
      const own = elementsOf(path.array, path.filter);
      if (path.kind === 'hit') {
        const hit = own[path.position];
        if (!hit) return NOTHING;
        return path.array !== base.array || hit === element ? get(hit, path.inside) : NOTHING;
      }
      if (path.array !== base.array) return own[index] ? get(own[index], path.inside) : NOTHING;
      const isIncluded = path.filter === '' || path.filter === base.filter || own.includes(element);
      return isIncluded ? get(element, path.inside) : NOTHING;
    };
    const wholeValue = (path: string, array: string, place: number | undefined): Result => {
      const numbered = (
        array === '' ? path : path.startsWith(`${array}.`) ? path.slice(array.length + 1) : ''
      ).match(/^(\d+)\./);
      return numbered && Number(numbered[1]) !== place ? NOTHING : get(answer, path);
    };
    return Object.fromEntries(
      compiled.map(({ name, paths }) => [name, firstText(paths, value, name)] as const),
    );
  });
  return outputs.some(({ name }) => name === anchor) ? rows.filter((row) => row[anchor] !== '') : rows;
}

/** Reads Outputs that belong to no row: what was created, values for all scenarios, the answer of a `Next`. */
export function readValues(answer: JsonValue, outputs: readonly Output[]): Row {
  return Object.fromEntries(
    outputs.map(({ name, path }) => [
      name,
      firstText(alternativesOf(path), (alternative) => get(answer, alternative), name),
    ]),
  );
}

const NOTHING = new Result(undefined);

function readElements(answer: JsonValue, array: string, filter: string): readonly JsonValue[] {
  const path = [array, filter === '' ? '' : `#${filter}#`].filter((part) => part !== '').join('.');
  const { value } = path === '' ? { value: answer } : get(answer, path);
  return value?.kind === 'array' ? value.items : [];
}

function firstText<P>(paths: readonly P[], value: (path: P) => Result, name: string): string {
  for (const path of paths) {
    const text = textOf(value(path), BLANK_FALSE.test(name));
    if (text !== '') return text;
  }
  return '';
}

/** A value as a field's text: the first scalar of a list; nothing of null, of an object, and of a blank `false`. */
function textOf(found: Result, blankFalse: boolean): string {
  switch (found.value?.kind) {
    case 'object':
      return '';
    case 'array':
      for (const item of found.array) {
        const text = item.type === 'JSON' ? '' : textOf(item, blankFalse);
        if (text !== '') return text;
      }
      return '';
    case 'false':
      return blankFalse ? '' : 'false';
    default:
      return found.string;
  }
}
