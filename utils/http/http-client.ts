/** One request to a CRM. Secrets go into headers or the body, never into the address. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Milliseconds until the request is given up; default 15,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** What came back. The body is text, at most the client's size cap; nothing is parsed here. */
export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** Sends one request. Rejects with `HttpError` when there is no whole answer. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

/** Why there is no answer. `sent` says whether the server may have acted on the request. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly kind: 'network' | 'timeout' | 'aborted' | 'too-large' | 'not-allowed' | 'redirected';
  readonly sent: boolean;

  constructor(kind: HttpError['kind'], message: string, sent: boolean) {
    super(message);
    this.kind = kind;
    this.sent = sent;
  }
}
