import { describe, expect, it } from 'vitest';
import { checkPath } from '@/utils/gjson/check-path';
import { GjsonError } from '@/utils/gjson/errors';
import { get } from '@/utils/gjson/get';
import { parseJson } from '@/utils/gjson/parse-json';

const caught = (act: () => unknown) => {
  try {
    act();
    return 'nothing';
  } catch (error) {
    return error instanceof GjsonError ? error.kind : error;
  }
};

describe('what a path finds', () => {
  it('keeps every digit of an id beyond 2^53', () => {
    expect(get('{"data":[{"id":9007199254740993},{"id":-12345678901234567890}]}', 'data.#.id').string).toBe(
      '[9007199254740993,-12345678901234567890]',
    );
  });

  it('reads one parsed document with many paths', () => {
    const document = parseJson('{"a":1,"b":[{"c":2}]}');
    expect([get(document, 'a').string, get(document, 'b.0.c').string]).toEqual(['1', '2']);
  });

  it('never reaches what every JavaScript object has', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'length'])
      expect(get('{"a":[1]}', `a.${name}`).exists || get('{"a":1}', name).exists).toBe(false);
    expect(get('{"__proto__":{"x":1}}', '__proto__.x').string).toBe('1');
  });

  it('holds nothing when the text is not JSON', () => {
    for (const text of [
      '',
      'null,',
      '{',
      '{"a":}',
      '<html>',
      '[1,]',
      "{'a':1}",
      '{"a":1}}',
      '"a',
      '01x',
      '-',
    ])
      expect(get(text, '@this').exists).toBe(false);
  });

  it('reads numbers it cannot represent as they are written', () => {
    expect(get('{"n":1e400}', 'n').raw).toBe('1e400');
    expect(get('{"n":-0.0}', 'n').string).toBe('-0');
  });
});

describe('bad documents', () => {
  it('names the first wrong character', () => {
    expect(() => parseJson('{"a": nul}')).toThrow('not JSON at character 7');
  });

  it('refuses to nest for ever', () => {
    expect(caught(() => parseJson('['.repeat(100_000)))).toBe('too-deep');
    expect(caught(() => parseJson(`${'['.repeat(512)}${']'.repeat(512)}`))).toBe('nothing');
  });
});

describe('hostile paths', () => {
  const document = `[${'{"a":[1,2,3],"b":"x"},'.repeat(200)}0]`;

  it('stops at a limit instead of doubling for ever', () => {
    expect(caught(() => get(document, `${'[@this,@this]|'.repeat(40)}@this`))).toBe('limit');
    expect(caught(() => get(document, `${'['.repeat(5000)}a${']'.repeat(5000)}`))).toBe('limit');
    expect(caught(() => get('{"a":1}', `#(${'a.#('.repeat(5000)}`))).toBe('nothing');
  });

  it('matches wildcards in steps, not in powers', () => {
    expect(get(JSON.stringify({ ['a'.repeat(3000)]: 1 }), `${'*a'.repeat(500)}*b`).exists).toBe(false);
  });

  it('follows thousands of pipes without exhausting the stack', () => {
    expect(get('{"a":1}', `${'@this|'.repeat(20_000)}a`).string).toBe('1');
  });
});

describe('checking a path before it is used', () => {
  it('finds brackets and quotation marks that never close', () => {
    expect(checkPath('data.#(a=="x").b')).toBeUndefined();
    expect(checkPath('data.#(a=="(").b\\(')).toBeUndefined();
    expect(checkPath('data.#(a=="x".b')).toContain('")" is missing');
    expect(checkPath('data.#(a=="x).b')).toContain('quotation mark');
    expect(checkPath('data)')).toContain('closes nothing');
    expect(checkPath('data\\')).toContain('backslash');
  });
});
