import { parseQuery } from '@/utils/gjson/query';
import { endOfString } from '@/utils/gjson/scan-path';

/**
 * How an Output's path relates to rows. `each` reads every element of an array, `hit` the element that a query finds at
 * a position, `whole` the answer as a whole.
 */
export type RowPath =
  | {
      readonly kind: 'each';
      readonly array: string;
      readonly filter: string;
      readonly inside: string;
      readonly path: string;
    }
  | {
      readonly kind: 'hit';
      readonly array: string;
      readonly filter: string;
      readonly position: number;
      readonly inside: string;
      readonly path: string;
    }
  | { readonly kind: 'whole'; readonly path: string };

/** The alternatives of a Path, which top-level commas part: the first that is not empty counts. */
export function alternativesOf(path: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const at of topLevel(path, ',')) {
    pieces.push(path.slice(start, at));
    start = at + 1;
  }
  pieces.push(path.slice(start));
  return pieces.map((piece) => piece.trim().replace(/^\./, '')).filter((piece) => piece !== '');
}

/** Reads one alternative: the first `#`, `#(…)#` or `#(…)` that something follows makes the rows. */
export function rowPath(path: string): RowPath {
  const ends = [...topLevel(path, '.|'), path.length];
  let start = 0;
  for (const end of ends) {
    const component = path.slice(start, end);
    const rest = path.slice(end + 1);
    const array = path.slice(0, Math.max(0, start - 1));
    const isLast = end === path.length;
    if (component.startsWith('#') && !isLast) {
      const filter = filterOf(component);
      if (filter === undefined) return { kind: 'whole', path };
      const all = component.slice(filter.length).endsWith('#');
      if (path[end] === '.' && all)
        return topLevel(rest, '|').length > 0
          ? { kind: 'whole', path }
          : { kind: 'each', array, filter, inside: rest, path };
      const hit = /^(\d+)\./.exec(rest);
      if (filter !== '' && path[end] === '.')
        return { kind: 'hit', array, filter, position: 0, inside: rest, path };
      if (filter !== '' && hit)
        return {
          kind: 'hit',
          array,
          filter,
          position: Number(hit[1]),
          inside: rest.slice(hit[0].length),
          path,
        };
      return { kind: 'whole', path };
    }
    start = end + 1;
  }
  return { kind: 'whole', path };
}

/** The query of `#(…)` or `#(…)#` as `(…)`; empty for a bare `#`; `undefined` for anything else. */
function filterOf(component: string): string | undefined {
  if (component === '#') return '';
  const length = component[1] === '(' || component[1] === '[' ? parseQuery(component)?.length : undefined;
  if (length === undefined) return undefined;
  const after = component.slice(length);
  return after === '' || after === '#' ? component.slice(1, length) : undefined;
}

/** The places of separators outside brackets and quotes. */
function topLevel(path: string, separators: string): number[] {
  const places: number[] = [];
  let depth = 0;
  for (let i = 0; i < path.length; i++) {
    const letter = path[i]!;
    if (letter === '\\') i++;
    else if (letter === '"') i = endOfString(path, i + 1);
    else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter)) depth--;
    else if (depth === 0 && separators.includes(letter)) places.push(i);
  }
  return places;
}
