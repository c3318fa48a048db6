import { arrayPart, type ArrayPart, objectPart } from '@/utils/gjson/path-part';
import { satisfies } from '@/utils/gjson/query';
import { splitPipe } from '@/utils/gjson/split-pipe';
import { arrayOf, type JsonArray, type JsonObject, type JsonValue, numberOf } from '@/utils/gjson/value';
import { matchesWildcard } from '@/utils/gjson/wildcard';

/** What following a path led to, and the path still to be applied to it. */
export interface Found {
  value: JsonValue | undefined;
  pipe: string | undefined;
}

/** Follows a path from a value up to its end or its first pipe. */
export type Walk = (value: JsonValue | undefined, path: string, nesting: number) => Found;

/** What walking needs of the evaluation around it: whole paths inside paths, and its limits. */
interface Evaluation {
  evaluate(value: JsonValue | undefined, path: string, nesting: number): JsonValue | undefined;
  spend(steps: number): void;
  compute<T extends JsonValue>(value: T): T;
}

export function createWalk({ evaluate, spend, compute }: Evaluation): Walk {
  /** Whether the search ended here; `found` may hold a value although it did not (`#(…)#` without a hit is `[]`). */
  function enter(value: JsonValue | undefined, path: string, nesting: number, found: Found): boolean {
    if (value?.kind === 'object') return enterObject(value, path, nesting, found);
    return value?.kind === 'array' && enterArray(value, path, nesting, found);
  }

  function enterObject(value: JsonObject, path: string, nesting: number, found: Found): boolean {
    const part = objectPart(path);
    if (part.rest === undefined && part.pipe !== undefined) found.pipe = part.pipe;
    spend(value.members.length);
    for (const member of value.members) {
      if (part.wild ? !matchesWildcard(member.key, part.name) : member.key !== part.name) continue;
      if (part.rest === undefined) {
        found.value = member.value;
        return true;
      }
      if (enter(member.value, part.rest, nesting, found)) return true;
    }
    return false;
  }

  function enterArray(value: JsonArray, path: string, nesting: number, found: Found): boolean {
    const part = arrayPart(path);
    if (part.rest === undefined && part.pipe !== undefined) found.pipe = part.pipe;
    if (part.query) return searchArray(value, part, nesting, found);
    if (part.hash) return part.name === '#' && collectArray(value, part, nesting, found);
    const item = /^\d+$/.test(part.name) ? value.items[Number(part.name)] : undefined;
    if (item === undefined) return false;
    if (part.rest !== undefined) return enter(item, part.rest, nesting, found);
    found.value = item;
    return true;
  }

  /** `#`: how many; `#.path`: the path in each element, those without it left out. */
  function collectArray(value: JsonArray, part: ArrayPart, nesting: number, found: Found): boolean {
    if (part.rest === undefined) {
      found.value = numberOf(value.items.length);
      return true;
    }
    const split = splitPipe(part.rest);
    if (split) found.pipe = split.right;
    spend(value.items.length);
    const items: JsonValue[] = [];
    for (const item of value.items) {
      const inside = evaluate(item, split?.left ?? part.rest, nesting + 1);
      if (inside) items.push(inside);
    }
    found.value = compute(arrayOf(items));
    return true;
  }

  /** `#(query)`: the first element that satisfies it; `#(query)#`: all of them. */
  function searchArray(value: JsonArray, part: ArrayPart, nesting: number, found: Found): boolean {
    const query = part.query!;
    const hits: JsonValue[] = [];
    spend(value.items.length);
    let rest = part.rest;
    for (const item of value.items) {
      const scalar = item.kind !== 'array' && item.kind !== 'object';
      if (scalar && query.path !== '') continue;
      if (!satisfies(scalar ? item : evaluate(item, query.path, nesting + 1), query)) continue;
      const split = rest === undefined ? undefined : splitPipe(rest);
      if (split) {
        rest = split.left;
        found.pipe = split.right;
      }
      const hit = rest === undefined ? item : evaluate(item, rest, nesting + 1);
      if (!part.all) {
        found.value = hit;
        return true;
      }
      if (hit) hits.push(hit);
    }
    if (part.all && !found.value) found.value = compute(arrayOf(hits));
    return false;
  }

  return (value, path, nesting) => {
    const found: Found = { value: undefined, pipe: undefined };
    enter(value, path, nesting, found);
    return found;
  };
}
