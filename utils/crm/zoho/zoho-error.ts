import { CrmError } from '@/utils/crm/crm-error';
import { HttpError, type HttpResponse } from '@/utils/http/http-client';
import { asObject, asObjects, asText, type Json } from '@/utils/http/json';
import { retryAfter } from '@/utils/http/retry-after';
import { OAuthError } from '@/utils/oauth/oauth-error';

/** How long we leave Zoho alone after "too many requests", which comes without `Retry-After`. */
const BUSY_MS = 30_000;

/** Zoho's error object, wherever it sat in the answer. */
export interface ZohoProblem {
  code: string;
  message: string;
  details: Json;
}

/** The first error in an answer: bare, or the first failed row of `data`, `users`, `fields`…; null when there is none. */
export function problemIn(json: unknown): ZohoProblem | null {
  const body = asObject(json);
  const rows = [body, ...Object.values(body).flatMap((value) => asObjects(value).slice(0, 100))];
  const failed = rows.find((row) => row.status === 'error' && typeof row.code === 'string');
  return failed
    ? { code: asText(failed.code), message: asText(failed.message), details: asObject(failed.details) }
    : null;
}

/** An answer that is not a success, as the product's error. `write`: the request would have changed something. */
export function errorFrom(answer: HttpResponse, json: unknown, write: boolean, now: number): CrmError {
  const problem = problemIn(json);
  const detail = problem
    ? wordsOf(problem)
    : `HTTP ${answer.status}${json === undefined ? ', not JSON' : ''}`;
  if (answer.status === 429 || /^(TOO_MANY_REQUESTS|RATE_LIMIT_EXCEEDED)$/.test(problem?.code ?? ''))
    return new CrmError('rate-limited', 'Zoho asks us to slow down. We wait, then go on by ourselves.', {
      detail,
      retryAt: now + (retryAfter(answer.headers['retry-after'], now) ?? BUSY_MS),
    });
  if (answer.status >= 500 || json === undefined) return noAnswer(write, detail);
  if (!problem) return noAnswer(write, detail);
  return errorFromProblem(problem, answer.status);
}

/** Zoho's own error code as the product's error. */
export function errorFromProblem(problem: ZohoProblem, status: number): CrmError {
  const detail = wordsOf(problem);
  const field = asText(problem.details.api_name) || asText(asObjects(problem.details.errors)[0]?.api_name);
  switch (problem.code) {
    case 'INVALID_TOKEN':
    case 'AUTHENTICATION_FAILURE':
      return new CrmError('signed-out', 'Zoho no longer accepts this sign-in. Sign in to Zoho again.', {
        detail,
      });
    case 'OAUTH_SCOPE_MISMATCH':
      return new CrmError(
        'forbidden',
        'This sign-in lacks a permission. Sign in again with all scopes listed in the options.',
        { detail },
      );
    case 'NO_PERMISSION':
    case 'AUTHORIZATION_FAILED':
    case 'NOT_ALLOWED':
      return new CrmError(
        'forbidden',
        'Your Zoho profile does not allow this. Ask your Zoho administrator.',
        { detail },
      );
    case 'INVALID_MODULE':
    case 'NOT_SUPPORTED':
      return new CrmError(
        'forbidden',
        'Zoho does not offer this module to you. Ask your Zoho administrator.',
        {
          detail,
        },
      );
    case 'DUPLICATE_DATA':
      return new CrmError('duplicate', 'Zoho already has this record.', {
        detail,
        field,
        existing: existingIn(problem.details),
      });
    case 'INTERNAL_ERROR':
    case 'SERVICE_UNAVAILABLE':
      return noAnswer(false, detail);
    default:
      return new CrmError(
        'rejected',
        field ? `Zoho refuses the value of “${field}”.` : 'Zoho refuses what we sent.',
        { detail: status >= 400 || detail ? detail : `HTTP ${status}`, field },
      );
  }
}

/** Anything a request can end in, as `CrmError`. */
export function toCrmError(error: unknown, write: boolean): CrmError {
  if (error instanceof CrmError) return error;
  if (error instanceof OAuthError) return fromOAuth(error);
  if (!(error instanceof HttpError)) throw error;
  if (error.kind === 'not-allowed')
    return new CrmError('forbidden', 'Allow access to Zoho in the options first.', { detail: error.kind });
  if (error.kind === 'redirected')
    return new CrmError(
      'unreachable',
      'This network asks for its own login. Open any web page, then try again.',
      {
        detail: error.kind,
      },
    );
  return noAnswer(write && error.sent, error.kind);
}

function fromOAuth(error: OAuthError): CrmError {
  const more = { detail: error.detail, retryAt: error.retryAt };
  if (error.kind === 'wait') return new CrmError('rate-limited', error.message, more);
  if (error.kind === 'unreachable') return new CrmError('unreachable', error.message, more);
  return new CrmError('signed-out', error.message, more);
}

function noAnswer(write: boolean, detail: string): CrmError {
  return write
    ? new CrmError('ambiguous', 'Zoho did not confirm. We look whether it was saved before trying again.', {
        detail,
      })
    : new CrmError('unreachable', 'Zoho does not answer at the moment.', { detail });
}

function existingIn(details: Json): { module: string; id: string } | undefined {
  const duplicate = asObject(details.duplicate_record);
  const id = asText(duplicate.id) || asText(details.id);
  const module = asText(asObject(duplicate.module).api_name);
  return id ? { module, id } : undefined;
}

/** "required field not found (Last_Name)": the CRM's own words, with the field they are about. */
function wordsOf(problem: ZohoProblem): string {
  const about = ['api_name', 'maximum_length', 'expected_data_type', 'param_name', 'reason']
    .map((name) => asText(problem.details[name]))
    .filter(Boolean);
  const words = problem.message || problem.code;
  return about.length > 0 ? `${words} (${about.join(', ')})` : words;
}
