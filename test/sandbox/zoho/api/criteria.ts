import { Refusal } from '../answer.ts';
import type { Field, FieldType } from '../field-metadata.ts';
import { isObject, type ZohoRecord } from '../zoho-record.ts';

/** A parsed `criteria`: conditions joined by `and` and `or` in brackets. */
export type Criteria =
  | { readonly field: string; readonly operator: string; readonly value: string }
  | { readonly join: 'and' | 'or'; readonly parts: readonly Criteria[] };

const MAX_LENGTH = 3_000;
const MAX_CONDITIONS = 15;
const MAX_VALUES = 100;

const refuse = (details: Record<string, unknown>) =>
  new Refusal(400, 'INVALID_QUERY', 'Invalid query formed', details);

const TEXT_OPERATORS = ['equals', 'not_equal', 'starts_with', 'in'];
const NUMBER_OPERATORS = [
  'equals',
  'not_equal',
  'greater_equal',
  'greater_than',
  'less_equal',
  'less_than',
  'between',
  'in',
];
const OPERATORS: Readonly<Record<FieldType, readonly string[]>> = {
  text: TEXT_OPERATORS,
  email: TEXT_OPERATORS,
  phone: TEXT_OPERATORS,
  website: TEXT_OPERATORS,
  textarea: ['equals', 'not_equal', 'starts_with'],
  integer: NUMBER_OPERATORS,
  bigint: NUMBER_OPERATORS,
  currency: NUMBER_OPERATORS,
  date: NUMBER_OPERATORS,
  datetime: NUMBER_OPERATORS,
  boolean: ['equals', 'not_equal'],
  picklist: ['equals', 'not_equal', 'in'],
  lookup: ['equals', 'not_equal', 'in'],
  ownerlookup: ['equals', 'not_equal', 'in'],
};

/** Parses `((Last_Name:equals:Burns\,B)and(First_Name:starts_with:M))`. Brackets, commas and a last `\` are escaped. */
export function parseCriteria(text: string): Criteria {
  if (text.length > MAX_LENGTH) throw refuse({ reason: 'criteria too long' });
  let at = 0;
  let conditions = 0;

  function condition(): Criteria {
    let raw = '';
    while (at < text.length && text[at] !== ')') {
      if (text[at] === '\\' && at + 1 < text.length) raw += text[at++];
      else if (text[at] === '(') throw refuse({ reason: 'bracket is not escaped' });
      raw += text[at++];
    }
    const [, field, operator, value] = /^\s*([\w.$]+):(\w+):([\s\S]*)$/.exec(raw) ?? [];
    if (field === undefined || operator === undefined || value === undefined)
      throw refuse({ reason: 'criteria is not of the form field:operator:value' });
    if (++conditions > MAX_CONDITIONS)
      throw new Refusal(
        400,
        'CRITERIA_LIMIT_EXCEEDED',
        `no of criterium that can be given exceed the limit ${MAX_CONDITIONS}`,
      );
    return { field, operator, value };
  }

  function group(): Criteria {
    if (text[at] !== '(') throw refuse({ reason: 'bracket expected' });
    at++;
    const inner = text[at] === '(' ? series() : condition();
    if (text[at] !== ')') throw refuse({ reason: 'closing bracket expected' });
    at++;
    return inner;
  }

  function series(): Criteria {
    const parts = [group()];
    let join: 'and' | 'or' | undefined;
    while (true) {
      const word = /^\s*(and|or)\s*(?=\()/i.exec(text.slice(at));
      if (!word) break;
      const next = word[1]!.toLowerCase() as 'and' | 'or';
      if (join && join !== next) throw refuse({ reason: 'and/or need brackets when mixed' });
      join = next;
      at += word[0].length;
      parts.push(group());
    }
    return join ? { join, parts } : parts[0]!;
  }

  const parsed = series();
  if (at !== text.length) throw refuse({ reason: 'text after the last bracket' });
  return parsed;
}

const unescape = (value: string) => value.replace(/\\([(),\\])/g, '$1');
const splitValues = (value: string) => value.split(/(?<!\\),/).map(unescape);

/** The text a field is compared by: a lookup by its id or name. */
function comparable(value: unknown, wanted: string): string {
  if (isObject(value)) return String(value.id === wanted ? value.id : (value.name ?? value.id ?? ''));
  return value === null || value === undefined ? '' : String(value);
}

function order(field: Field, value: string): number {
  return field.data_type === 'date' || field.data_type === 'datetime' ? Date.parse(value) : Number(value);
}

/** Makes the test for records of a module; refuses unknown fields and operators that do not fit. */
export function matcher(
  criteria: Criteria,
  fields: ReadonlyMap<string, Field>,
): (record: ZohoRecord) => boolean {
  if ('join' in criteria) {
    const tests = criteria.parts.map((part) => matcher(part, fields));
    return criteria.join === 'and'
      ? (record) => tests.every((test) => test(record))
      : (record) => tests.some((test) => test(record));
  }
  const { field: name, operator } = criteria;
  if (name === 'id') {
    const ids = splitValues(criteria.value);
    return (record) => ids.includes(record.id);
  }
  const field = fields.get(name);
  if (!field) throw refuse({ reason: 'the field is not available', api_name: name, operator });
  if (!OPERATORS[field.data_type].includes(operator))
    throw refuse({ reason: 'the operator is not allowed for this field', api_name: name, operator });
  const values =
    operator === 'in' || operator === 'between' ? splitValues(criteria.value) : [unescape(criteria.value)];
  if (values.length > MAX_VALUES)
    throw new Refusal(400, 'INVALID_QUERY', 'Only 100 values are allowed in "IN" criteria', {
      param_name: 'criteria',
    });

  const wanted = values.map((value) => value.toLowerCase());
  const first = wanted[0] ?? '';
  const text = (record: ZohoRecord) => comparable(record[name], values[0] ?? '').toLowerCase();
  // On texts Zoho's `equals` behaves like "contains".
  const loose =
    TEXT_OPERATORS.includes(operator) && ['text', 'textarea', 'email', 'website'].includes(field.data_type);
  const number = (record: ZohoRecord) => order(field, String(record[name] ?? ''));
  const [low = Number.NaN, high = Number.NaN] = values.map((value) => order(field, value));
  switch (operator) {
    case 'equals':
      return loose ? (record) => text(record).includes(first) : (record) => text(record) === first;
    case 'not_equal':
      return (record) => text(record) !== first;
    case 'starts_with':
      return (record) => text(record).startsWith(first);
    case 'in':
      return (record) =>
        values.some((value) => comparable(record[name], value).toLowerCase() === value.toLowerCase());
    case 'between':
      return (record) => number(record) >= low && number(record) <= high;
    case 'greater_equal':
      return (record) => number(record) >= low;
    case 'greater_than':
      return (record) => number(record) > low;
    case 'less_equal':
      return (record) => number(record) <= low;
    default:
      return (record) => number(record) < low;
  }
}
