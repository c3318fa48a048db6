import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderBody } from '@/utils/crm/template/render-body';
import { RenderError } from '@/utils/crm/template/render-error';
import { checkHeaderName, renderHeader } from '@/utils/crm/template/render-header';
import { renderPopup } from '@/utils/crm/template/render-popup';
import { renderUrl } from '@/utils/crm/template/render-url';
import { executeTemplate } from '@/utils/gotemplate/execute';
import { parseTemplate } from '@/utils/gotemplate/parse';

interface Case {
  id: string;
  template: string;
  data: Record<string, unknown>;
  refuse?: string;
  expect: unknown[];
}
interface Vectors {
  body: Case[];
  url: (Case & { fields: string[]; origins: string[]; skip?: boolean })[];
  popup: (Case & { fields?: string[]; value?: string })[];
  header: (Omit<Case, 'expect'> & { name: string; omit?: boolean; expect?: string })[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../../fixtures/templates/rendering.json', import.meta.url), 'utf8'),
) as Vectors;

const segments = (template: string, data: Record<string, unknown>) =>
  executeTemplate(parseTemplate(template), data, { timeZone: 'UTC' });

/** What rendering gives, or that it was refused. */
function outcome<T>(render: () => T): T | 'refused' {
  try {
    return render();
  } catch (error) {
    if (error instanceof RenderError) return 'refused';
    throw error;
  }
}

describe('a body is JSON whose structure no data changes', () => {
  it.each(vectors.body.map((vector) => [vector.id, vector.template, vector] as const))(
    '%s %s',
    (_, template, vector) => {
      const body = outcome(() => renderBody(segments(template, vector.data)));
      if (vector.refuse) expect(body).toBe('refused');
      else expect(vector.expect).toContainEqual(JSON.parse(body));
    },
  );
});

describe('an address goes only where the user agreed', () => {
  it.each(vectors.url.map((vector) => [vector.id, vector.template, vector] as const))(
    '%s %s',
    (_, template, vector) => {
      const url = outcome(() =>
        renderUrl(segments(template, vector.data), {
          trusted: new Set(vector.fields),
          allowedOrigins: new Set(vector.origins),
        }),
      );
      if (vector.refuse) expect(url).toBe('refused');
      else if (vector.skip) expect(url).toBeUndefined();
      else expect(vector.expect).toContain(url);
    },
  );
});

describe('a page to open is a web page', () => {
  it.each(vectors.popup.map((vector) => [vector.id, vector.template ?? vector.value, vector] as const))(
    '%s %s',
    (_, __, vector) => {
      const page = outcome(() =>
        renderPopup(vector.value ?? segments(vector.template, vector.data), new Set(vector.fields)),
      );
      if (vector.refuse) expect(page).toBe('refused');
      else expect(vector.expect).toContain(page);
    },
  );
});

describe('a header is one line of plain text', () => {
  it.each(vectors.header.map((vector) => [vector.id, vector.name, vector] as const))(
    '%s %s',
    (_, name, vector) => {
      const value = outcome(() => {
        checkHeaderName(name);
        return renderHeader(segments(vector.template, vector.data));
      });
      if (vector.refuse) expect(value).toBe('refused');
      else expect(value).toBe(vector.omit ? undefined : vector.expect);
    },
  );
});
