import type { CrmRecord, PhoneNumber } from '@/utils/crm/connector';
import { countryCodeOf } from '@/utils/crm/country-code';
import { CrmError } from '@/utils/crm/crm-error';
import { matchNumber } from '@/utils/crm/match-number';
import { rank, type Candidate } from '@/utils/crm/rank';
import { rowsOf } from '@/utils/crm/zoho/rows';
import type { ZohoRequest } from '@/utils/crm/zoho/zoho-api';
import { readParts, type Part, type ZohoBatch } from '@/utils/crm/zoho/zoho-batch';
import type { ZohoField, ZohoMetadata } from '@/utils/crm/zoho/zoho-metadata';
import { withOpenDeals } from '@/utils/crm/zoho/zoho-open-deals';
import { countryOf, fieldsToAsk, phoneFields } from '@/utils/crm/zoho/zoho-record';
import { asText, type Json } from '@/utils/http/json';
import { variantsOf } from '@/utils/numbers/variants';

/** What a lookup needs. */
export interface ZohoLookupOptions {
  batch: ZohoBatch;
  metadata: ZohoMetadata;
  /** In the user's order. */
  modules: readonly string[];
  toRecord: (module: string, json: Json) => CrmRecord | null;
}

/** Modules whose phone fields are known without metadata. */
const STANDARD = /^(Contacts|Leads|Accounts)$/;
/** Digits that all spellings of one number share, however it is stored. */
const TAIL = 7;

/**
 * Finds the records that hold a number. Zoho compares text in a way it does not publish, so we ask widely and decide
 * ourselves (`matchNumber`):
 *
 * 1. search by the digits every spelling contains: the national (significant) number;
 * 2. if nobody was found: by the last seven digits (trunk and mobile prefixes move in some countries), and by COQL for
 *    the usual spellings, which also sees records saved a moment ago, before the search index does.
 */
export async function findByNumber(
  options: ZohoLookupOptions,
  number: PhoneNumber,
  signal?: AbortSignal,
): Promise<CrmRecord[]> {
  const { modules } = options;
  const { significant, last } = variantsOf(number.e164 ?? number.raw);
  if (significant.length < 3 || modules.length === 0) return [];
  const fields = new Map(
    await Promise.all(modules.map(async (module) => [module, await fieldsFor(options, module)] as const)),
  );
  const ask = async (requests: { module: string; request: ZohoRequest }[]) => {
    const parts = await options.batch(
      requests.map(({ request }) => ({ ...request, priority: 'urgent', signal })),
    );
    return verified(
      options,
      number,
      fields,
      requests.map(({ module }, index) => ({ module, part: parts[index]! })),
    );
  };
  const search = (phone: string) =>
    modules.map((module) => ({ module, request: searchRequest(module, phone, fields.get(module)!) }));

  const first = await ask(search(significant));
  if (first.length > 0 || !number.e164) return ranked(options, first, signal);
  const tail = last.slice(-TAIL);
  const [wider, recent] = await Promise.all([
    tail === significant ? [] : ask(search(tail)),
    ask(
      modules.flatMap((module) => {
        const request = coqlRequest(module, number.e164!, fields.get(module)!);
        return request ? [{ module, request }] : [];
      }),
    ).catch(withoutCoql),
  ]);
  return ranked(options, [...wider, ...recent], signal);
}

/** Best first. Only where several fit are their deals worth a question. */
async function ranked(
  { batch, modules }: ZohoLookupOptions,
  candidates: Candidate[],
  signal?: AbortSignal,
): Promise<CrmRecord[]> {
  const records = rank(candidates, { modules });
  if (records.length < 2) return records;
  const known = new Map(
    (await withOpenDeals(batch, records, signal)).map((one) => [`${one.module} ${one.id}`, one]),
  );
  const told = candidates.map(({ record, sureness }) => ({
    record: known.get(`${record.module} ${record.id}`) ?? record,
    sureness,
  }));
  return rank(told, { modules });
}

/** COQL has a scope of its own, and not every edition has it: without it, search alone decides. */
function withoutCoql(error: unknown): Candidate[] {
  if (error instanceof CrmError && (error.kind === 'forbidden' || error.kind === 'rejected')) return [];
  throw error;
}

/** Metadata where it is at hand; only a module of the organisation's own must wait for it. */
async function fieldsFor({ metadata }: ZohoLookupOptions, module: string): Promise<ZohoField[] | null> {
  const atHand = metadata.fieldsAtHand(module);
  if (atHand || STANDARD.test(module)) return atHand;
  return metadata.fields(module).catch(() => null);
}

function searchRequest(module: string, phone: string, fields: ZohoField[] | null): ZohoRequest {
  return {
    method: 'GET',
    path: `${module}/search`,
    query: { phone, fields: fieldsToAsk(module, fields).join(','), per_page: '200' },
  };
}

/** Spellings in which numbers are usually stored, quoted for COQL; digits and separators only, so nothing to escape. */
function coqlRequest(module: string, e164: string, fields: ZohoField[] | null): ZohoRequest | null {
  const names = Object.keys(phoneFields(module, fields)).slice(0, 8);
  if (names.length === 0) return null;
  const { digits, national, significant, formatted } = variantsOf(e164);
  const spellings = [...new Set([e164, digits, national, significant, ...formatted])]
    .filter((text) => /^[+\d ().-]+$/.test(text))
    .map((text) => `'${text}'`)
    .join(', ');
  const where = names.map((name) => `(${name} in (${spellings}))`).reduce((all, one) => `(${all} or ${one})`);
  const columns = ['id', ...fieldsToAsk(module, fields)].join(', ');
  return {
    method: 'POST',
    path: 'coql',
    body: { select_query: `select ${columns} from ${module} where ${where} limit 0, 25` },
  };
}

function verified(
  options: ZohoLookupOptions,
  wanted: PhoneNumber,
  fields: Map<string, ZohoField[] | null>,
  answers: { module: string; part: Part }[],
): Candidate[] {
  const lists = readParts(
    answers.map(({ part }) => part),
    (answer, index) => {
      const { module } = answers[index]!;
      const phones = phoneFields(module, fields.get(module) ?? null);
      return rowsOf(answer).flatMap((json) => toCandidate(options, wanted, module, json, phones));
    },
  );
  const failed = lists.filter((list) => list instanceof CrmError);
  if (failed.length === answers.length && failed[0]) throw failed[0];
  const found = lists.flatMap((list) => (list instanceof CrmError ? [] : list));
  const blocking = failed.find((error) => error.kind !== 'forbidden' && error.kind !== 'rejected');
  // "Nobody" is only true when every module was asked.
  if (found.length === 0 && blocking) throw blocking;
  return found;
}

function toCandidate(
  options: ZohoLookupOptions,
  wanted: PhoneNumber,
  module: string,
  json: Json,
  phones: Record<string, string>,
): Candidate[] {
  const sureness = surenessOf(json, wanted, phones);
  const record = sureness === null ? null : options.toRecord(module, json);
  return record && sureness !== null ? [{ record, sureness }] : [];
}

function surenessOf(json: Json, wanted: PhoneNumber, phones: Record<string, string>): number | null {
  const recordCountry = countryCodeOf(countryOf(json));
  const matches = Object.keys(phones)
    .map((name) => matchNumber(asText(json[name]), { wanted, recordCountry }))
    .filter((one) => one !== null);
  return matches.length > 0 ? Math.min(...matches) : null;
}
