import { type Answer, json, Refusal } from '../answer.ts';
import { isObject, type JsonObject } from '../zoho-record.ts';
import { type ApiCall, type ApiContext, requireScope } from './api-call.ts';

const MOST_PARTS = 5;
const URI = /^\/crm(?:\/[^/]+)?\/v(\d+(?:\.\d+)?)\/(.*)$/;

const invalid = (index: number, name: string, details: JsonObject = {}) =>
  new Refusal(400, 'INVALID_DATA', 'invalid data', {
    api_name: name,
    json_path: `$.__composite_requests[${index}].${name}`,
    ...details,
  });

/** Puts earlier answers into `@{1:$.data[0].details.id}` and `@{name:…}`. */
function withReferences(value: unknown, answers: ReadonlyMap<string, Answer>): unknown {
  if (Array.isArray(value)) return value.map((entry) => withReferences(entry, answers));
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, withReferences(entry, answers)]),
    );
  if (typeof value !== 'string') return value;
  return value.replace(/@\{(\w+):\$([^}]*)\}/g, (whole, id: string, path: string) => {
    let found: unknown = answers.get(id)?.body;
    for (const [, name, index] of path.matchAll(/\.([\w$]+)|\[(\d+)\]/g))
      found =
        name === undefined
          ? (found as unknown[] | undefined)?.[Number(index)]
          : (found as JsonObject)?.[name];
    if (found === undefined)
      throw new Refusal(400, 'INVALID_REFERENCE', 'invalid reference', { reference: whole });
    return String(found);
  });
}

/** Checks one part and makes a call of it. */
function partCall(index: number, part: unknown, call: ApiCall): { id: string; uri: string; call: ApiCall } {
  if (!isObject(part)) throw invalid(index, '', { expected_data_type: 'jsonobject' });
  const { method, uri, params = {}, headers = {}, body, sub_request_id: id = String(index + 1) } = part;
  if (typeof method !== 'string' || !/^(GET|POST|PUT|DELETE|PATCH)$/.test(method))
    throw invalid(index, 'method');
  const match = typeof uri === 'string' ? URI.exec(uri) : null;
  if (!match) throw invalid(index, 'uri', { regex: '/crm(/.*)?/v[0-9]+([.][0-9]+)?/.*' });
  if (typeof id !== 'string' || !/^[a-zA-Z0-9][a-zA-Z0-9_]*$/.test(id))
    throw invalid(index, 'sub_request_id', { regex: '[a-zA-Z0-9][a-zA-Z0-9_]*' });
  if (!isObject(params) || !isObject(headers))
    throw invalid(index, 'params', { expected_data_type: 'jsonobject' });
  const forbidden = Object.keys(headers).filter((name) => /^(authorization|x-crm-org)$/i.test(name));
  if (forbidden.length) throw invalid(index, 'headers', { restricted_headers: forbidden });
  const version = Number(match[1]);
  if (version > call.version)
    throw new Refusal(400, 'NOT_SUPPORTED', 'sub request version is higher', {
      sub_request_version: version,
      composite_request_version: call.version,
    });
  const [path = '', inline = ''] = match[2]!.split('?');
  const query = new URLSearchParams(inline);
  for (const [name, value] of Object.entries(params)) query.set(name, String(value));
  const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    id,
    uri: String(uri),
    call: {
      method,
      version,
      segments: path.split('/').filter(Boolean).map(decodeURIComponent),
      query,
      body,
      headers: Object.fromEntries(names),
      inComposite: true,
    },
  };
}

/**
 * POST /__composite_requests: up to five calls in one. Answers come in the order of the requests and carry no ids, as in
 * Zoho's own sample.
 */
export function composite(
  context: ApiContext,
  call: ApiCall,
  run: (context: ApiContext, call: ApiCall) => Answer,
): Answer {
  if (call.version < 3)
    throw new Refusal(400, 'API_NOT_SUPPORTED', 'the API is not supported in this version', {
      supported_version: 3,
    });
  requireScope(context, 'composite_requests', null, 'CUSTOM');
  const parts = isObject(call.body) ? call.body.__composite_requests : undefined;
  const whole = (code: string, message: string, details: JsonObject = {}) =>
    new Refusal(400, code, message, {
      api_name: '__composite_requests',
      json_path: '$.__composite_requests',
      ...details,
    });
  if (!Array.isArray(parts) || !parts.length) throw whole('MANDATORY_NOT_FOUND', 'required field not found');
  if (parts.length > MOST_PARTS) throw whole('INVALID_DATA', 'invalid data', { maximum_length: MOST_PARTS });
  const { rollback_on_fail: rollback, parallel_execution: parallel } = call.body as JsonObject;
  if (rollback === true && parallel === true)
    throw new Refusal(400, 'AMBIGUITY_DURING_PROCESSING', 'ambiguity during processing', {
      ambiguity_due_to: ['rollback_on_fail', 'parallel_execution'].map((name) => ({
        api_name: name,
        json_path: `$.${name}`,
      })),
    });
  const planned = parts.map((part, index) => partCall(index, part, call));
  const ids = planned.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw whole('DUPLICATE_DATA', 'duplicate data');

  const answers = new Map<string, Answer>();
  const rows = planned.map(({ id, call: part }) => {
    let answer: Answer;
    try {
      answer = run(context, {
        ...part,
        query: new URLSearchParams(
          [...part.query].map(([name, value]) => [name, String(withReferences(value, answers))]),
        ),
        body: withReferences(part.body, answers),
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = error.answer;
    }
    answers.set(id, answer);
    const response = {
      headers: {
        'X-ACCESSTOKEN-RESET': context.data.time(context.session.expiresAt),
        'content-type': 'application/json;charset=utf-8',
      },
      status_code: answer.status,
      body: answer.body ?? {},
    };
    return {
      code: 'SUCCESS',
      details: { response },
      message: 'composite sub request executed successfully',
      status: 'success',
    };
  });
  return json(200, { __composite_requests: rows });
}
