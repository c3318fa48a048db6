import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTemplateEngine, type EngineDeps, type TemplateEngine } from '@/utils/crm/template/engine';
import { loadTemplate } from '@/utils/crm/template/load-template';
import { computeOrigins } from '@/utils/crm/template/origins';
import { StepError } from '@/utils/crm/template/step-error';
import { createMemoryTokenStore } from '@/utils/crm/template/tokens';
import type { HttpRequest } from '@/utils/http/http-client';

/** Whole flows: a template, filled fields, canned answers, and what must have been asked. */
interface Flow {
  id: string;
  name: string;
  template: string;
  config: Record<string, string>;
  tokens?: { AccessToken: string; RefreshToken?: string };
  globals?: Record<string, string>;
  settings?: { contactTypes?: string[] };
  redirectUri?: string;
  steps: { op: string; phone?: string; type?: string; code?: string; vars?: Record<string, unknown> }[];
  http: {
    method: string;
    url: string;
    reply: { status: number; headers: Record<string, string>; body: string };
  }[];
  expect: {
    requests?: ExpectedRequest[];
    requestCount?: number;
    results?: Record<string, unknown>[];
    tokensAfter?: { AccessToken: string; RefreshToken?: string };
    authorizeUrl?: {
      origin: string;
      pathname: string;
      params: Record<string, string>;
      random: string[];
      absent: string[];
    };
    errorTextLacks?: string[];
  };
}

interface ExpectedRequest {
  method: string;
  url: string;
  headers?: Record<string, string | null>;
  json?: unknown;
  form?: Record<string, string>;
  rawContains?: string[];
}

const folder = new URL('../../../fixtures/templates/', import.meta.url);
const flows = JSON.parse(readFileSync(new URL('flows.json', folder), 'utf8')) as Flow[];

function start(flow: Flow) {
  const { template } = loadTemplate(new Uint8Array(readFileSync(new URL(`xml/${flow.template}`, folder))));
  const filled = Object.values(flow.config).every((value) => value !== '');
  const origins = filled ? computeOrigins(template!, flow.config) : { data: [], secret: [] };
  const requests: HttpRequest[] = [];
  const answers = [...flow.http];
  const tokens = createMemoryTokenStore(
    flow.tokens && { accessToken: flow.tokens.AccessToken, refreshToken: flow.tokens.RefreshToken },
  );
  const deps: EngineDeps = {
    template: template!,
    fields: flow.config,
    tokens,
    allowedOrigins: new Set([...origins.data, ...origins.secret]),
    allowedPrivate: new Set(),
    http: (request) => {
      requests.push(request);
      const canned = answers.shift();
      expect([request.method, new URL(request.url).href]).toEqual([
        canned?.method,
        new URL(canned!.url).href,
      ]);
      return Promise.resolve(canned!.reply);
    },
    clock: () => 1_767_608_430_000,
    crypto: globalThis.crypto,
    redirectUri: flow.redirectUri ?? 'https://abc.chromiumapp.org/crm',
    timeZone: 'UTC',
    contactTypes: flow.settings?.contactTypes,
    globals: flow.globals,
  };
  return { engine: createTemplateEngine(deps), requests, tokens };
}

async function perform(
  engine: TemplateEngine,
  step: Flow['steps'][number],
  flow: Flow,
): Promise<Record<string, unknown>> {
  const vars = step.vars ?? {};
  switch (step.op) {
    case 'lookup':
      return { contacts: (await engine.lookup(step.phone!)).contacts };
    case 'connect':
      await engine.connect();
      return { ok: true };
    case 'authorize': {
      const signIn = await engine.session.beginSignIn();
      expectSignInPage(signIn.url, flow.expect.authorizeUrl!);
      await engine.session.finishSignIn(
        signIn,
        `${flow.redirectUri}?state=${signIn.state}&code=${step.code}`,
      );
      return { ok: true };
    }
    case 'createContact': {
      const { contactId, type } = await engine.createContact(step.type!, vars);
      return { ok: true, ContactId: contactId, type };
    }
    case 'ticketStart':
      return { ok: true, TicketId: (await engine.ticketStart(vars)).ticketId };
    case 'ticketEnd':
      await engine.ticketEnd(vars);
      return { ok: true };
    case 'journal':
      await engine.journal(vars);
      return { ok: true };
    default:
      throw new Error(`no step ${step.op}`);
  }
}

function expectSignInPage(address: string, wanted: NonNullable<Flow['expect']['authorizeUrl']>) {
  const url = new URL(address);
  expect([url.origin, url.pathname]).toEqual([wanted.origin, wanted.pathname]);
  expect(Object.fromEntries(url.searchParams)).toMatchObject(wanted.params);
  for (const name of wanted.random) expect(url.searchParams.get(name)!.length).toBeGreaterThan(15);
  for (const name of wanted.absent) expect(url.searchParams.has(name)).toBe(false);
}

function expectRequest(request: HttpRequest, wanted: ExpectedRequest) {
  expect([request.method, new URL(request.url).href]).toEqual([wanted.method, new URL(wanted.url).href]);
  for (const [name, value] of Object.entries(wanted.headers ?? {}))
    expect([name, request.headers?.[name] ?? null]).toEqual([name, value]);
  if (wanted.json !== undefined) expect(JSON.parse(request.body!)).toEqual(wanted.json);
  if (wanted.form) expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual(wanted.form);
  for (const part of wanted.rawContains ?? []) expect(request.body).toContain(part);
}

describe('whole flows of templates', () => {
  it.each(flows)('$id $name', async (flow) => {
    const { engine, requests, tokens } = start(flow);
    const results: Record<string, unknown>[] = [];
    for (const step of flow.steps)
      try {
        results.push(await perform(engine, step, flow));
      } catch (error) {
        if (!(error instanceof StepError)) throw error;
        for (const secret of flow.expect.errorTextLacks ?? [])
          expect(`${error.message} ${error.detail}`).not.toContain(secret);
        results.push({ error: error.code, needsReconnect: error.needsReconnect, fields: error.fields });
      }
    for (const [i, wanted] of (flow.expect.results ?? []).entries()) expect(results[i]).toMatchObject(wanted);
    expect(requests).toHaveLength(
      flow.expect.requestCount ?? flow.expect.requests?.length ?? requests.length,
    );
    for (const [i, wanted] of (flow.expect.requests ?? []).entries()) expectRequest(requests[i]!, wanted);
    if (flow.expect.tokensAfter) {
      const held = await tokens.load();
      expect({ AccessToken: held?.accessToken, RefreshToken: held?.refreshToken }).toMatchObject(
        flow.expect.tokensAfter,
      );
    }
  });
});
