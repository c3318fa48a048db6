import { HttpError, type HttpClient, type HttpRequest, type HttpResponse } from '@/utils/http/http-client';
import { isAllowedOrigin } from '@/utils/http/allowed-origin';

/** What the client needs from outside. */
export interface HttpOptions {
  fetch: typeof fetch;
  /** Origins the user granted: `https://host`, `https://host/*` or `https://*.host/*`. Read anew for each request. */
  allowedOrigins: () => string[] | Promise<string[]>;
  /** Bytes after which an answer is given up; default 2 MiB. */
  maxBytes?: number;
}

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 2 * 1024 * 1024;

/**
 * The only way out of the product. Requests carry no cookies and no referrer, follow no redirect, and go only to
 * granted origins. A redirect is reported, not followed: an API that redirects is a captive portal or a login page.
 */
export function createHttp(options: HttpOptions): HttpClient {
  const { fetch: send, maxBytes = DEFAULT_MAX_BYTES } = options;
  return async (request) => {
    if (!isAllowedOrigin(request.url, await options.allowedOrigins()))
      throw new HttpError('not-allowed', 'Access to this address was not granted.', false);
    if (request.signal?.aborted) throw new HttpError('aborted', 'The request was given up.', false);
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const signal = request.signal ? AbortSignal.any([request.signal, timeout.signal]) : timeout.signal;
    try {
      const response = await send(request.url, toInit(request, signal));
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
        throw new HttpError('redirected', 'The server sent us elsewhere.', true);
      return await toResponse(response, maxBytes);
    } catch (error) {
      if (error instanceof HttpError) throw error;
      if (timeout.signal.aborted) throw new HttpError('timeout', 'The server did not answer in time.', true);
      if (request.signal?.aborted) throw new HttpError('aborted', 'The request was given up.', true);
      throw new HttpError('network', 'The server could not be reached.', true);
    } finally {
      clearTimeout(timer);
    }
  };
}

function toInit(request: HttpRequest, signal: AbortSignal): RequestInit {
  return {
    method: request.method,
    headers: request.headers,
    body: request.body,
    signal,
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  };
}

async function toResponse(response: Response, maxBytes: number): Promise<HttpResponse> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  return { status: response.status, headers, body: await readBody(response, maxBytes) };
}

async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new HttpError('too-large', 'The answer is too large.', true);
    }
    text += decoder.decode(value, { stream: true });
  }
}
