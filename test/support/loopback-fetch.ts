import { Agent, request } from 'node:https';
import { Readable } from 'node:stream';

const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });

/** `fetch` that takes every host to one port of this machine, as the browser's host rules do in e2e tests. */
export function loopbackFetch(port: number): typeof fetch {
  return (input, init) =>
    new Promise((resolve, reject) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const headers = Object.fromEntries(new Headers(init?.headers).entries());
      const body = typeof init?.body === 'string' ? init.body : undefined;
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          servername: url.hostname,
          path: url.pathname + url.search,
          method: init?.method ?? 'GET',
          agent,
          signal: init?.signal ?? undefined,
          headers: {
            ...headers,
            host: url.host,
            ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
          },
        },
        (incoming) => {
          const status = incoming.statusCode ?? 0;
          const answer = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          const stream = [204, 304].includes(status)
            ? null
            : (Readable.toWeb(incoming) as unknown as ReadableStream);
          resolve(new Response(stream, { status, headers: answer }));
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
}
