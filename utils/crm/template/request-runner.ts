import type { HeaderTemplate, RequestTemplate } from '@/utils/crm/template/crm-template';
import { LIMITS } from '@/utils/crm/template/limits';
import { createRenderContext, type Variables } from '@/utils/crm/template/render-context';
import type { Session, SessionDeps } from '@/utils/crm/template/session';
import { StepError } from '@/utils/crm/template/step-error';
import type { Tokens } from '@/utils/crm/template/tokens';
import { GjsonError } from '@/utils/gjson/errors';
import { get } from '@/utils/gjson/get';
import { parseJson } from '@/utils/gjson/parse-json';
import type { JsonValue } from '@/utils/gjson/value';
import { HttpError, type HttpRequest, type HttpResponse } from '@/utils/http/http-client';
import { limitInFlight } from '@/utils/http/in-flight';
import { retryAfter } from '@/utils/http/retry-after';

/** A wait when the CRM says "too many" without saying how long. */
const DEFAULT_WAIT_MS = 30_000;

/** What was asked and answered; for the workbench. Holds secrets until `maskSecrets` was applied. */
export interface Exchange {
  readonly step: string;
  readonly request: HttpRequest;
  readonly response?: HttpResponse;
  readonly error?: StepError;
}

/** A request's outcome: not sent because its address is blank, nobody found, or an answer. */
export type StepAnswer =
  | { readonly kind: 'skipped' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'answer'; readonly answer: JsonValue };

export type RequestRunner = ReturnType<typeof createRequestRunner>;

/** The name of a step as users see it. */
export const stepName = (request: RequestTemplate): string => `${request.scenario} › ${request.name}`;

/** Sends the requests of a template: rendering, sign-in, one renewal, limits, and what an answer's status means. */
export function createRequestRunner(
  deps: SessionDeps,
  session: Session,
  onExchange: (exchange: Exchange) => void,
) {
  const { template } = deps;
  const limit = limitInFlight(template.maxConcurrentRequests);

  /** Renders and sends one request. `signal` gives it up. */
  async function run(
    request: RequestTemplate,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<StepAnswer> {
    const missing = session.missingFields();
    if (missing.length > 0)
      throw new StepError('config-missing', stepName(request), `Fill in ${missing.join(', ')} first.`, {
        fields: missing,
      });
    const held = await session.current();
    const first = await send(request, variables, held, signal);
    if (first === undefined) return { kind: 'skipped' };
    if (!isTokenInvalid(first)) return read(request, first);
    const canRenew = template.auth.method === 'oauth2' || template.auth.method === 'bearertoken';
    if (!canRenew) throw signedOut(request, first.status);
    const second = await send(request, variables, await session.renew(held), signal);
    if (second === undefined || isTokenInvalid(second)) throw signedOut(request, first.status);
    return read(request, second);
  }

  async function send(
    request: RequestTemplate,
    variables: Variables,
    held: Tokens | undefined,
    signal?: AbortSignal,
  ) {
    const rendered = render(request, variables, held);
    if (!rendered) return undefined;
    return limit(async () => {
      try {
        const response = await deps.http({ ...rendered, timeoutMs: LIMITS.requestMs, signal });
        onExchange({ step: stepName(request), request: rendered, response });
        return response;
      } catch (caught) {
        if (!(caught instanceof HttpError)) throw caught;
        const error = new StepError('network', stepName(request), caught.message, {
          sent: caught.sent,
          detail: caught.kind,
        });
        onExchange({ step: stepName(request), request: rendered, error });
        throw error;
      }
    });
  }

  function render(
    request: RequestTemplate,
    variables: Variables,
    held: Tokens | undefined,
  ): HttpRequest | undefined {
    const credentials = session.credentials(held);
    const context = createRenderContext(
      stepName(request),
      { ...deps.fields, ...variables, ...credentials.variables },
      deps.timeZone,
    );
    const named = Object.values(held?.outputs ?? {});
    const url = context.url(request.url, {
      trusted: new Set([...template.fields.map((field) => field.name), ...template.auth.tokenOutputs]),
      allowedOrigins: new Set([...deps.allowedOrigins, ...named.map((address) => new URL(address).origin)]),
      allowedPrivate: deps.allowedPrivate,
    });
    if (url === undefined) return undefined;
    const body = request.body && context.body(request.body);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (credentials.authorization !== undefined) headers.authorization = credentials.authorization;
    for (const { name, value } of headersOf(template.headers, request.headers)) {
      const text = context.header(value);
      if (text !== undefined) headers[name.toLowerCase()] = text;
    }
    if (body !== undefined || headers['content-type'] !== undefined)
      headers['content-type'] = 'application/json';
    return { method: request.method, url, headers, ...(body === undefined ? {} : { body }) };
  }

  function isTokenInvalid({ status, body }: HttpResponse): boolean {
    if (status === 401) return true;
    const isSuccess = status >= 200 && status <= 299;
    return !isSuccess && template.auth.tokenInvalid.some((text) => body.includes(text));
  }

  function read(request: RequestTemplate, { status, headers, body }: HttpResponse): StepAnswer {
    const step = stepName(request);
    if (status === 429)
      throw new StepError('rate-limited', step, `${template.name} asks to wait: too many requests.`, {
        status,
        retryAt: deps.clock() + (retryAfter(headers['retry-after'], deps.clock()) ?? DEFAULT_WAIT_MS),
      });
    if (status === 404) return { kind: 'nothing' };
    if (status < 200 || status > 299)
      throw new StepError('http', step, `${template.name} answered with an error (${status}).`, {
        status,
        sent: true,
      });
    // Who wants nothing of the answer does not mind what it is: web hooks answer "OK".
    const isRead = request.outputs.length > 0 || request.errorPath !== '';
    if (status === 204 || body.trim() === '' || !isRead) return { kind: 'nothing' };
    const answer = parseAnswer(body, step);
    const problem = request.errorPath === '' ? '' : get(answer, request.errorPath).string;
    if (problem !== '' && problem !== 'false')
      throw new StepError('refused', step, `${template.name} refused the request.`, { sent: true });
    return { kind: 'answer', answer };
  }

  function parseAnswer(body: string, step: string): JsonValue {
    if (body.length > LIMITS.answerChars)
      throw new StepError('answer', step, 'The answer is too large.', { sent: true });
    try {
      return parseJson(body);
    } catch (error) {
      if (!(error instanceof GjsonError)) throw error;
      throw new StepError('answer', step, `${template.name} answered with something other than JSON.`, {
        sent: true,
      });
    }
  }

  function signedOut(request: RequestTemplate, status: number): StepError {
    return new StepError(
      'TokenInvalid',
      stepName(request),
      `You are signed out of ${template.name}. Sign in again.`,
      {
        status,
      },
    );
  }

  return { run };
}

/** A request's own header takes the place of the common one of the same name. */
function headersOf(
  common: readonly HeaderTemplate[],
  own: readonly HeaderTemplate[],
): readonly HeaderTemplate[] {
  const names = new Set(own.map(({ name }) => name.toLowerCase()));
  return [...common.filter(({ name }) => !names.has(name.toLowerCase())), ...own];
}
