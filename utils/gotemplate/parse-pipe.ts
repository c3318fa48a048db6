import { functionNames, isFunction } from '@/utils/gotemplate/functions';
import type { Token } from '@/utils/gotemplate/lex';
import { numberConstant } from '@/utils/gotemplate/number-constant';
import type { Tokens } from '@/utils/gotemplate/tokens';
import type { Command, Operand, Pipe } from '@/utils/gotemplate/tree';
import { unquote } from '@/utils/gotemplate/unquote';

/** What is known at a place of the template: variables in the order they were declared, and how deep it is. */
export interface Scope {
  readonly variables: string[];
  nesting: number;
  readonly maxNesting: number;
}

const KEYWORDS = new Set([
  'if',
  'with',
  'range',
  'else',
  'end',
  'break',
  'continue',
  'define',
  'template',
  'block',
]);
/** What cannot take the result of the command before it. */
const NOT_EXECUTABLE = new Set(['dot', 'nil', 'constant']);

/** Reads what stands between `{{` and `}}` or between brackets. */
export function createPipeParser(tokens: Tokens, scope: Scope) {
  return { pipe };

  function pipe(context: string, end: 'right' | 'right-paren'): Pipe {
    const { variables, assigns } = declarations(context);
    const commands: Command[] = [];
    while (tokens.peek().kind !== end) {
      const known = commands.length;
      commands.push(command(context));
      if (known > 0 && NOT_EXECUTABLE.has(commands[known]![0]!.type))
        throw tokens.error('after "|" a function is needed');
    }
    tokens.next();
    if (commands.length === 0) throw tokens.error(`${context} is missing`);
    return { type: 'pipe', variables, assigns, commands };
  }

  /** `$x :=`, `$x =`, and for range `$i, $x :=`. */
  function declarations(context: string): { variables: string[]; assigns: boolean } {
    const start = tokens.mark();
    const variables: string[] = [];
    while (tokens.peek().kind === 'variable') {
      variables.push(tokens.next().text);
      const { kind, text } = tokens.peek();
      if (kind === 'declare' || kind === 'assign') {
        tokens.next();
        for (const name of variables) {
          if (kind === 'declare') scope.variables.push(name);
          else if (!scope.variables.includes(name)) throw tokens.error(`the variable ${name} is not defined`);
        }
        return { variables, assigns: kind === 'assign' };
      }
      if (kind !== 'char' || text !== ',') break;
      tokens.next();
      if (context !== 'range' || variables.length > 1) throw tokens.error('too many variables are declared');
      if (tokens.peek().kind !== 'variable') throw tokens.error('only variables can be declared');
    }
    if (variables.length > 1) throw tokens.error('":=" is missing after the variables');
    tokens.backTo(start);
    return { variables: [], assigns: false };
  }

  function command(context: string): Command {
    const operands: Operand[] = [];
    for (;;) {
      const operand = operandOrNone(context);
      if (operand) operands.push(operand);
      const { kind } = tokens.peekAny();
      if (kind === 'space' && operand) continue;
      const { kind: after } = tokens.peek();
      if (after === 'pipe') tokens.next();
      else if (after !== 'right' && after !== 'right-paren') throw tokens.unexpected(context);
      break;
    }
    if (operands.length === 0) throw tokens.error('something is missing before "|"');
    return operands;
  }

  function operandOrNone(context: string): Operand | undefined {
    const first = term(context);
    if (!first) return undefined;
    const path: string[] = [];
    while (tokens.peekAny().kind === 'field') path.push(tokens.next().text.slice(1));
    if (path.length === 0) return first;
    switch (first.type) {
      case 'field':
        return { type: 'field', path: [...first.path, ...path] };
      case 'variable':
        return { ...first, path };
      case 'pipe':
      case 'function':
        return { type: 'chain', of: first, path };
      default:
        throw tokens.error(`".${path[0]}" cannot follow a constant`);
    }
  }

  function term(context: string): Operand | undefined {
    const token = tokens.peek();
    switch (token.kind) {
      case 'identifier':
        return word(token);
      case 'dot':
        tokens.next();
        return { type: 'dot' };
      case 'variable':
        if (!scope.variables.includes(token.text))
          throw tokens.error(`the variable ${token.text} is not defined`);
        tokens.next();
        return { type: 'variable', name: token.text, path: [] };
      case 'field':
        tokens.next();
        return { type: 'field', path: [token.text.slice(1)] };
      case 'number':
      case 'char-constant':
      case 'string':
      case 'raw-string':
        return constant(token);
      case 'left-paren':
        return brackets(context);
      default:
        return undefined;
    }
  }

  function word(token: Token): Operand {
    const { text: name } = token;
    if (KEYWORDS.has(name)) throw tokens.unexpected('a value');
    tokens.next();
    if (name === 'true' || name === 'false') return { type: 'constant', value: name === 'true' };
    if (name === 'nil') return { type: 'nil' };
    if (!isFunction(name)) {
      const meant = functionNames().find((known) => known.toLowerCase() === name.toLowerCase());
      throw tokens.error(
        meant
          ? `there is no function "${name}", but "${meant}": upper and lower case matter`
          : `there is no function "${name}"; a variable is written ".${name}"`,
      );
    }
    return { type: 'function', name };
  }

  function constant(token: Token): Operand {
    const { kind, text } = token;
    if (kind === 'number') {
      const value = numberConstant(text);
      if (value === undefined) throw tokens.error(`${text} is no number`);
      tokens.next();
      return { type: 'constant', value };
    }
    const value = unquote(text);
    if (value === undefined) throw tokens.error(`${text} holds a wrong "\\"`);
    if (kind === 'char-constant' && Array.from(value).length !== 1)
      throw tokens.error(`${text} is no character; write text in "quotation marks"`);
    tokens.next();
    return { type: 'constant', value: kind === 'char-constant' ? BigInt(value.codePointAt(0)!) : value };
  }

  function brackets(context: string): Operand {
    tokens.next();
    if (++scope.nesting > scope.maxNesting)
      throw tokens.error(`more than ${scope.maxNesting} actions inside each other`);
    const inner = pipe(`brackets in ${context}`, 'right-paren');
    scope.nesting--;
    return inner;
  }
}
