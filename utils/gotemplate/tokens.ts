import { TemplateError } from '@/utils/gotemplate/errors';
import type { Token, TokenKind } from '@/utils/gotemplate/lex';

export type Tokens = ReturnType<typeof createTokens>;

/** The tokens of a template, read one by one; spaces are skipped unless asked for. */
export function createTokens(tokens: readonly Token[]) {
  let at = 0;
  const skipSpace = () => {
    while (tokens[at]!.kind === 'space') at++;
  };
  const peekAny = (): Token => tokens[at]!;
  const peek = (): Token => {
    skipSpace();
    return tokens[at]!;
  };
  const next = (): Token => {
    const token = peek();
    if (token.kind !== 'end-of-file') at++;
    return token;
  };
  const error = (message: string) => new TemplateError('parse', message, tokens[at]!.line);
  const unexpected = (context: string) => {
    const { kind, text } = peek();
    return error(
      kind === 'end-of-file'
        ? `the template ends inside ${context}`
        : `"${text}" is unexpected in ${context}`,
    );
  };

  return {
    /** The next token, spaces included, without taking it. */
    peekAny,
    peek,
    next,
    error,
    unexpected,
    /** The place in the list, to come back to with `backTo`. */
    mark: () => at,
    backTo: (mark: number) => void (at = mark),
    /** The word an action begins with, if it begins with one. */
    peekWord: () => (peek().kind === 'identifier' ? peek().text : undefined),
    nextWord: () => next().text,
    expect(kind: TokenKind, context: string): Token {
      if (peek().kind !== kind) throw unexpected(`{{${context}}}`);
      return next();
    },
  };
}
