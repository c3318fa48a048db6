import { Refusal } from '../answer.ts';

/** A condition of the `where` clause. */
export interface Condition {
  readonly column: string;
  readonly operator: string;
  /** Values as text; null for `is null`. */
  readonly values: readonly string[];
}

export type Where = Condition | { readonly join: 'and' | 'or'; readonly left: Where; readonly right: Where };

export interface CoqlQuery {
  readonly columns: readonly string[];
  readonly module: string;
  readonly where: Where;
  readonly orderBy: readonly { column: string; descending: boolean }[];
  readonly offset: number;
  readonly limit: number;
}

interface Token {
  readonly kind: 'word' | 'string' | 'sign';
  readonly text: string;
  readonly at: number;
}

const syntaxError = (details: Record<string, unknown>) =>
  new Refusal(400, 'SYNTAX_ERROR', 'error occured while parsing the query', details);

function tokens(query: string): Token[] {
  const pattern = /\s+|'((?:[^'\\]|\\.|'')*)'|([\w.$:>+-]+)|(<=|>=|!=|[=<>(),])/y;
  const found: Token[] = [];
  while (pattern.lastIndex < query.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(query);
    if (!match) throw syntaxError({ line: 1, column: at + 1, near: query.slice(at, at + 12) });
    if (match[1] !== undefined)
      found.push({
        kind: 'string',
        text: match[1].replace(/\\(.)|''/g, (_, sign?: string) => sign ?? "'"),
        at,
      });
    else if (match[2] !== undefined) found.push({ kind: 'word', text: match[2], at });
    else if (match[3] !== undefined) found.push({ kind: 'sign', text: match[3], at });
  }
  return found;
}

const SIGNS = ['=', '!=', '<', '<=', '>', '>='];
const MAX_CONDITIONS = 25;
const MAX_ROWS = 2_000;

/** Parses the part of COQL that contact lookups need: select, where with brackets, order by, limit. */
export function parseCoql(query: string): CoqlQuery {
  const list = tokens(query);
  let position = 0;
  let conditions = 0;

  const peek = () => list[position];
  const isWord = (word: string) => peek()?.kind === 'word' && peek()!.text.toLowerCase() === word;
  const isSign = (sign: string) => peek()?.kind === 'sign' && peek()!.text === sign;

  function fail(clause?: string): Refusal {
    const token = peek();
    if (!token) return syntaxError({ clause: clause ?? 'where' });
    return syntaxError({ line: 1, column: token.at + 1, near: token.text });
  }
  function take(test: boolean, clause?: string): Token {
    if (!test) throw fail(clause);
    return list[position++]!;
  }
  const word = (text: string, clause?: string) => take(isWord(text), clause);
  const sign = (text: string) => take(isSign(text));
  const name = (clause: string) => take(peek()?.kind === 'word', clause).text;
  const value = () => take(peek()?.kind === 'word' || peek()?.kind === 'string').text;
  function accept(test: boolean): boolean {
    if (test) position++;
    return test;
  }

  function condition(): Where {
    const column = name('where');
    if (++conditions > MAX_CONDITIONS)
      throw new Refusal(400, 'LIMIT_EXCEEDED', 'Maximum limit exceeded', {
        limit: MAX_CONDITIONS,
        clause: 'where',
      });
    if (accept(isWord('is'))) {
      const negated = accept(isWord('not'));
      word('null');
      return { column, operator: negated ? 'is not null' : 'is null', values: [] };
    }
    const negated = accept(isWord('not'));
    if (accept(isWord('like'))) return { column, operator: negated ? 'not like' : 'like', values: [value()] };
    if (accept(isWord('in'))) {
      sign('(');
      const values = [value()];
      while (accept(isSign(','))) values.push(value());
      sign(')');
      return { column, operator: negated ? 'not in' : 'in', values };
    }
    if (negated) throw fail();
    if (accept(isWord('between'))) {
      const low = value();
      word('and');
      return { column, operator: 'between', values: [low, value()] };
    }
    const operator = take(SIGNS.some(isSign)).text;
    return { column, operator, values: [value()] };
  }

  function unit(): Where {
    if (!accept(isSign('('))) return condition();
    const inner = expression();
    sign(')');
    return inner;
  }

  /** Two operands at most in one level: more need brackets in pairs, and Zoho refuses them otherwise. */
  function expression(): Where {
    const left = unit();
    for (const join of ['and', 'or'] as const)
      if (accept(isWord(join))) {
        const joined: Where = { join, left, right: unit() };
        if (isWord('and') || isWord('or')) throw fail();
        return joined;
      }
    return left;
  }

  word('select', 'select');
  const columns = [name('select')];
  while (accept(isSign(','))) columns.push(name('select'));
  word('from', 'from');
  const module = name('from');
  word('where', 'where');
  const where = expression();
  const orderBy: { column: string; descending: boolean }[] = [];
  if (accept(isWord('order'))) {
    word('by');
    do {
      const column = name('order by');
      const descending = accept(isWord('desc'));
      if (!descending) accept(isWord('asc'));
      orderBy.push({ column, descending });
    } while (accept(isSign(',')));
  }
  let offset = 0;
  let limit = 200;
  if (accept(isWord('limit'))) {
    limit = Number(value());
    if (accept(isSign(','))) [offset, limit] = [limit, Number(value())];
    else if (accept(isWord('offset'))) offset = Number(value());
  }
  if (position < list.length) throw fail();
  if (!Number.isInteger(limit) || !Number.isInteger(offset)) throw syntaxError({ clause: 'limit' });
  if (limit > MAX_ROWS)
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'Maximum limit exceeded', { limit: MAX_ROWS, clause: 'limit' });
  return { columns, module, where, orderBy, offset, limit };
}
