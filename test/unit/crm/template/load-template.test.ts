import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CrmTemplate } from '@/utils/crm/template/crm-template';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { computeOrigins } from '@/utils/crm/template/origins';

const folder = new URL('../../../fixtures/templates/', import.meta.url);
const file = (name: string) => new Uint8Array(readFileSync(new URL(`xml/${name}`, folder)));
const bytes = (text: string) => new TextEncoder().encode(text);

interface Expectation {
  file: string;
  ok: boolean;
  errors?: string[];
  warnings?: string[];
  hint?: string;
  line?: boolean;
  summary?: Record<string, unknown>;
  sameAs?: string;
}

const expectations = JSON.parse(readFileSync(new URL('files.json', folder), 'utf8')) as Expectation[];

const codes = (name: string, severity: 'error' | 'warning') =>
  loadTemplate(file(name))
    .issues.filter((issue) => issue.severity === severity)
    .map((issue) => issue.code as string);

/** The parts of a template that the expectations name. */
function summaryOf(template: CrmTemplate) {
  const { data, secret, pages } = computeOrigins(template, {});
  return {
    provider: template.provider,
    auth: template.auth.method,
    tokenRefreshMinutes: template.auth.tokenRefreshMinutes,
    fields: template.fields.map((field) => field.name),
    headers: template.headers.length,
    scenarios: template.scenarios,
    contactTypes: template.requests.SyncContactAuto.map((request) => request.name),
    features: template.features,
    options: Object.fromEntries(template.fields.map((field) => [field.name, field.options])),
    next: Object.fromEntries(
      template.requests.SyncContactAuto.map((request) => [request.name, request.next]),
    ),
    origins: [...new Set([...data, ...secret, ...pages])].sort(),
    note: expect.anything(),
  };
}

describe('template files', () => {
  it.each(expectations.filter(({ ok }) => !ok))(
    '$file is refused with line and hint',
    ({ file: name, errors, hint }) => {
      const { template, issues } = loadTemplate(file(name));
      expect(template).toBeUndefined();
      const found = issues.filter((issue) => issue.severity === 'error');
      expect(found.map((issue) => issue.code)).toEqual(expect.arrayContaining([expect.toBeOneOf(errors!)]));
      expect(found.every((issue) => issue.line > 0 && issue.hint.length > 20)).toBe(true);
      if (hint) expect(found.some((issue) => issue.hint.includes(hint))).toBe(true);
    },
  );

  it.each(expectations.filter(({ ok }) => ok))(
    '$file is accepted',
    ({ file: name, warnings, summary, sameAs }) => {
      const { template, issues } = loadTemplate(file(name));
      expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
      expect(codes(name, 'warning')).toEqual(expect.arrayContaining(warnings ?? []));
      if (summary) {
        const { note: _, ...named } = summary;
        expect(summaryOf(template!)).toMatchObject(named);
      }
      if (sameAs) expect(template).toEqual(loadTemplate(file(sameAs)).template);
    },
  );

  it('of 1 MB and more are refused before they are read', () => {
    const { issues } = loadTemplate(new Uint8Array(1_048_576));
    expect(issues.map((issue) => issue.code)).toEqual(['too-large']);
  });

  it('that nest without end, or hold without end, are refused', () => {
    const deep = bytes(`<Information>${'<a>'.repeat(40_000)}${'</a>'.repeat(40_000)}</Information>`);
    const wide = bytes(`<Information>${'<a/>'.repeat(6000)}</Information>`);
    const long = bytes(`<Information Remark="${'x'.repeat(70_000)}"/>`);
    expect([deep, wide, long].map((text) => loadTemplate(text).issues[0]!.code)).toEqual([
      'too-deep',
      'too-many-elements',
      'attribute-too-long',
    ]);
  });

  it('that are no UTF-8 are refused, and UTF-16 with its mark is read', () => {
    expect(loadTemplate(Uint8Array.of(0x3c, 0xff, 0xfe)).issues[0]!.code).toBe('file-encoding');
    const text = new TextDecoder().decode(file('ok-bearer.xml'));
    const utf16 = new Uint8Array(Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0)).buffer);
    expect(loadTemplate(utf16).template).toEqual(loadTemplate(file('ok-bearer.xml')).template);
  });

  it('made for 3CX are recognised kindly', () => {
    const { issues } = loadTemplate(
      bytes('<?xml version="1.0"?><Crm Name="x" Version="1"><Scenarios/></Crm>'),
    );
    expect(issues[0]).toMatchObject({ code: 'root', hint: expect.stringContaining('3CX template') });
  });
});
