import type { Node, Operand, Pipe, Template } from '@/utils/gotemplate/tree';

/** One way a template of an address can begin: what is printed up to the end of the host. */
export interface UrlHead {
  readonly nodes: readonly Node[];
  /** Literal text of the head in order, with `\0` where an action prints. */
  readonly shape: string;
  /** Variables printed in the head. */
  readonly names: readonly string[];
}

/** More branches than this are followed only as far as they were found. */
const MAX_HEADS = 64;

interface State {
  readonly nodes: readonly Node[];
  readonly shape: string;
  readonly names: readonly string[];
  readonly done: boolean;
}

/**
 * All heads an address can have, whichever branches its template takes: so it is known before any call which hosts a
 * template can ask, and which variables decide it.
 */
export function urlHeads(template: Template): UrlHead[] {
  const start: State = { nodes: [], shape: '', names: [], done: false };
  return flow(template.nodes, [start], new Map([['$', ROOT]]), ROOT).filter(
    (state) => state.shape.trim() !== '',
  );
}

/** What a variable or the dot holds: the root of the data, or values made from these of its variables. */
type Source = readonly string[] | typeof ROOT;
const ROOT = Symbol('root');

function flow(nodes: readonly Node[], states: State[], variables: Map<string, Source>, dot: Source): State[] {
  let current = states;
  for (const node of nodes) {
    if (current.every((state) => state.done)) return current;
    if (node.type === 'text') current = current.map((state) => append(state, node, node.text, []));
    else if (node.type === 'action') {
      const names = pipeNames(node.pipe, variables, dot);
      for (const name of node.pipe.variables) variables.set(name, names);
      if (node.pipe.variables.length === 0)
        current = current.map((state) => append(state, node, '\0', names));
    } else if ('body' in node) {
      const names = pipeNames(node.pipe, variables, dot);
      const inner = new Map(variables);
      for (const name of node.pipe.variables) inner.set(name, names);
      const body = flow(node.body, current, inner, node.type === 'if' ? dot : names);
      const otherwise = flow(node.otherwise, current, new Map(inner), dot);
      current = [...body, ...otherwise].slice(0, MAX_HEADS);
    }
  }
  return current;
}

function append(state: State, node: Node, text: string, names: readonly string[]): State {
  if (state.done) return state;
  const shape = state.shape + text;
  const end = /^\s*(?:\0|[^\0/?#]*:\/\/[^/?#]*[/?#])/.exec(shape);
  return { nodes: [...state.nodes, node], shape, names: [...state.names, ...names], done: end !== null };
}

function pipeNames(pipe: Pipe, variables: ReadonlyMap<string, Source>, dot: Source): readonly string[] {
  return [...new Set(pipe.commands.flat().flatMap((operand) => operandNames(operand, variables, dot)))];
}

function operandNames(
  operand: Operand,
  variables: ReadonlyMap<string, Source>,
  dot: Source,
): readonly string[] {
  switch (operand.type) {
    case 'dot':
      return of(dot);
    case 'field':
      return dot === ROOT ? [operand.path[0]!] : dot;
    case 'variable': {
      const source = variables.get(operand.name) ?? [];
      return source === ROOT && operand.path.length > 0 ? [operand.path[0]!] : of(source);
    }
    case 'chain':
      return operandNames(operand.of, variables, dot);
    case 'pipe':
      return pipeNames(operand, variables, dot);
    default:
      return [];
  }
}

/** The root as a whole holds everything, also what must not decide a host. */
const of = (source: Source): readonly string[] => (source === ROOT ? ['.'] : source);
