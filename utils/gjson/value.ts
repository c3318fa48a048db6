import { escapeJson } from '@/utils/gjson/json-string';

/**
 * A JSON value that forgets nothing: numbers keep every digit, objects keep the order of their members and duplicate
 * keys, and each value knows the text it was written as (`source` from `start` to `end`).
 */
export type JsonValue = JsonScalar | JsonString | JsonArray | JsonObject;

interface Written {
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

export interface JsonScalar extends Written {
  readonly kind: 'null' | 'true' | 'false' | 'number';
}

export interface JsonString extends Written {
  readonly kind: 'string';
  /** The string's content, escapes resolved. */
  readonly text: string;
}

export interface JsonArray extends Written {
  readonly kind: 'array';
  readonly items: readonly JsonValue[];
}

export interface JsonObject extends Written {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: string;
  /** The key as written, with its quotes. */
  readonly rawKey: string;
  readonly value: JsonValue;
}

/** The text a value was written as. */
export const rawOf = (value: JsonValue): string => value.source.slice(value.start, value.end);

const written = (source: string): Written => ({ source, start: 0, end: source.length });

/** A computed array; its text is its items' texts joined by commas. */
export function arrayOf(items: readonly JsonValue[]): JsonArray {
  return { kind: 'array', items, ...written(`[${items.map(rawOf).join(',')}]`) };
}

/** A computed object; its text is its members' texts joined by commas. */
export function objectOf(members: readonly JsonMember[]): JsonObject {
  const raw = members.map((member) => `${member.rawKey}:${rawOf(member.value)}`).join(',');
  return { kind: 'object', members, ...written(`{${raw}}`) };
}

/** A computed number. */
export const numberOf = (value: number): JsonScalar => ({ kind: 'number', ...written(String(value)) });

/** A computed string. */
export const stringOf = (text: string): JsonString => ({
  kind: 'string',
  text,
  ...written(escapeJson(text)),
});

/** A computed `null`. */
export const nullValue: JsonScalar = { kind: 'null', ...written('null') };
