import { describe, expect, it } from 'vitest';
import { errorFrom, problemIn, toCrmError } from '@/utils/crm/zoho/zoho-error';
import { HttpError } from '@/utils/http/http-client';
import { parseJson } from '@/utils/http/json';

const NOW = 1_000;
const from = (status: number, body: unknown, write = false, headers: Record<string, string> = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return errorFrom({ status, headers, body: text }, parseJson(text), write, NOW);
};
const problem = (code: string, details: object = {}, message = 'words') => ({
  code,
  details,
  message,
  status: 'error',
});

describe('what Zoho answers', () => {
  it.each([
    [401, problem('INVALID_TOKEN'), 'signed-out'],
    [401, problem('OAUTH_SCOPE_MISMATCH'), 'forbidden'],
    [403, problem('NO_PERMISSION'), 'forbidden'],
    [400, problem('INVALID_MODULE'), 'forbidden'],
    [400, problem('INVALID_DATA', { api_name: 'Phone' }), 'rejected'],
    [202, { data: [problem('MANDATORY_NOT_FOUND', { api_name: 'Last_Name' })] }, 'rejected'],
    [207, { data: [{ status: 'success' }, problem('INVALID_DATA')] }, 'rejected'],
    [429, problem('TOO_MANY_REQUESTS'), 'rate-limited'],
    [500, problem('INTERNAL_ERROR'), 'unreachable'],
    [503, '<html>maintenance</html>', 'unreachable'],
    [200, '<html>login</html>', 'unreachable'],
    [200, '{"data":[{"code"', 'unreachable'],
  ])('%s %o is %s', (status, body, kind) => {
    expect(from(status, body).kind).toBe(kind);
  });

  it('leaves a write without a readable answer in doubt', () => {
    for (const body of ['<html>', '{"data":[{"co', problem('INTERNAL_ERROR')])
      expect(from(500, body, true).kind).toBe('ambiguous');
    expect(from(200, '<html>', true).kind).toBe('ambiguous');
  });

  it('names the field and keeps Zoho’s own words', () => {
    const error = from(400, {
      data: [problem('INVALID_DATA', { api_name: 'Phone', maximum_length: 30 }, 'invalid data')],
    });
    expect(error).toMatchObject({ field: 'Phone', detail: 'invalid data (Phone, 30)' });
  });

  it('names the record that is already there, in old and new answers', () => {
    const old = from(202, { data: [problem('DUPLICATE_DATA', { api_name: 'Email', id: '7' })] });
    expect(old).toMatchObject({ kind: 'duplicate', existing: { module: '', id: '7' } });
    const details = { id: '7', duplicate_record: { id: '8', module: { api_name: 'Leads' } } };
    expect(from(202, { data: [problem('DUPLICATE_DATA', details)] }).existing).toEqual({
      module: 'Leads',
      id: '8',
    });
  });

  it('waits as long as Zoho says, or half a minute', () => {
    expect(from(429, problem('X'), false, { 'retry-after': '120' }).retryAt).toBe(NOW + 120_000);
    expect(from(429, problem('X')).retryAt).toBe(NOW + 30_000);
  });

  it('sees a success as no problem', () => {
    expect(problemIn({ data: [{ code: 'SUCCESS', status: 'success', details: {} }] })).toBeNull();
    for (const odd of [null, undefined, [], 'x', 5, { data: 'x' }, { data: [null] }])
      expect(problemIn(odd)).toBeNull();
  });
});

describe('no answer at all', () => {
  it('leaves a write in doubt only if it was sent', () => {
    expect(toCrmError(new HttpError('network', '', true), true).kind).toBe('ambiguous');
    expect(toCrmError(new HttpError('aborted', '', false), true).kind).toBe('unreachable');
    expect(toCrmError(new HttpError('timeout', '', true), false).kind).toBe('unreachable');
    expect(toCrmError(new HttpError('not-allowed', '', false), true).kind).toBe('forbidden');
  });
});
