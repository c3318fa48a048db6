import { GjsonError } from '@/utils/gjson/errors';
import { unescapeJson } from '@/utils/gjson/json-string';
import type { JsonMember, JsonString, JsonValue } from '@/utils/gjson/value';

/** Deeper documents are refused: no CRM writes them, and recursion must end somewhere. */
const MAX_DEPTH = 512;
const REST_OF_NUMBER = /(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

// Character codes: comparing numbers is much faster than comparing one-letter texts.
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const UPPER_E = 69;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const LOWER_E = 101;
const LOWER_F = 102;
const LOWER_N = 110;
const LOWER_T = 116;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Reads JSON without losing a digit, a duplicate key or the order of members (RFC 8259, section 4 leaves those to the
 * reader; `JSON.parse` drops all three).
 *
 * @throws GjsonError `syntax` with the offset of the first wrong character, or `too-deep`.
 */
export function parseJson(source: string): JsonValue {
  const reader = createReader(source);
  const value = reader.value(reader.skipSpace(0), 0);
  const end = reader.skipSpace(value.end);
  if (end < source.length) throw syntax(end);
  return value;
}

/** Reads the one value a text begins with and ignores what follows; `undefined` when it begins with none. */
export function parsePrefix(source: string): JsonValue | undefined {
  try {
    const reader = createReader(source);
    return reader.value(reader.skipSpace(0), 0);
  } catch (error) {
    if (error instanceof GjsonError) return undefined;
    throw error;
  }
}

/** Reads values one after the other, separated by white space (JSON Lines); stops at the first that is none. */
export function parseLines(source: string): JsonValue[] {
  const reader = createReader(source);
  const lines: JsonValue[] = [];
  try {
    for (let at = reader.skipSpace(0); at < source.length;) {
      const value = reader.value(at, 0);
      lines.push(value);
      at = reader.skipSpace(value.end);
    }
  } catch (error) {
    if (!(error instanceof GjsonError)) throw error;
  }
  return lines;
}

const syntax = (at: number) => new GjsonError('syntax', `not JSON at character ${at + 1}`, at);

function createReader(source: string) {
  /** The next backslash at or after the place last asked about: most documents have few. */
  let backslash = source.indexOf('\\');

  function skipSpace(at: number): number {
    for (let code = source.charCodeAt(at); isSpace(code); code = source.charCodeAt(++at));
    return at;
  }

  function string(start: number): JsonString {
    let end = source.indexOf('"', start + 1);
    if (end < 0) throw syntax(start);
    if (backslash >= 0 && backslash <= start) backslash = source.indexOf('\\', start + 1);
    if (backslash < 0 || backslash > end)
      return { kind: 'string', source, start, end: end + 1, text: source.slice(start + 1, end) };
    end = backslash;
    while (source.charCodeAt(end) !== QUOTE) {
      if (end >= source.length) throw syntax(start);
      end += source.charCodeAt(end) === BACKSLASH ? 2 : 1;
    }
    return { kind: 'string', source, start, end: end + 1, text: unescapeJson(source.slice(start + 1, end)) };
  }

  function array(start: number, depth: number): JsonValue {
    const items: JsonValue[] = [];
    let at = skipSpace(start + 1);
    if (source.charCodeAt(at) === CLOSE_BRACKET) return { kind: 'array', source, start, end: at + 1, items };
    for (;;) {
      const item = value(at, depth + 1);
      items.push(item);
      at = skipSpace(item.end);
      if (source.charCodeAt(at) === CLOSE_BRACKET)
        return { kind: 'array', source, start, end: at + 1, items };
      if (source.charCodeAt(at) !== COMMA) throw syntax(at);
      at = skipSpace(at + 1);
    }
  }

  function object(start: number, depth: number): JsonValue {
    const members: JsonMember[] = [];
    let at = skipSpace(start + 1);
    if (source.charCodeAt(at) === CLOSE_BRACE) return { kind: 'object', source, start, end: at + 1, members };
    for (;;) {
      if (source.charCodeAt(at) !== QUOTE) throw syntax(at);
      const key = string(at);
      at = skipSpace(key.end);
      if (source.charCodeAt(at) !== COLON) throw syntax(at);
      const member = value(skipSpace(at + 1), depth + 1);
      members.push({ key: key.text, rawKey: source.slice(key.start, key.end), value: member });
      at = skipSpace(member.end);
      if (source.charCodeAt(at) === CLOSE_BRACE)
        return { kind: 'object', source, start, end: at + 1, members };
      if (source.charCodeAt(at) !== COMMA) throw syntax(at);
      at = skipSpace(at + 1);
    }
  }

  function literal(start: number, word: 'null' | 'true' | 'false'): JsonValue {
    if (!source.startsWith(word, start)) throw syntax(start);
    return { kind: word, source, start, end: start + word.length };
  }

  function number(start: number): JsonValue {
    let end = start;
    let code = source.charCodeAt(end);
    if (code === MINUS) code = source.charCodeAt(++end);
    const first = end;
    while (code >= ZERO && code <= NINE) code = source.charCodeAt(++end);
    if (end === first || (end > first + 1 && source.charCodeAt(first) === ZERO)) throw syntax(start);
    if (code === POINT || code === UPPER_E || code === LOWER_E) {
      REST_OF_NUMBER.lastIndex = end;
      end += REST_OF_NUMBER.exec(source)?.[0].length ?? 0;
    }
    return { kind: 'number', source, start, end };
  }

  function value(at: number, depth: number): JsonValue {
    if (depth > MAX_DEPTH) throw new GjsonError('too-deep', 'the answer nests too deeply', at);
    switch (source.charCodeAt(at)) {
      case QUOTE:
        return string(at);
      case OPEN_BRACE:
        return object(at, depth);
      case OPEN_BRACKET:
        return array(at, depth);
      case LOWER_N:
        return literal(at, 'null');
      case LOWER_T:
        return literal(at, 'true');
      case LOWER_F:
        return literal(at, 'false');
      default:
        return number(at);
    }
  }

  return { value, skipSpace };
}

const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9;
