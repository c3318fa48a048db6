import { TemplateError } from '@/utils/gotemplate/errors';
import { lex } from '@/utils/gotemplate/lex';
import { createPipeParser, type Scope } from '@/utils/gotemplate/parse-pipe';
import { createTokens } from '@/utils/gotemplate/tokens';
import type { Node, Template } from '@/utils/gotemplate/tree';

/** `if`, `with` and `range` inside each other; brackets count too. */
const MAX_NESTING = 10;
/** Go knows these words; here they are refused: nothing needs them, and they allow recursion. */
const REFUSED = new Set(['define', 'template', 'block', 'call']);
const CONTROL = new Set(['if', 'with', 'range', 'else', 'end', 'break', 'continue']);

/** Why a list of nodes ended. */
type End = 'end' | 'else' | 'else if' | 'end-of-file';

/**
 * Reads a template of Go's `text/template` (Go 1.19, without `define`, `template`, `block` and `call`).
 *
 * @throws TemplateError with stage `parse`, the line, and what is wrong in plain words.
 */
export function parseTemplate(source: string): Template {
  const tokens = createTokens(lex(source));
  const scope: Scope = { variables: ['$'], nesting: 0, maxNesting: MAX_NESTING };
  const { pipe } = createPipeParser(tokens, scope);
  let ranges = 0;

  const { nodes, end } = list();
  if (end !== 'end-of-file') throw tokens.error(`{{${end}}} without {{if}}, {{with}} or {{range}}`);
  return { source, nodes };

  function list(): { nodes: Node[]; end: End } {
    const nodes: Node[] = [];
    for (;;) {
      const token = tokens.next();
      if (token.kind === 'end-of-file') return { nodes, end: 'end-of-file' };
      if (token.kind === 'text') {
        nodes.push({ type: 'text', text: token.text, line: token.line });
        continue;
      }
      const word = tokens.peekWord();
      if (word !== undefined && REFUSED.has(word)) throw tokens.error(`{{${word}}} is not supported here`);
      if (word === 'end' || word === 'else') return { nodes, end: closing(word) };
      nodes.push(word !== undefined && CONTROL.has(word) ? control(word, token.line) : action(token.line));
    }
  }

  function closing(word: 'end' | 'else'): End {
    tokens.nextWord();
    if (word === 'else' && tokens.peekWord() === 'if') return 'else if';
    tokens.expect('right', word);
    return word;
  }

  function action(line: number): Node {
    return { type: 'action', pipe: pipe('a value', 'right'), line };
  }

  function control(word: string, line: number): Node {
    tokens.nextWord();
    if (word === 'break' || word === 'continue') {
      tokens.expect('right', word);
      if (ranges === 0) throw tokens.error(`{{${word}}} outside {{range}}`);
      return { type: word, line };
    }
    const type = word as 'if' | 'with' | 'range';
    const known = scope.variables.length;
    if (++scope.nesting > MAX_NESTING)
      throw tokens.error(`more than ${MAX_NESTING} actions inside each other`);
    const condition = pipe(type, 'right');
    if (type === 'range') ranges++;
    const then = list();
    if (type === 'range') ranges--;
    const otherwise = then.end === 'end' ? [] : elseBranch(type, then.end, line);
    scope.nesting--;
    scope.variables.length = known;
    return { type, pipe: condition, body: then.nodes, otherwise, line };
  }

  function elseBranch(type: 'if' | 'with' | 'range', end: End, line: number): Node[] {
    if (end === 'end-of-file')
      throw new TemplateError('parse', `{{${type}}} is never closed: {{end}} is missing`, line);
    if (end === 'else if') {
      if (type !== 'if') throw tokens.error(`{{else if}} belongs to {{if}}, not to {{${type}}}`);
      return [control('if', line)];
    }
    const otherwise = list();
    if (otherwise.end === 'end-of-file')
      throw new TemplateError('parse', `{{${type}}} is never closed: {{end}} is missing`, line);
    if (otherwise.end !== 'end') throw tokens.error('a second {{else}}');
    return otherwise.nodes;
  }
}
