/** A JSON object from outside: every member may be missing or of another type. */
export type Json = Record<string, unknown>;

/** Parses text from a server; undefined where it is not JSON (an HTML page, a truncated answer). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The value as an object without prototype, so that no name from outside means anything; empty where it is none. */
export function asObject(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return Object.create(null) as Json;
  return Object.assign(Object.create(null) as Json, value);
}

/** The objects of a list; anything else in it, or no list at all, is dropped. */
export function asObjects(value: unknown): Json[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
    .map(asObject);
}

/** Text, or a finite number as text; anything else is empty. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}
