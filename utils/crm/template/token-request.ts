import type { CrmTemplate } from '@/utils/crm/template/crm-template';
import { createRenderContext } from '@/utils/crm/template/render-context';
import { StepError } from '@/utils/crm/template/step-error';
import type { Tokens } from '@/utils/crm/template/tokens';
import { get } from '@/utils/gjson/get';
import type { HttpClient, HttpRequest, HttpResponse } from '@/utils/http/http-client';
import { HttpError } from '@/utils/http/http-client';
import { retryAfter } from '@/utils/http/retry-after';

/** Renewed this long before it ends: a request takes time, and clocks differ. */
const EARLY_MS = 60_000;
export const SIGN_IN_STEP = 'AuthMethod';

/** How a token is asked for. */
export type TokenGrant =
  | {
      readonly kind: 'authorization_code';
      readonly code: string;
      readonly redirectUri: string;
      readonly verifier?: string;
    }
  | { readonly kind: 'refresh_token'; readonly refreshToken: string }
  | { readonly kind: 'password' }
  | { readonly kind: 'bearer' };

export interface TokenRequestDeps {
  readonly template: CrmTemplate;
  readonly fields: Readonly<Record<string, string>>;
  readonly http: HttpClient;
  readonly clock: () => number;
  readonly timeZone: string;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly allowedPrivate: ReadonlySet<string>;
}

/**
 * Asks the token endpoint (RFC 6749, sections 4.1.3, 4.3.2 and 6) and reads its answer.
 *
 * @throws StepError `TokenInvalid` when the CRM refuses, so that the user has to sign in again; `network` when there is
 * no answer.
 */
export async function requestToken(
  deps: TokenRequestDeps,
  grant: TokenGrant,
  before?: Tokens,
): Promise<Tokens> {
  const answer = await send(deps, buildRequest(deps, grant));
  if (answer.status === 429)
    throw new StepError('rate-limited', SIGN_IN_STEP, 'The CRM asks to wait before the next sign-in.', {
      retryAt: deps.clock() + (retryAfter(answer.headers['retry-after'], deps.clock()) ?? EARLY_MS),
    });
  if (answer.status >= 500)
    throw new StepError('http', SIGN_IN_STEP, 'The CRM cannot sign you in at the moment. Try again later.', {
      status: answer.status,
    });
  const accessToken = get(answer.body, 'access_token').string;
  if (answer.status < 200 || answer.status > 299 || accessToken === '')
    throw new StepError('TokenInvalid', SIGN_IN_STEP, 'The CRM did not accept the sign-in. Sign in again.', {
      status: answer.status,
    });
  return {
    accessToken,
    refreshToken: get(answer.body, 'refresh_token').string || before?.refreshToken,
    renewAt: renewalTime(deps, get(answer.body, 'expires_in').string),
    outputs: { ...before?.outputs, ...readOutputs(deps.template, answer.body) },
  };
}

function renewalTime({ template, clock }: TokenRequestDeps, expiresIn: string): number | undefined {
  const { method, tokenRefreshMinutes, noRefresh } = template.auth;
  if (method === 'bearertoken')
    return tokenRefreshMinutes === 0 ? undefined : clock() + tokenRefreshMinutes * 60_000;
  const seconds = /^\d{1,9}$/.test(expiresIn) ? Number(expiresIn) : 0;
  return seconds > 0 && !noRefresh ? clock() + Math.max(0, seconds * 1000 - EARLY_MS) : undefined;
}

/** Keeps what the template wants of the answer, if it names a host the template trusts. */
function readOutputs({ auth }: CrmTemplate, body: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const name of auth.tokenOutputs) {
    const value = get(body, name).string;
    if (value === '') continue;
    if (!isTrustedAddress(value, auth.trustedHosts))
      throw new StepError(
        'TokenInvalid',
        SIGN_IN_STEP,
        'The CRM named a host that the template does not trust.',
      );
    outputs[name] = value;
  }
  return outputs;
}

function isTrustedAddress(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  return hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
}

function buildRequest(deps: TokenRequestDeps, grant: TokenGrant): HttpRequest {
  const { template, fields, timeZone } = deps;
  const { auth } = template;
  const refreshToken = grant.kind === 'refresh_token' ? grant.refreshToken : '';
  const context = createRenderContext(SIGN_IN_STEP, { ...fields, refresh_token: refreshToken }, timeZone);
  const url = context.url(auth.tokenEndPoint!, {
    trusted: new Set(template.fields.map((field) => field.name)),
    allowedOrigins: deps.allowedOrigins,
    allowedPrivate: deps.allowedPrivate,
  });
  if (url === undefined)
    throw new StepError('render', SIGN_IN_STEP, 'TokenEndPoint is blank with these fields.');
  const json =
    grant.kind === 'password'
      ? auth.tokenBody
      : grant.kind === 'refresh_token'
        ? auth.refreshBody
        : undefined;
  if (json)
    return {
      method: 'POST',
      url,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: context.body(json),
    };
  if (grant.kind === 'bearer') return { method: 'POST', url, headers: { accept: 'application/json' } };
  return {
    method: 'POST',
    url,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: formOf(grant, fields, new URL(url).searchParams).toString(),
  };
}

/** The usual form, without what the endpoint's own query says already. */
function formOf(
  grant: TokenGrant,
  fields: Readonly<Record<string, string>>,
  query: URLSearchParams,
): URLSearchParams {
  const form = new URLSearchParams();
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && value !== '' && !query.has(name)) form.append(name, value);
  };
  add('grant_type', grant.kind);
  if (grant.kind === 'authorization_code') {
    add('code', grant.code);
    add('redirect_uri', grant.redirectUri);
    add('code_verifier', grant.verifier);
  }
  if (grant.kind === 'refresh_token') add('refresh_token', grant.refreshToken);
  if (grant.kind === 'password') {
    add('username', fields.username);
    add('password', fields.password);
  }
  add('client_id', fields.client_id);
  add('client_secret', fields.client_secret);
  return form;
}

async function send({ http }: TokenRequestDeps, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await http(request);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    throw new StepError('network', SIGN_IN_STEP, `${error.message} The sign-in can be tried again.`, {
      sent: error.sent,
      detail: error.kind,
    });
  }
}
