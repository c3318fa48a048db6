import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { createTemplateEngine, type EngineDeps } from '@/utils/crm/template/engine';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { computeOrigins } from '@/utils/crm/template/origins';
import { StepError } from '@/utils/crm/template/step-error';
import { createMemoryTokenStore, type Tokens } from '@/utils/crm/template/tokens';
import type { HttpRequest, HttpResponse } from '@/utils/http/http-client';

/** The text of a template of the fixtures. */
export const templateText = (name: string) =>
  readFileSync(new URL(`../fixtures/templates/xml/${name}`, import.meta.url), 'utf8');

/** A good answer. */
export const ok = (body: unknown): HttpResponse => ({ status: 200, headers: {}, body: JSON.stringify(body) });

/** An engine for a template file whose CRM answers by `answer`. */
export function engineFor(
  xml: string,
  fields: Record<string, string>,
  answer: (request: HttpRequest, index: number) => HttpResponse | Promise<HttpResponse>,
  more: Partial<EngineDeps> & { held?: Tokens } = {},
) {
  const { template, issues } = loadTemplate(new TextEncoder().encode(xml));
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const origins = computeOrigins(template!, fields);
  const requests: HttpRequest[] = [];
  const tokens = createMemoryTokenStore(more.held);
  const engine = createTemplateEngine({
    template: template!,
    fields,
    tokens,
    allowedOrigins: new Set([...origins.data, ...origins.secret]),
    allowedPrivate: new Set(),
    http: async (request) => {
      requests.push(request);
      return answer(request, requests.length - 1);
    },
    clock: () => 1_000_000,
    crypto: globalThis.crypto,
    redirectUri: 'https://x.example/',
    timeZone: 'UTC',
    ...more,
  });
  return { engine, requests, tokens };
}

/** What the work failed with; it must. */
export const failure = (work: Promise<unknown>): Promise<StepError> =>
  work.then(
    () => Promise.reject(new Error('nothing failed')),
    (error: unknown) => (error instanceof StepError ? error : Promise.reject(error)),
  );
