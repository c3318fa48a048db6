import { TemplateError } from '@/utils/gotemplate/errors';
import { print } from '@/utils/gotemplate/format';
import { callFunction, type Environment } from '@/utils/gotemplate/functions';
import type { Command, Node, Operand, Pipe, Template } from '@/utils/gotemplate/tree';
import {
  type Data,
  isList,
  isMap,
  sortedKeys,
  toValue,
  truthOf,
  typeName,
  type Value,
} from '@/utils/gotemplate/value';

/**
 * A piece of what a template prints. Literal text is the template's own and can be trusted as structure; dynamic text
 * is data, and the place it goes to must escape it.
 */
export type Segment =
  | { readonly literal: true; readonly text: string }
  | {
      readonly literal: false;
      readonly text: string;
      /** The variables at the root of the data whose values flowed into it; `.` when all of them may have. */
      readonly from: readonly string[];
      /** The function that made it last, such as `UrlEncode`; `undefined` for a value printed as it is. */
      readonly by: string | undefined;
    };

export interface ExecuteOptions {
  /** IANA zone for `TimeFormat`. Default: the zone of the machine. */
  readonly timeZone?: string;
}

const MAX_STEPS = 100_000;
const MAX_OUTPUT = 1 << 20;

/** A value, where it came from, and what made it. */
interface Traced {
  readonly value: Value;
  readonly from: readonly string[];
  readonly by?: string;
}

interface Variable {
  readonly name: string;
  value: Traced;
}

/** Everything the root holds. */
const ROOT = ['.'] as const;

/**
 * Runs a template over data.
 *
 * @throws TemplateError with stage `exec`: a value of the wrong kind, more than 100,000 steps, more than 1 MiB of text.
 */
export function executeTemplate(template: Template, data: Data, options: ExecuteOptions = {}): Segment[] {
  const environment: Environment = {
    timeZone: options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  const root: Traced = { value: toValue(data), from: ROOT };
  const variables: Variable[] = [{ name: '$', value: root }];
  const segments: Segment[] = [];
  let steps = 0;
  let size = 0;
  let line = 1;

  try {
    runAll(template.nodes, root);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError)
      throw new TemplateError('exec', error.message, line);
    throw error;
  }
  return segments;

  function step(): void {
    if (++steps > MAX_STEPS) throw new RangeError('the template takes too many steps');
  }

  function emit(segment: Segment): void {
    size += segment.text.length;
    if (size > MAX_OUTPUT) throw new RangeError('the template prints too much text');
    segments.push(segment);
  }

  /** Runs nodes one after the other until a `break` or `continue`, which it returns. */
  function runAll(nodes: readonly Node[], dot: Traced): 'break' | 'continue' | undefined {
    for (const node of nodes) {
      step();
      line = node.line;
      const stop = run(node, dot);
      if (stop) return stop;
    }
    return undefined;
  }

  function run(node: Node, dot: Traced): 'break' | 'continue' | undefined {
    switch (node.type) {
      case 'text':
        emit({ literal: true, text: node.text });
        return undefined;
      case 'action': {
        const { value, from, by } = evaluate(node.pipe, dot);
        if (node.pipe.variables.length === 0) emit({ literal: false, text: print(value), from, by });
        return undefined;
      }
      case 'break':
      case 'continue':
        return node.type;
      default: {
        const known = variables.length;
        const stop = node.type === 'range' ? repeat(node, dot) : choose(node, dot);
        variables.length = known;
        return stop;
      }
    }
  }

  function choose(
    node: Node & { pipe: Pipe; body: readonly Node[]; otherwise: readonly Node[] },
    dot: Traced,
  ) {
    const found = evaluate(node.pipe, dot);
    if (truthOf(found.value)) return runAll(node.body, node.type === 'with' ? found : dot);
    return runAll(node.otherwise, dot);
  }

  function repeat(
    node: Node & { pipe: Pipe; body: readonly Node[]; otherwise: readonly Node[] },
    dot: Traced,
  ) {
    const found = evaluate(node.pipe, dot);
    const entries = entriesOf(found.value);
    if (entries.length === 0) return runAll(node.otherwise, dot);
    const [first, second] = node.pipe.variables;
    const known = variables.length;
    for (const [key, value] of entries) {
      step();
      const item: Traced = { value, from: found.from };
      if (second !== undefined) {
        assign(first!, { value: key, from: found.from });
        assign(second, item);
      } else if (first !== undefined) assign(first, item);
      const stop = runAll(node.body, item);
      variables.length = known;
      if (stop === 'break') break;
    }
    return undefined;
  }

  function assign(name: string, value: Traced): void {
    variables.findLast((variable) => variable.name === name)!.value = value;
  }

  function evaluate(pipe: Pipe, dot: Traced): Traced {
    let value: Traced | undefined;
    for (const command of pipe.commands) value = evaluateCommand(command, dot, value);
    for (const name of pipe.variables)
      if (pipe.assigns) assign(name, value!);
      else variables.push({ name, value: value! });
    return value!;
  }

  /** `last` is the result of the command before the pipe, and becomes the last argument. */
  function evaluateCommand([first, ...rest]: Command, dot: Traced, last: Traced | undefined): Traced {
    step();
    if (first!.type === 'function') return call(first!.name, rest, dot, last);
    if (first!.type === 'nil') throw new TypeError('nil alone is no value');
    if (rest.length > 0 || last) throw new TypeError('only a function can be given values');
    return operand(first!, dot);
  }

  function call(name: string, operands: readonly Operand[], dot: Traced, last: Traced | undefined): Traced {
    const given: Traced[] = [];
    const decides = name === 'and' ? false : name === 'or' ? true : undefined;
    for (const argument of operands) {
      const value = operand(argument, dot);
      if (decides !== undefined && truthOf(value.value) === decides) return value;
      given.push(value);
    }
    if (last) given.push(last);
    if (decides !== undefined && given.length > 0) return given.at(-1)!;
    const value = callFunction(
      name,
      given.map((argument) => argument.value),
      environment,
    );
    return { value, from: [...new Set(given.flatMap((argument) => argument.from))], by: name };
  }

  function operand(of: Operand, dot: Traced): Traced {
    step();
    switch (of.type) {
      case 'dot':
        return dot;
      case 'nil':
        return { value: null, from: [] };
      case 'constant':
        return { value: of.value, from: [] };
      case 'function':
        return call(of.name, [], dot, undefined);
      case 'field':
        return fields(dot, of.path);
      case 'variable':
        return fields(variables.findLast((variable) => variable.name === of.name)!.value, of.path);
      case 'chain':
        return fields(operand(of.of, dot), of.path);
      case 'pipe':
        return evaluate(of, dot);
    }
  }

  function fields(start: Traced, path: readonly string[]): Traced {
    let { value } = start;
    for (const name of path) {
      if (value === null) break;
      if (!isMap(value)) throw new TypeError(`.${name} cannot be read from ${typeName(value)}`);
      value = value.get(name) ?? null;
    }
    if (path.length === 0) return start;
    return { value, from: start.from === ROOT ? [path[0]!] : start.from };
  }
}

/** What `range` goes through: positions and items, or keys and values in order of keys. */
function entriesOf(value: Value): (readonly [Value, Value])[] {
  if (value === null) return [];
  if (isList(value)) return value.map((item, i) => [BigInt(i), item] as const);
  if (isMap(value)) return sortedKeys(value).map((key) => [key, value.get(key)!] as const);
  throw new TypeError(`{{range}} cannot go through ${typeName(value)}`);
}
