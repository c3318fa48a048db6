import { CrmError } from '@/utils/crm/crm-error';
import { errorFrom, problemIn, toCrmError } from '@/utils/crm/zoho/zoho-error';
import type { HttpClient, HttpResponse } from '@/utils/http/http-client';
import { limitInFlight } from '@/utils/http/in-flight';
import { parseJson } from '@/utils/http/json';
import type { TokenSource } from '@/utils/oauth/token-source';

/** One call of Zoho's REST API. */
export interface ZohoRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/crm/v8/`, without a slash before it. */
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** It changes something: without an answer nobody knows whether it did. */
  write?: boolean;
  /** `urgent`: somebody rings. `shed`: only decorates; given up first when Zoho asks us to slow down. */
  priority?: 'urgent' | 'normal' | 'shed';
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** What came back; `json` is undefined for 204. */
export interface ZohoAnswer {
  status: number;
  json: unknown;
}

/** Sends requests with the token of the moment. Rejects with `CrmError` and nothing else. */
export interface ZohoApi {
  call(request: ZohoRequest): Promise<ZohoAnswer>;
  /** Version of the API used, as in paths: `v8`. */
  readonly version: string;
  /** Milliseconds the server's clock is ahead of ours; 0 while they agree within two minutes. */
  clockError(): number;
}

/** What the API needs. */
export interface ZohoApiOptions {
  http: HttpClient;
  tokens: TokenSource;
  now: () => number;
}

const VERSION = 'v8';
/** Zoho counts calls in flight per organisation (Free edition: five, for all users together). */
const IN_FLIGHT = 3;
/** After a pause, logs and lookups go first: what only decorates the card waits this much longer. */
const SHED_MS = 30_000;
/** Below this, network delay and rounding explain a difference of clocks. */
const CLOCK_TOLERANCE_MS = 120_000;
const READ_TIMEOUT_MS = 8_000;
const WRITE_TIMEOUT_MS = 30_000;

/** See `ZohoApi`. A refused token is renewed once per request: a 401 was not acted upon, so a repeat is safe. */
export function createZohoApi({ http, tokens, now }: ZohoApiOptions): ZohoApi {
  const inTurn = limitInFlight(IN_FLIGHT);
  let busyUntil = 0;
  let clockError = 0;

  async function send(
    request: ZohoRequest,
    token: { value: string; apiOrigin: string },
  ): Promise<HttpResponse> {
    const query = request.query ? `?${new URLSearchParams(request.query).toString()}` : '';
    return http({
      method: request.method,
      url: `${token.apiOrigin}/crm/${VERSION}/${request.path}${query}`,
      headers: {
        // Never Bearer: parts of Zoho answer 401 to it.
        authorization: `Zoho-oauthtoken ${token.value}`,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      timeoutMs: request.timeoutMs ?? (request.write ? WRITE_TIMEOUT_MS : READ_TIMEOUT_MS),
      signal: request.signal,
    });
  }

  async function authorised(request: ZohoRequest): Promise<HttpResponse> {
    const token = await tokens.current();
    const answer = await send(request, token);
    const serverNow = Date.parse(answer.headers.date ?? '');
    if (Number.isFinite(serverNow)) clockError = serverNow - now();
    if (answer.status !== 401) return answer;
    const code = problemIn(parseJson(answer.body))?.code ?? '';
    if (code !== 'INVALID_TOKEN' && code !== 'AUTHENTICATION_FAILURE') return answer;
    return send(request, await tokens.renew(token.value));
  }

  async function attempt(request: ZohoRequest): Promise<ZohoAnswer> {
    const write = request.write ?? false;
    const grace = request.priority === 'shed' ? SHED_MS : 0;
    if (busyUntil > 0 && busyUntil + grace > now())
      throw new CrmError('rate-limited', 'Zoho asks us to slow down. We wait, then go on by ourselves.', {
        retryAt: busyUntil + grace,
      });
    try {
      const answer = await authorised(request);
      if (answer.status === 204) return { status: 204, json: undefined };
      const json = parseJson(answer.body);
      if (answer.status >= 200 && answer.status < 300 && json !== undefined)
        return { status: answer.status, json };
      throw errorFrom(answer, json, write, now());
    } catch (error) {
      const known = toCrmError(error, write);
      if (known.kind === 'rate-limited') busyUntil = Math.max(busyUntil, known.retryAt ?? 0);
      throw known;
    }
  }

  return {
    version: VERSION,
    clockError: () => (Math.abs(clockError) > CLOCK_TOLERANCE_MS ? clockError : 0),
    call: (request) => inTurn(() => attempt(request), request.priority === 'urgent'),
  };
}
