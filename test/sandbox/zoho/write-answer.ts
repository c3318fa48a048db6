import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { Fault } from './faults.ts';

const JSON_TYPE = 'application/json;charset=utf-8';

/** What some proxies and Zoho's own gateway show when they are in trouble. */
const TROUBLE_PAGE =
  '<!DOCTYPE html><html><head><title>Zoho</title></head><body><h1>We are down for maintenance</h1></body></html>';

/** The bodies of answers that a fault puts in place of the work. */
const FAULT_BODIES: Readonly<Record<number, unknown>> = {
  401: { code: 'INVALID_TOKEN', details: {}, message: 'invalid oauth token', status: 'error' },
  403: {
    code: 'NO_PERMISSION',
    details: { permissions: ['Crm_Implied_Api_Access'] },
    message: 'permission denied',
    status: 'error',
  },
  429: {
    code: 'TOO_MANY_REQUESTS',
    details: {},
    message: 'You have made too many requests',
    status: 'error',
  },
};

const INTERNAL_ERROR = {
  code: 'INTERNAL_ERROR',
  details: {},
  message: 'Internal Server Error',
  status: 'error',
};

/** The answer a fault gives instead of the work, if it is of that sort. */
export function answerInstead(fault: Fault): Answer | undefined {
  if (fault.html)
    return {
      status: fault.status ?? 200,
      text: TROUBLE_PAGE,
      headers: { 'content-type': 'text/html;charset=UTF-8' },
    };
  if (fault.status === undefined) return undefined;
  return { status: fault.status, body: fault.body ?? FAULT_BODIES[fault.status] ?? INTERNAL_ERROR };
}

function bodyOf(answer: Answer, fault: Fault): Buffer {
  if (answer.bytes) return Buffer.from(answer.bytes);
  if (answer.text !== undefined) return Buffer.from(answer.text);
  if (answer.body === undefined) return Buffer.alloc(0);
  const text = JSON.stringify(fault.wrongType ? [[answer.body]] : answer.body);
  return Buffer.from(fault.truncate ? text.slice(0, Math.ceil(text.length / 2)) : text);
}

/**
 * Writes an answer as Zoho does: JSON as an attachment, no CORS headers, so that a call from a content script fails here as
 * it would live. Gives the status sent, or 0 for a dropped connection.
 */
export async function writeAnswer(response: ServerResponse, answer: Answer, fault: Fault): Promise<number> {
  if (fault.dropAfterCommit) {
    response.destroy();
    return 0;
  }
  const isJson = answer.body !== undefined;
  const headers: Record<string, string> = {
    'cache-control': 'private, no-cache, no-store, max-age=0, must-revalidate',
    'strict-transport-security': 'max-age=0',
    'x-content-type-options': 'nosniff',
    ...(isJson && { 'content-type': JSON_TYPE, 'content-disposition': 'attachment; filename=response.json' }),
    ...answer.headers,
  };
  if (fault.dateSkewMs !== undefined) headers.date = new Date(Date.now() + fault.dateSkewMs).toUTCString();
  const body = bodyOf(answer, fault);
  if (answer.status !== 204 && answer.status !== 304) headers['content-length'] = String(body.length);
  response.writeHead(answer.status, headers);
  if (fault.slowBodyMs) {
    const pieces = 8;
    for (let piece = 0; piece < pieces && !response.destroyed; piece++) {
      response.write(
        body.subarray(
          Math.floor((body.length * piece) / pieces),
          Math.floor((body.length * (piece + 1)) / pieces),
        ),
      );
      await wait(fault.slowBodyMs / pieces);
    }
    response.end();
  } else response.end(body.length ? body : undefined);
  return answer.status;
}
