import { parsePrefix } from '@/utils/gjson/parse-json';
import { endOfString } from '@/utils/gjson/scan-path';
import { escapeJson } from '@/utils/gjson/json-string';

/** One entry of `[path,path]` or `{"name":path,path}`. */
export interface Selector {
  /** As written before the colon, quotes included; empty when the name comes from the path. */
  readonly name: string;
  readonly path: string;
}

/** Reads the multipath a path begins with; `rest` is what follows it. `undefined` when its bracket never closes. */
export function parseMultipath(path: string): { selectors: Selector[]; rest: string } | undefined {
  const selectors: Selector[] = [];
  let depth = 1;
  let start = 1;
  let colon = 0;
  let inModifier = false;
  const push = (end: number) => {
    selectors.push(
      colon === 0
        ? { name: '', path: path.slice(start, end) }
        : { name: path.slice(start, colon), path: path.slice(colon + 1, end) },
    );
    start = end + 1;
    colon = 0;
    inModifier = false;
  };
  for (let i = 1; i < path.length; i++) {
    const letter = path[i]!;
    if (letter === '\\') i++;
    else if (letter === '"') i = endOfString(path, i + 1);
    else if (letter === '@') inModifier ||= path[i - 1] === '.' || path[i - 1] === '|';
    else if (letter === ':') {
      if (!inModifier && colon === 0 && depth === 1) colon = i;
    } else if (letter === ',') {
      if (depth === 1) push(i);
    } else if ('[({'.includes(letter)) depth++;
    else if ('])}'.includes(letter) && --depth === 0) {
      push(i);
      return { selectors, rest: path.slice(i + 1) };
    }
  }
  return undefined;
}

/** The key of an entry as JSON text: its name, or the last component of its path, or `_`. */
export function selectorKey({ name, path }: Selector): string {
  if (name !== '') {
    const quoted = name.startsWith('"') ? parsePrefix(name) : undefined;
    return quoted?.end === name.length ? name : escapeJson(name);
  }
  const last = /(?:^|(?<!\\)[.|])((?:[^.|]|(?<=\\)[.|])*)$/.exec(path)?.[1] ?? path;
  return /[[\]{}()#|!\u0000-\u001f]/.test(last) ? '"_"' : escapeJson(last);
}
