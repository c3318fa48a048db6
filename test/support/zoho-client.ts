import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { ZohoSandbox } from '../sandbox/zoho/start-zoho.ts';

export interface ZohoAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed JSON; undefined for an empty or unreadable body. */
  readonly body: unknown;
}

interface Sending {
  host: string;
  path: string;
  method?: string;
  headers?: Record<string, string>;
  text?: string;
}

/** Speaks to the simulator as a program on the real host names would. */
export interface ZohoClient {
  send(sending: Sending): Promise<ZohoAnswer>;
  /** An API v8 call with a valid token; `path` follows `/crm/v8`. */
  api(
    method: string,
    path: string,
    options?: {
      body?: unknown;
      text?: string;
      token?: string;
      host?: string;
      headers?: Record<string, string>;
    },
  ): Promise<ZohoAnswer>;
  /** A form to an accounts host. */
  form(path: string, fields: Record<string, string>, host?: string): Promise<ZohoAnswer>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function createZohoClient(zoho: ZohoSandbox): ZohoClient {
  const send: ZohoClient['send'] = ({ host, path, method = 'GET', headers = {}, text }) =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: zoho.port,
          servername: host,
          path,
          method,
          rejectUnauthorized: false,
          headers: {
            host,
            ...headers,
            ...(text !== undefined && { 'content-length': Buffer.byteLength(text) }),
          },
        },
        (incoming) => {
          const pieces: Buffer[] = [];
          incoming.on('data', (piece: Buffer) => pieces.push(piece));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const answered = Buffer.concat(pieces).toString();
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text: answered,
              body: parse(answered),
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  const standardToken = zoho.oauth.issueAccessToken();

  return {
    send,
    api: (method, path, { body, text, token = standardToken, host, headers } = {}) =>
      send({
        method,
        host: host ?? zoho.oauth.dataCenter.api[zoho.oauth.environment],
        path: `/crm/v8${path}`,
        headers: {
          authorization: `Zoho-oauthtoken ${token}`,
          'content-type': 'application/json',
          ...headers,
        },
        text: text ?? (body === undefined ? undefined : JSON.stringify(body)),
      }),
    form: (path, fields, host = zoho.oauth.dataCenter.accounts) =>
      send({
        method: 'POST',
        host,
        path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        text: new URLSearchParams(fields).toString(),
      }),
  };
}

/** The names of the records in an answer. */
export const recordNames = (answer: { body: unknown }) =>
  (answer.body as { data: { Full_Name: string }[] }).data.map((record) => record.Full_Name);

/** What became of the first record of a write. */
export const firstRow = (answer: { body: unknown }) =>
  (
    answer.body as {
      data: { code: string; status: string; details: Record<string, unknown>; message: string }[];
    }
  ).data[0]!;
