import { describe, expect, it } from 'vitest';
import { TemplateError } from '@/utils/gotemplate/errors';
import { executeTemplate } from '@/utils/gotemplate/execute';
import { fieldsOf } from '@/utils/gotemplate/fields';
import { parseTemplate } from '@/utils/gotemplate/parse';
import { renderText } from '@/utils/gotemplate/render-text';

const render = (source: string, data: Record<string, unknown> = {}) =>
  renderText(source, data, { timeZone: 'UTC' });

function failure(act: () => unknown): TemplateError {
  try {
    act();
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('rendering text', () => {
  it('renders the subject of a call', () => {
    expect(
      render('{{.Communication_Type}} {{.Call_Status}} - from {{.Call_From}}', {
        Communication_Type: 'Inbound',
        Call_Status: 'Missed',
        Call_From: 'Ana <+49 30 1>',
      }),
    ).toBe('Inbound Missed - from Ana <+49 30 1>');
  });

  it('prints nothing for what is absent, null or undefined', () => {
    expect(render('[{{.a}}{{.b}}{{.c.d}}{{printf "%s" .a}}{{print .b}}{{html .a}}]', { b: null })).toBe('[]');
  });

  it('reads own keys only', () => {
    expect(render('[{{.constructor}}{{.__proto__}}{{.toString}}{{.m.constructor}}]', { m: {} })).toBe('[]');
    expect(render('{{index .m "__proto__"}}', { m: JSON.parse('{"__proto__":"own"}') })).toBe('own');
  });

  it('keeps the kinds of numbers apart', () => {
    expect(render('{{.a}} {{.b}} {{.c}} {{1.0}} {{1e6}}', { a: 5, b: 2.5, c: 9007199254740993n })).toBe(
      '5 2.5 9007199254740993 1 1e+06',
    );
  });

  it('rounds exact halves to the even digit, as Go does', () => {
    expect(render('{{printf "%.0f %.0f %.2f %.2f" 2.5 3.5 0.125 8.345}}')).toBe('2 4 0.12 8.35');
  });

  it('counts hours of a zone across its change of clocks', () => {
    const at = (seconds: number, zone: string) =>
      renderText('{{TimeFormat .t "HH:mm Zz"}}', { t: seconds }, { timeZone: zone });
    expect(at(1711846799, 'Europe/Berlin')).toBe('01:59 +01:00');
    expect(at(1711846800, 'Europe/Berlin')).toBe('03:00 +02:00');
    expect(at(1712415599, 'Australia/Lord_Howe')).toBe('01:59 +11:00');
    expect(at(1712415600, 'Australia/Lord_Howe')).toBe('01:30 +10:30');
  });
});

describe('errors of templates', () => {
  it.each([
    ['{{if .a}}x', '{{end}} is missing'],
    ['{{.a', '"}}" is missing'],
    ['{{define "x"}}{{end}}', 'not supported'],
    ['{{timeformat .a "x"}}', 'upper and lower case matter'],
    ['{{capitalize .a}}', 'upper and lower case matter'],
    ['{{name}}', 'a variable is written ".name"'],
    ['{{"a}}', 'quotation mark is never closed'],
    ['{{.a-b}}', 'cannot be followed by "-"'],
    ['{{end}}', '{{end}} without'],
    [`${'{{if .a}}'.repeat(11)}${'{{end}}'.repeat(11)}`, 'more than 10 actions'],
    [`{{${'('.repeat(5000)}.a${')'.repeat(5000)}}}`, 'more than 10 actions'],
  ])('%s is refused before use', (source, message) => {
    const error = failure(() => parseTemplate(source));
    expect([error.stage, error.message]).toEqual(['parse', expect.stringContaining(message)]);
  });

  it('names the line', () => {
    expect(failure(() => parseTemplate('a\nb\n{{ nope }}')).line).toBe(3);
    expect(failure(() => render('a\n{{ .n.x }}', { n: 1 }))).toMatchObject({ stage: 'exec', line: 2 });
  });

  it('stops a template that would run or print for ever', () => {
    const items = Array.from({ length: 400 }, () => 'x'.repeat(300));
    const many = '{{range .i}}{{range $.i}}{{range $.i}}{{end}}{{end}}{{end}}';
    expect(failure(() => render(many, { i: items })).message).toContain('too many steps');
    expect(
      failure(() => render('{{range .i}}{{range $.i}}{{.}}{{end}}{{end}}', { i: items })).message,
    ).toContain('too much text');
  });
});

describe('segments', () => {
  const segments = (source: string, data: Record<string, unknown>) =>
    executeTemplate(parseTemplate(source), data, { timeZone: 'UTC' });

  it('keep the template apart from the data, and say where the data came from', () => {
    expect(
      segments('a{{.x}}b{{printf "%s%s" .y .z}}{{$v := .x}}{{UrlEncode $v}}', { x: 'X', y: 'Y', z: 'Z' }),
    ).toEqual([
      { literal: true, text: 'a' },
      { literal: false, text: 'X', from: ['x'], by: undefined },
      { literal: true, text: 'b' },
      { literal: false, text: 'YZ', from: ['y', 'z'], by: 'printf' },
      { literal: false, text: 'X', from: ['x'], by: 'UrlEncode' },
    ]);
  });

  it('follow data through with, range and the root itself', () => {
    expect(
      segments('{{with .a}}{{.b}}{{end}}{{range .l}}{{.}}{{end}}{{len $}}', { a: { b: 'B' }, l: ['c'] }),
    ).toEqual([
      { literal: false, text: 'B', from: ['a'], by: undefined },
      { literal: false, text: 'c', from: ['l'], by: undefined },
      { literal: false, text: '2', from: ['.'], by: 'len' },
    ]);
  });

  it('name the variables of the root, not those of items', () => {
    const names = (source: string) => fieldsOf(parseTemplate(source)).map((use) => use.name);
    expect(
      names('{{.a}}{{if eq .b "x"}}{{$.c.d}}{{end}}{{range .e}}{{.f}}{{$.g}}{{end}}{{(index .h 0).i}}'),
    ).toEqual(['a', 'b', 'c', 'e', 'g', 'h']);
  });
});
