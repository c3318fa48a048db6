import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TemplateError } from '@/utils/gotemplate/errors';
import { renderText } from '@/utils/gotemplate/render-text';

/** Answers of Go 1.19's text/template, except that what is absent prints nothing. */
interface Vectors {
  data: Record<string, unknown>[];
  cases: {
    id: string;
    tier: 'core' | 'edge';
    template: string;
    data: number;
    zone?: string;
    prints?: string;
    fails?: 'parse' | 'exec';
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../fixtures/templates/gotemplate.json', import.meta.url), 'utf8'),
) as Vectors;

/** Rare things Go can do and no template of a CRM needs: complex numbers, and blocks inside templates. */
const REFUSED = new Set(['{{1i}}', '{{block "b" .n}}<{{.}}>{{end}}']);

function outcome(template: string, data: Record<string, unknown>, timeZone: string) {
  try {
    return { prints: renderText(template, data, { timeZone }) };
  } catch (error) {
    if (error instanceof TemplateError) return { fails: error.stage };
    throw error;
  }
}

describe('templates print what Go prints', () => {
  it.each(vectors.cases.map((vector) => [vector.id, vector.template, vector] as const))(
    '%s %s',
    (_, template, { data, zone = 'UTC', prints, fails }) => {
      const expected = REFUSED.has(template) ? { fails: 'parse' } : { prints, fails };
      expect(outcome(template, vectors.data[data]!, zone)).toEqual(expected);
    },
  );
});
