import { type Answer, json, noContent, Refusal } from '../answer.ts';
import { digitsOf } from '../phone-digits.ts';
import type { ZohoRecord } from '../zoho-record.ts';
import { type ApiCall, type ApiContext, fieldNames, numberParameter } from './api-call.ts';
import { matcher, parseCriteria } from './criteria.ts';
import { perPageOf } from './read-records.ts';
import { page } from './show-record.ts';

/** How many rows search reaches in all. */
const REACH = 2_000;

const invalid = (name: string, details: Record<string, unknown> = {}) =>
  new Refusal(400, 'INVALID_DATA', 'invalid data', { param_name: name, ...details });

/**
 * The `phone` rule. Zoho does not publish how it normalises; this is the pessimistic reading: both sides are cut down to
 * digits, and the stored number must contain the query. So `+15551234567` misses a stored `555-123-4567`.
 */
function byPhone(context: ApiContext, module: string, value: string): ZohoRecord[] {
  if (value.length < 3 || value.length > 50)
    throw invalid('phone', { minimum_length: 3, maximum_length: 50 });
  if (!/^[+]?[0-9\s\-().]+$/.test(value)) throw invalid('phone', { expected_data_type: 'phone' });
  const digits = digitsOf(value);
  return digits ? context.data.withDigits(module, digits) : [];
}

function byWord(records: ZohoRecord[], word: string): ZohoRecord[] {
  if (word.length < 2 || /[^\p{L}\p{N}\s.@_-]/u.test(word)) throw invalid('word');
  const wanted = word.toLowerCase();
  return records.filter((record) =>
    Object.values(record).some((value) => typeof value === 'string' && value.toLowerCase().includes(wanted)),
  );
}

function hits(context: ApiContext, module: string, query: URLSearchParams): ZohoRecord[] {
  const { data } = context;
  const records = module === 'users' ? data.users : data.list(module);
  const criteria = query.get('criteria');
  const email = query.get('email');
  const phone = query.get('phone');
  const word = query.get('word');
  // Only one of the four counts, in this order.
  if (criteria) {
    const fields = data.metadata.module(module)?.fields ?? new Map();
    return records.filter(matcher(parseCriteria(criteria), fields));
  }
  if (email) {
    const wanted = email.toLowerCase();
    const names =
      module === 'users'
        ? ['email']
        : data.metadata
            .fieldsOf(module)
            .filter((field) => field.data_type === 'email')
            .map((field) => field.api_name);
    return records.filter((record) =>
      names.some((name) => String(record[name] ?? '').toLowerCase() === wanted),
    );
  }
  if (phone) {
    if (module !== 'users') return byPhone(context, module, phone);
    return records.filter((user) => digitsOf(user.phone).includes(digitsOf(phone)));
  }
  if (word) return byWord(records, word);
  throw new Refusal(400, 'EXPECTED_PARAM_MISSING', 'mandatory param missing', {
    param_names: ['criteria', 'email', 'phone', 'word'],
  });
}

/** GET /{module}/search */
export function searchRecords(context: ApiContext, module: string, call: ApiCall): Answer {
  const names = fieldNames(call, false);
  const perPage = perPageOf(call);
  const pageNumber = numberParameter(call, 'page', 1, 1_000_000);
  let records = hits(context, module, call.query);
  if (pageNumber * perPage > REACH)
    throw new Refusal(400, 'LIMIT_REACHED', 'maximum response iteration limit reached', {
      limit: String(REACH),
    });

  const horizon = context.now() - context.indexDelayMs;
  if (context.indexDelayMs > 0)
    records = records.filter((record) => context.data.touchedAt(record.id) <= horizon);
  const converted = call.query.get('converted') ?? 'false';
  if (module === 'Leads' && converted !== 'both')
    records = records.filter((record) => Boolean(record.Converted__s) === (converted === 'true'));

  const order = call.query.get('sort_order') ?? 'desc';
  const direction = order === 'asc' ? 1 : -1;
  records = [...records].sort((a, b) => (a.id < b.id ? -direction : direction)).slice(0, REACH);
  const answer = page(records, {
    page: pageNumber,
    perPage,
    names,
    more: { sort_by: 'id', sort_order: order },
  });
  return answer ? json(200, answer) : noContent;
}
