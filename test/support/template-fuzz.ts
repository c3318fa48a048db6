import { seededRandom } from './random.ts';
import { renderBody } from '@/utils/crm/template/render-body';
import { RenderError } from '@/utils/crm/template/render-error';
import { renderHeader } from '@/utils/crm/template/render-header';
import { renderPopup } from '@/utils/crm/template/render-popup';
import { renderUrl } from '@/utils/crm/template/render-url';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { computeOrigins } from '@/utils/crm/template/origins';
import { readRows } from '@/utils/crm/template/rows';
import { GjsonError } from '@/utils/gjson/errors';
import { get } from '@/utils/gjson/get';
import { parseJson } from '@/utils/gjson/parse-json';
import { TemplateError } from '@/utils/gotemplate/errors';
import { executeTemplate } from '@/utils/gotemplate/execute';
import { parseTemplate } from '@/utils/gotemplate/parse';

/** What one attempt came to: `result`, the name of a typed error, or the stack of anything else. */
export interface FuzzOutcome {
  readonly kind: 'result' | 'typed-error' | 'crash';
  readonly detail: string;
}

export type Fuzzer = (index: number) => FuzzOutcome;

/** Attempts on templates, data and answers; each index is always the same one. `files` are template files to damage. */
export function createFuzzer(seed: number, files: readonly string[]): Fuzzer {
  let random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const many = (most: number, make: () => string) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, make).join('');
  const attempts: (() => string)[] = [
    attemptFile,
    attemptText,
    attemptPath,
    attemptRows,
    attemptText,
    attemptPath,
    attemptRows,
    attemptText,
  ];

  return (index) => {
    random = seededRandom(seed + index);
    try {
      return { kind: 'result', detail: attempts[index % attempts.length]!() };
    } catch (error) {
      if (error instanceof TemplateError || error instanceof GjsonError || error instanceof RenderError)
        return { kind: 'typed-error', detail: error.name };
      return {
        kind: 'crash',
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    }
  };

  /** A real file with a few places damaged. */
  function attemptFile(): string {
    let text = pick(files);
    for (let i = Math.floor(random() * 6); i >= 0; i--) {
      const at = Math.floor(random() * text.length);
      const end = at + Math.floor(random() * pick([1, 2, 40]));
      text = text.slice(0, at) + pick(DAMAGE) + text.slice(random() < 0.5 ? at : end);
    }
    const { template, issues } = loadTemplate(new TextEncoder().encode(text));
    if (template)
      computeOrigins(template, {
        subdomain: pick(VALUES),
        client_id: 'x',
        region: pick(VALUES),
        host: pick(VALUES),
      });
    return issues.map((issue) => issue.code).join();
  }

  function attemptText(): string {
    const source = many(6, () =>
      pick([pick(TEXT), `{{${pick(ACTIONS)}}}`, `{{${many(4, () => pick(TOKENS))}}}`]),
    );
    const segments = executeTemplate(parseTemplate(source), data(), { timeZone: 'UTC' });
    const rules = { trusted: new Set(['field']), allowedOrigins: new Set(['https://a.example']) };
    switch (Math.floor(random() * 5)) {
      case 0:
        return renderBody(segments);
      case 1:
        return renderUrl(segments, rules) ?? '';
      case 2:
        return renderHeader(segments) ?? '';
      case 3:
        return renderPopup(segments, rules.trusted) ?? '';
      default:
        return segments.map((segment) => segment.text).join('');
    }
  }

  function attemptPath(): string {
    return get(
      random() < 0.8 ? json(0) : many(8, () => pick(TOKENS)),
      many(8, () => pick(PATHS)),
    ).string;
  }

  function attemptRows(): string {
    const outputs = ['ContactsId', 'FirstName', 'BusinessNumber'].map((name) => ({
      name,
      path: many(5, () => pick(PATHS)),
    }));
    return JSON.stringify(readRows(parseJson(json(0)), outputs, 'ContactsId'));
  }

  function data(): Record<string, unknown> {
    return Object.fromEntries(
      NAMES.map((name) => [name, random() < 0.8 ? pick(VALUES) : (JSON.parse(json(0)) as unknown)]),
    );
  }

  function json(depth: number): string {
    const kind = random();
    if (depth > 4 || kind < 0.4)
      return pick(['null', 'true', '0', '-1.5e3', '9007199254740993', '"x"', '"\\u0000"', '""']);
    const items = Array.from({ length: Math.floor(random() * 5) }, () => json(depth + 1));
    if (kind < 0.7) return `[${items.join(',')}]`;
    return `{${items.map((item) => `${JSON.stringify(pick([...NAMES, '__proto__', 'constructor', 'a.b']))}:${item}`).join(',')}}`;
  }
}

const NAMES = ['a', 'b', 'field', 'Phone', 'CallerName', 'list', 'data', 'id'];
const VALUES = [
  '',
  'x',
  '"',
  '\\',
  '{{.a}}',
  '../..',
  'https://a.example',
  'a b&c=d#e',
  '\r\n',
  '\u202e',
  '\ud800',
  'a.example',
  '1e999',
  '<',
];
const TEXT = [
  '{"a":"',
  '":',
  ',',
  '}',
  '[',
  ']',
  'https://a.example/',
  '?q=',
  '&',
  '/',
  '#',
  ' ',
  '\\',
  '"',
  '\n',
  'file:///',
];
const ACTIONS = [
  '.a',
  '.field',
  '.__proto__',
  '.constructor.name',
  'if .a',
  'else',
  'end',
  'range .list',
  'range $i, $x := .data',
  'with .b',
  '$x := .a',
  '$x',
  'break',
  'UrlEncode .a',
  'printf "%d%s%q%v%x%9999s" .a .b .a',
  'printf "%.99999f" 1.5',
  'TimeFormat .a "yyyy" "1"',
  'ToMillis .a',
  'index .data .a',
  'slice .a 1 2',
  'len .list | print',
  'eq .a .b .list',
  'lt .a 1',
  'and .a (or .b .list)',
  'js .a',
  'html $',
  '- .a -',
];
const TOKENS = [
  '{{',
  '}}',
  '{',
  '}',
  '.',
  '$',
  '|',
  '(',
  ')',
  '"',
  '`',
  "'",
  ' ',
  'x',
  '1',
  '.a',
  ':=',
  '=',
  ',',
  '-',
  '/*',
  '*/',
  '\\',
  '\n',
  '0x',
  'e9',
];
const PATHS = [
  'a',
  'id',
  'data',
  '.',
  '.',
  '#',
  '#.',
  '|',
  '#(a==1)',
  '#(a=="',
  '#(b!%"*")#',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '@this',
  '@flatten',
  '@keys',
  '@group',
  '@tostr',
  '@fromstr',
  '*',
  '?',
  '\\',
  '"',
  ',',
  '0',
  '-1',
  '..',
  '__proto__',
  '!"x"',
  '~',
];
const DAMAGE = [
  '',
  '<',
  '>',
  '&',
  '"',
  '\0',
  '&lt;',
  '{{',
  '}}',
  '<!DOCTYPE a>',
  '</Scenario>',
  '<a>',
  'Name="__proto__"',
  '\ufffe',
  '{{.Phone}}',
  'https://127.1/',
];
