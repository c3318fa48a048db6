import { TemplateError } from '@/utils/gotemplate/errors';

/** What the text of a template is made of; the names are those of Go's `text/template/parse`. */
export type TokenKind =
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'identifier'
  | 'field'
  | 'variable'
  | 'dot'
  | 'number'
  | 'char-constant'
  | 'string'
  | 'raw-string'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'left-paren'
  | 'right-paren'
  | 'char'
  | 'end-of-file';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Inside an action: each kind with what it looks like, tried in this order. */
const ACTION: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['declare', /:=/y],
  ['assign', /=/y],
  ['pipe', /\|/y],
  ['string', /"(?:[^"\\\n]|\\[^\n])*"/y],
  ['raw-string', /`[^`]*`/y],
  ['char-constant', /'(?:[^'\\\n]|\\[^\n])*'/y],
  ['variable', /\$[\p{L}\p{Nd}_]*/uy],
  ['number', /[+-]?0[xX][\da-fA-F_]*\.?[\da-fA-F_]*(?:[pP][+-]?[\d_]*)?/y],
  ['number', /[+-]?0[oO][0-7_]*|[+-]?0[bB][01_]*/y],
  ['number', /[+-]?(?:\.\d|\d)[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?/y],
  ['field', /\.[\p{L}\p{Nd}_]+/uy],
  ['dot', /\./y],
  ['identifier', /[\p{L}\p{Nd}_]+/uy],
  ['left-paren', /\(/y],
  ['right-paren', /\)/y],
  ['char', /[\x20-\x7e]/y],
];
/** These must be followed by something that cannot continue them. */
const NEEDS_TERMINATOR: ReadonlySet<TokenKind> = new Set(['identifier', 'field', 'variable', 'dot']);
const TERMINATOR = /[ \t\r\n.,|:)(]|\}\}|$/y;
const WORD = /[\p{L}\p{Nd}_]/uy;
const SPACE = /[ \t\r\n]*/y;
/** The end of an action, with or without the marker that eats the white space after it. */
const CLOSE = /(?:[ \t\r\n]-)?\}\}/y;

/** Cuts a template into tokens; trim markers (`{{- `, ` -}}`) are done here: they eat space, tab, CR and LF only. */
export function lex(source: string): Token[] {
  const tokens: Token[] = [];
  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  const fail = (at: number, message: string): never => {
    throw new TemplateError('parse', message, lineAt(source, at));
  };
  const lineOf = createLineCounter(source);
  const push = (kind: TokenKind, text: string, at: number) => tokens.push({ kind, text, line: lineOf(at) });

  for (let at = 0; at < source.length;) {
    const open = source.indexOf('{{', at);
    const trimmed = open >= 0 && /^-[ \t\r\n]/.test(source.slice(open + 2, open + 4));
    let text = source.slice(at, open < 0 ? source.length : open);
    if (trimmed) text = text.replace(/[ \t\r\n]+$/, '');
    if (text !== '') push('text', text, at);
    if (open < 0) break;
    const start = open + (trimmed ? 4 : 2);
    const end = source.startsWith('/*', start) ? skipComment(start) : lexAction(open, start);
    at =
      / |\t|\r|\n/.test(source[end - 4] ?? '') && source[end - 3] === '-'
        ? end + match(SPACE, end)!.length
        : end;
  }
  push('end-of-file', '', source.length);
  return tokens;

  /** Returns where the text goes on after a comment. */
  function skipComment(start: number): number {
    const end = source.indexOf('*/', start);
    if (end < 0) fail(start, 'the comment is never closed: write */ before }}');
    const close = match(CLOSE, end + 2) ?? fail(start, 'a comment must fill the whole action: {{/* … */}}');
    return end + 2 + close.length;
  }

  /** Cuts up one action and returns where the text goes on. */
  function lexAction(open: number, start: number): number {
    push('left', '{{', open);
    let parens = 0;
    for (let at = start; ;) {
      const close = match(CLOSE, at);
      if (close !== undefined) {
        if (parens > 0) fail(at, 'a bracket "(" is never closed');
        push('right', close, at);
        return at + close.length;
      }
      if (at >= source.length) fail(open, '"{{" is never closed: "}}" is missing');
      const { kind, text } = nextToken(at);
      if (kind === 'left-paren') parens++;
      if (kind === 'right-paren' && --parens < 0) fail(at, 'there is a ")" too many');
      push(kind, text, at);
      at += text.length;
    }
  }

  function nextToken(at: number): { kind: TokenKind; text: string } {
    for (const [kind, pattern] of ACTION) {
      let text = match(pattern, at);
      if (text === undefined) continue;
      // The last space before "-}}" belongs to the end of the action.
      if (kind === 'space' && source.startsWith('-}}', at + text.length)) text = text.slice(0, -1);
      const end = at + text.length;
      if (NEEDS_TERMINATOR.has(kind) && match(TERMINATOR, end) === undefined)
        fail(at, `"${text}" cannot be followed by "${source[end]}"`);
      if (kind === 'number' && match(WORD, end)) fail(at, `"${text}${source[end]}" is no number`);
      if (kind === 'char' && /["'`]/.test(text)) fail(at, 'a quotation mark is never closed');
      return { kind, text };
    }
    return fail(at, `"${String.fromCodePoint(source.codePointAt(at)!)}" cannot stand inside {{ }}`);
  }
}

const lineAt = (source: string, at: number) => source.slice(0, at).split('\n').length;

/** Lines of rising places, each counted once. */
function createLineCounter(source: string) {
  let line = 1;
  let counted = 0;
  return (at: number): number => {
    for (; counted < at; counted++) if (source[counted] === '\n') line++;
    return line;
  };
}
