import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** One request as a simulated CRM sees it. */
export interface CrmRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface CrmAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface JsonServer {
  readonly port: number;
  /** Everything that was asked, in order. */
  readonly requests: readonly CrmRequest[];
  close(): Promise<void>;
}

/** Certificate and key, both PEM. */
export interface ServerTls {
  readonly key: string;
  readonly cert: string;
}

/**
 * A server on loopback that answers JSON; the system picks the port. A handler that throws answers 500. With `tls` it speaks
 * HTTPS, for browsers that reach it under a real name.
 */
export async function startJsonServer(
  answer: (request: CrmRequest) => CrmAnswer | Promise<CrmAnswer>,
  tls?: ServerTls,
): Promise<JsonServer> {
  const requests: CrmRequest[] = [];
  const listener: RequestListener = (incoming, outgoing) => {
    void readRequest(incoming)
      .then(async (request) => {
        requests.push(request);
        return answer(request);
      })
      .catch((error: unknown) => ({ status: 500, body: { error: String(error) }, headers: undefined }))
      .then(({ status, body, headers }) => {
        outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
        outgoing.end(body === undefined ? '' : JSON.stringify(body));
        return undefined;
      });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<CrmRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', `https://${headers['x-host'] ?? headers.host}`),
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** A `fetch` that reaches simulated CRMs under the names of the real ones, and nothing else. */
export function fetchFrom(ports: Readonly<Record<string, number>>): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const port = ports[url.host];
    if (port === undefined) return Promise.reject(new TypeError(`no such host: ${url.host}`));
    const headers = new Headers(init?.headers);
    headers.set('x-host', url.host);
    return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, { ...init, headers });
  };
}
