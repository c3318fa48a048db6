import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { CallEntry } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { createTemplateConnector, type TemplateConnector } from '@/utils/crm/template/connector';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { computeOrigins } from '@/utils/crm/template/origins';
import { createMemoryTokenStore } from '@/utils/crm/template/tokens';
import { createHttp } from '@/utils/http/fetch';
import { fetchFrom, type JsonServer } from '../sandbox/crms/json-server.ts';

/** Where the sign-in of a template comes back to. */
export const REDIRECT = 'https://pnbelmgbcfkdllacdchjejgeblpiaahc.chromiumapp.org/crm';

/** A simulated CRM, and the names under which it is reached. */
export type NamedServer = JsonServer & { readonly hosts: readonly string[] };

/** The product's connector for a built-in template, reaching simulated CRMs under the names of the real ones. */
export function connectTemplate(file: string, fields: Record<string, string>, server: NamedServer) {
  const bytes = readFileSync(new URL(`../../public/templates/${file}`, import.meta.url));
  const { template, issues } = loadTemplate(new Uint8Array(bytes));
  expect(issues).toEqual([]);
  const origins = computeOrigins(template!, fields);
  const fetch = fetchFrom(Object.fromEntries(server.hosts.map((host) => [host, server.port])));
  const connector = createTemplateConnector({
    template: template!,
    fields,
    tokens: createMemoryTokenStore(),
    allowedOrigins: new Set([...origins.data, ...origins.secret]),
    allowedPrivate: new Set(),
    http: createHttp({
      fetch,
      allowedOrigins: () => [...origins.data, ...origins.secret, ...origins.patterns],
    }),
    clock: Date.now,
    crypto: globalThis.crypto,
    redirectUri: REDIRECT,
    timeZone: 'Europe/Berlin',
    user: { name: 'Ben Boss', email: 'Ben@acme.example', number: '1001' },
  });
  return { connector, fetch };
}

/** An answered call of three and a half minutes. */
export const CALL: CallEntry = {
  key: 'call-7f3a',
  direction: 'inbound',
  outcome: 'answered',
  startedAt: 1_767_608_430_000,
  answeredAt: 1_767_608_436_000,
  endedAt: 1_767_608_641_000,
  talkSeconds: 205,
  utcOffsetMinutes: 60,
  number: { raw: '+493023125380', e164: '+493023125380', country: 'DE' },
  subject: '',
  description: '',
  note: 'Wants an "offer"\nby Friday\\',
};

/** Kind of the CRM error this work ends with; `done` if it succeeds. */
export const problem = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof CrmError ? error.kind : error),
  );

/** Logging twice under one key is one record: what the outbox does after an answer was lost. */
export async function logOnce(connector: TemplateConnector, entry: CallEntry) {
  const id = (await connector.findLoggedCall(entry.key)) ?? (await connector.logCall(entry));
  expect(await connector.findLoggedCall(entry.key)).toBe(id);
  return id;
}
