import { GjsonError } from '@/utils/gjson/errors';
import { applyModifier, isModifier } from '@/utils/gjson/modifiers';
import { parseMultipath, selectorKey } from '@/utils/gjson/multipath';
import { parseJson, parseLines, parsePrefix } from '@/utils/gjson/parse-json';
import { squash } from '@/utils/gjson/scan-path';
import { Result } from '@/utils/gjson/result';
import { arrayOf, type JsonMember, type JsonValue, nullValue, objectOf } from '@/utils/gjson/value';
import { createWalk, type Walk } from '@/utils/gjson/walk';

/** Nested queries, multipaths and `#` inside each other; an honest path has two or three. */
const MAX_NESTING = 64;
/** Values looked at for one path. */
const MAX_VISITS = 2_000_000;
/** Characters of computed arrays and objects for one path. */
const MAX_COMPUTED = 16 << 20;

/**
 * The GJSON path language (github.com/tidwall/gjson, SYNTAX.md, v1.18) over JSON whose numbers keep every digit.
 *
 * ```ts
 * get('{"data":[{"id":9007199254740993}]}', 'data.#.id').array[0].string; // "9007199254740993"
 * ```
 *
 * `json` is a document's text, or what `parseJson` made of it when several paths read the same document. Text that is
 * not JSON holds nothing: the result does not `exist`. No path is an error; a wrong one finds nothing (`check-path.ts`
 * tells authors).
 *
 * This folder: `parse-json.ts` text → values · `path-part.ts`, `query.ts`, `multipath.ts`, `split-pipe.ts` path → parts ·
 * `walk.ts` one component at a time · `modifiers.ts` `@…` · `result.ts` what comes back. It imports nothing else.
 *
 * @throws GjsonError `limit` when the path asks for more than two million steps or 16 MB of computed text.
 */
export function get(json: string | JsonValue, path: string): Result {
  if (typeof json !== 'string') return new Result(createEvaluation()(json, path, 0));
  if (path.startsWith('..')) {
    const lines = arrayOf(parseLines(json));
    return new Result(createEvaluation()(lines, path.slice(2) || '@this', 0));
  }
  return new Result(createEvaluation()(parseLeniently(json), path, 0));
}

function parseLeniently(json: string): JsonValue | undefined {
  try {
    return parseJson(json);
  } catch (error) {
    if (error instanceof GjsonError) return undefined;
    throw error;
  }
}

type Evaluate = (value: JsonValue | undefined, path: string, nesting: number) => JsonValue | undefined;

function createEvaluation(): Evaluate {
  let visits = 0;
  let computed = 0;
  const spend = (steps: number) => {
    visits += steps;
    if (visits > MAX_VISITS) throw new GjsonError('limit', 'the path takes too many steps');
  };
  const compute = <T extends JsonValue>(value: T): T => {
    computed += value.end - value.start;
    if (computed > MAX_COMPUTED) throw new GjsonError('limit', 'the path computes too much text');
    return value;
  };
  const walk: Walk = createWalk({ evaluate, spend, compute });

  function evaluate(start: JsonValue | undefined, startPath: string, nesting: number): JsonValue | undefined {
    if (nesting > MAX_NESTING) throw new GjsonError('limit', 'the path nests too deeply');
    let value = start;
    let path: string | undefined = startPath;
    while (path !== undefined) {
      spend(1);
      const whole = applyWhole(value, path, nesting);
      if ('path' in whole) path = whole.path;
      else {
        const found = walk(value, whole.walk, nesting);
        value = found.value;
        path = found.pipe;
        continue;
      }
      value = whole.value;
    }
    return value;
  }

  /** A component that works on the whole value: modifier, literal, multipath. Else `walk` is the path to follow. */
  function applyWhole(
    value: JsonValue | undefined,
    path: string,
    nesting: number,
  ): { value: JsonValue | undefined; path: string | undefined } | { walk: string } {
    if (path.length < 2) return { walk: path };
    if (path.startsWith('@')) return modified(value, path) ?? { walk: path };
    if (path.startsWith('!')) return literal(path) ?? { walk: path };
    if (!path.startsWith('[') && !path.startsWith('{')) return { walk: path };
    const multipath = parseMultipath(path);
    const rest = multipath?.rest ?? '';
    if (!multipath || (rest !== '' && !/^[|.]/.test(rest))) return { walk: rest };
    const members: JsonMember[] = [];
    for (const selector of multipath.selectors) {
      const found = evaluate(value, selector.path, nesting + 1);
      if (found) members.push({ key: '', rawKey: selectorKey(selector), value: found });
    }
    const made = path.startsWith('[')
      ? arrayOf(members.map((member) => member.value))
      : objectOf(
          members.map((member) => ({ ...member, key: new Result(parsePrefix(member.rawKey)).string })),
        );
    return { value: compute(made), path: rest === '' ? undefined : rest.slice(1) };
  }

  function modified(value: JsonValue | undefined, path: string) {
    const [, name = '', separator] = /^@([^.|:]*)(.)?/s.exec(path)!;
    if (!isModifier(name)) return undefined;
    let rest = path.slice(name.length + 1);
    let argument = '';
    if (separator === ':') {
      rest = rest.slice(1);
      if (/^[{["]/.test(rest) && parsePrefix(squash(rest))) argument = squash(rest);
      else argument = rest.split('|', 1)[0]!;
      rest = rest.slice(argument.length);
    }
    const made = applyModifier(name, value, argument);
    return { value: made && compute(made), path: /^[|.]/.test(rest) ? rest.slice(1) : undefined };
  }

  return evaluate;
}

/** `!"text"`, `!5`, `!{…}`, `!true`: a value written into the path. */
function literal(path: string) {
  const name = path.slice(1);
  if (/^[{["+\-0-9]/.test(name)) {
    const written = squash(name);
    const rest = name.slice(written.length);
    return { value: parsePrefix(written), path: /^[|.]/.test(rest) ? rest.slice(1) : undefined };
  }
  const word = /^[^.|]*/.exec(name)![0];
  if (!/^(true|false|null)$/i.test(word)) return undefined;
  const rest = name.slice(word.length);
  const value = word.toLowerCase() === 'null' ? nullValue : parsePrefix(word.toLowerCase());
  return { value, path: rest === '' ? undefined : rest.slice(1) };
}
