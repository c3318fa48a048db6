import { isModifier } from '@/utils/gjson/modifiers';
import { parseQuery, type Query } from '@/utils/gjson/query';

/** The first component of a path, and how the path goes on: `rest` inside the value found, or `pipe` on the result. */
export interface PathPart {
  readonly name: string;
  /** The path after a dot; `undefined` when this component is the last before a pipe or the end. */
  readonly rest: string | undefined;
  /** The path after `|`, or after a dot before a modifier or multipath, which work on the result as a whole. */
  readonly pipe: string | undefined;
}

export interface ObjectPart extends PathPart {
  readonly wild: boolean;
}

export interface ArrayPart extends PathPart {
  /** There is a `#` in the component: it is no index. */
  readonly hash: boolean;
  readonly query: Query | undefined;
  /** `#(…)#`: all hits, not the first. */
  readonly all: boolean;
}

/** The first component of a path that meets an object: a key, with `\` escapes and the wildcards `*` and `?`. */
export function objectPart(path: string): ObjectPart {
  let name = '';
  let wild = false;
  for (let i = 0; i < path.length; i++) {
    const letter = path[i]!;
    if (letter === '|') return { name, wild, rest: undefined, pipe: path.slice(i + 1) };
    if (letter === '.') return { name, wild, ...afterDot(path.slice(i + 1)) };
    if (letter === '\\') {
      name += path[++i] ?? '';
      continue;
    }
    if (letter === '*' || letter === '?') wild = true;
    name += letter;
  }
  return { name, wild, rest: undefined, pipe: undefined };
}

/** The first component of a path that meets an array: an index, `#`, `#(query)` or `#(query)#`. */
export function arrayPart(path: string): ArrayPart {
  let hash = false;
  let query: Query | undefined;
  let all = false;
  for (let i = 0; i < path.length; i++) {
    const letter = path[i]!;
    const found = { name: path.slice(0, i), hash, query, all };
    if (letter === '|') return { ...found, rest: undefined, pipe: path.slice(i + 1) };
    if (letter === '.')
      return {
        ...found,
        ...(hash ? { rest: path.slice(i + 1), pipe: undefined } : afterDot(path.slice(i + 1))),
      };
    if (letter !== '#') continue;
    hash = true;
    if (i > 0 || (path[1] !== '(' && path[1] !== '[')) continue;
    const parsed = parseQuery(path);
    if (!parsed) {
      query = { path: '', operator: '', operand: '' };
      break;
    }
    query = parsed.query;
    i = parsed.length - 1;
    all = path[i + 1] === '#';
  }
  return { name: path, hash, query, all, rest: undefined, pipe: undefined };
}

function afterDot(next: string): Pick<PathPart, 'rest' | 'pipe'> {
  return startsPipe(next) ? { rest: undefined, pipe: next } : { rest: next, pipe: undefined };
}

/** Whether a component after a dot works on the whole result, as after a pipe: a modifier or a multipath. */
function startsPipe(next: string): boolean {
  if (next.startsWith('@')) return isModifier(/^@([^.|:]*)/.exec(next)![1]!);
  return next.startsWith('[') || next.startsWith('{');
}
