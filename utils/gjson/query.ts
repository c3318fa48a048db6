import { numberText } from '@/utils/gjson/number-text';
import { endOfString, trimSpace } from '@/utils/gjson/scan-path';
import { type JsonValue, rawOf } from '@/utils/gjson/value';
import { matchesWildcard } from '@/utils/gjson/wildcard';

/** What stands between the brackets of `#(path operator value)`. */
export interface Query {
  readonly path: string;
  /** `=`, `!=`, `<`, `<=`, `>`, `>=`, `%`, `!%`; empty asks only whether the path exists. */
  readonly operator: string;
  readonly operand: string;
}

/**
 * Reads the query a path component begins with (`#(` or `#[`). `length` is how much of the text it takes; `undefined`
 * when its bracket never closes.
 */
export function parseQuery(text: string): { query: Query; length: number } | undefined {
  let depth = 1;
  let operatorAt = 0;
  let end = 2;
  for (; end < text.length; end++) {
    const letter = text[end]!;
    if (depth === 1 && operatorAt === 0 && '!=<>%'.includes(letter)) operatorAt = end;
    else if (letter === '\\') end++;
    else if (letter === '[' || letter === '(') depth++;
    else if (letter === '"') end = endOfString(text, end + 1);
    else if ((letter === ']' || letter === ')') && --depth === 0) break;
  }
  if (depth > 0 || end > text.length) return undefined;
  const length = end + 1;
  if (operatorAt === 0)
    return { query: { path: trimSpace(text.slice(2, end)), operator: '', operand: '' }, length };
  const path = trimSpace(text.slice(2, operatorAt));
  const comparison = trimSpace(text.slice(operatorAt, end));
  const written = /^(?:[!<>=]=|!%|[<>=%]|!$)/.exec(comparison)?.[0] ?? '';
  const operand = unquote(trimSpace(comparison.slice(written.length)));
  return { query: { path, operator: written === '==' ? '=' : written, operand }, length };
}

function unquote(operand: string): string {
  if (operand.length < 2 || !operand.startsWith('"') || !operand.endsWith('"')) return operand;
  return operand.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** Whether the value a query's path found (`undefined`: nothing) satisfies it. Nothing satisfies only `~` operands. */
export function satisfies(found: JsonValue | undefined, query: Query): boolean {
  const { operator } = query;
  const asked = query.operand.startsWith('~') ? TRUTHS[query.operand] : undefined;
  if (query.operand.startsWith('~')) return asked ? compareBoolean(asked(found), operator, 'true') : false;
  if (!found) return false;
  if (operator === '') return true;
  switch (found.kind) {
    case 'string':
      return compareText(found.text, operator, query.operand);
    case 'number':
      return compareNumber(Number(rawOf(found)), operator, parseNumber(query.operand));
    case 'true':
    case 'false':
      return compareBoolean(found.kind === 'true', operator, query.operand);
    default:
      return false;
  }
}

/** `~true`, `~false`, `~null`, `~*`: how like a truth value something is. */
const TRUTHS: Record<string, (found: JsonValue | undefined) => boolean> = {
  '~*': (found) => found !== undefined,
  '~null': (found) => found === undefined || found.kind === 'null',
  '~true': (found) => truthOf(found) === true,
  '~false': (found) => found === undefined || found.kind === 'null' || truthOf(found) === false,
};

function truthOf(found: JsonValue | undefined): boolean | undefined {
  switch (found?.kind) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'number':
      return Number(rawOf(found)) !== 0;
    case 'string':
      if (/^(1|t|true)$/i.test(found.text)) return true;
      return /^(0|f|false)$/i.test(found.text) ? false : undefined;
    default:
      return undefined;
  }
}

function compareText(text: string, operator: string, operand: string): boolean {
  switch (operator) {
    case '=':
      return text === operand;
    case '!=':
      return text !== operand;
    case '<':
      return codePointOrder(text, operand) < 0;
    case '<=':
      return codePointOrder(text, operand) <= 0;
    case '>':
      return codePointOrder(text, operand) > 0;
    case '>=':
      return codePointOrder(text, operand) >= 0;
    case '%':
      return matchesWildcard(text, operand);
    case '!%':
      return !matchesWildcard(text, operand);
    default:
      return false;
  }
}

function compareNumber(value: number, operator: string, operand: number): boolean {
  switch (operator) {
    case '=':
      return value === operand;
    case '!=':
      return value !== operand;
    case '<':
      return value < operand;
    case '<=':
      return value <= operand;
    case '>':
      return value > operand;
    case '>=':
      return value >= operand;
    default:
      return false;
  }
}

function compareBoolean(value: boolean, operator: string, operand: string): boolean {
  switch (operator) {
    case '':
      return true;
    case '=':
      return operand === String(value);
    case '!=':
      return operand !== String(value);
    case '<':
      return !value && operand === 'true';
    case '<=':
      return !value;
    case '>':
      return value && operand === 'false';
    case '>=':
      return value;
    default:
      return false;
  }
}

/** What is no number counts as 0. */
function parseNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(numberText(text)) : 0;
}

/** Order by Unicode code point, as bytes of UTF-8 sort; JavaScript's `<` sorts by UTF-16 unit. */
function codePointOrder(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}
