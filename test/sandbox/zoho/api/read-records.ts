import { type Answer, invalidId, json, noContent, Refusal } from '../answer.ts';
import { pointsAt } from '../zoho-data.ts';
import type { ZohoRecord } from '../zoho-record.ts';
import { type ApiCall, type ApiContext, fieldNames, numberParameter, requireScope } from './api-call.ts';
import { page, showRecord } from './show-record.ts';

export const isRecordId = (text: string): boolean => /^\d{15,20}$/.test(text);

/** Rows a composite part may read. */
const COMPOSITE_ROWS = 25;
/** How far `page` reaches; beyond it Zoho wants `page_token`. */
const PAGE_REACH = 2_000;

export const perPageOf = (call: ApiCall): number =>
  Math.min(numberParameter(call, 'per_page', 200, 200), call.inComposite ? COMPOSITE_ROWS : 200);

/** GET /{module}/{id} */
export function readRecord(context: ApiContext, module: string, call: ApiCall, id: string): Answer {
  if (!isRecordId(id)) throw invalidId(1);
  const record = context.data.get(module, id);
  return record ? json(200, { data: [showRecord(record, fieldNames(call, false))] }) : noContent;
}

function sorted(records: ZohoRecord[], by: string, order: string): ZohoRecord[] {
  const key = (record: ZohoRecord) => (by === 'id' ? record.id : `${String(record[by])} ${record.id}`);
  const rising = [...records].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return order === 'asc' ? rising : rising.reverse();
}

/** GET /{module} */
export function listRecords(context: ApiContext, module: string, call: ApiCall): Answer {
  const names = fieldNames(call, true);
  const perPage = perPageOf(call);
  const token = call.query.get('page_token');
  const start = token ? Number(Buffer.from(token, 'base64url').toString()) : Number.NaN;
  if (token && !Number.isInteger(start))
    throw new Refusal(400, 'INVALID_DATA', 'invalid data', { param_name: 'page_token' });
  const pageNumber = token ? start : numberParameter(call, 'page', 1, 1_000_000);
  if (!token && pageNumber * perPage > PAGE_REACH)
    throw new Refusal(400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', 'the data fetch limit is exceeded', {
      page: pageNumber,
      limit: String(PAGE_REACH),
    });

  let records = context.data.list(module);
  const ids = call.query.get('ids')?.split(',');
  if (ids) records = records.filter((record) => ids.includes(record.id));
  const since = call.headers['if-modified-since'];
  if (since) {
    records = records.filter((record) => Date.parse(String(record.Modified_Time)) > Date.parse(since));
    if (!records.length) return { status: 304 };
  }
  if (module === 'Leads' && call.query.get('converted') !== 'both') {
    const wanted = call.query.get('converted') === 'true';
    records = records.filter((record) => Boolean(record.Converted__s) === wanted);
  }
  const by = call.query.get('sort_by') ?? 'id';
  const order = call.query.get('sort_order') ?? 'desc';
  if (!['id', 'Created_Time', 'Modified_Time'].includes(by) || !['asc', 'desc'].includes(order))
    throw new Refusal(400, 'INVALID_DATA', 'invalid data', { param_name: 'sort_by' });
  records = sorted(records, by, order);

  const tokenFor = (number: number) => Buffer.from(String(number)).toString('base64url');
  const hasNext = pageNumber * perPage < records.length;
  const answer = page(records, {
    page: pageNumber,
    perPage,
    names,
    more: {
      ...(hasNext && { next_page_token: tokenFor(pageNumber + 1) }),
      ...(pageNumber > 1 && { previous_page_token: tokenFor(pageNumber - 1) }),
      ...(hasNext && { page_token_expiry: context.data.time(context.now() + 86_400_000) }),
      sort_by: by,
      sort_order: order,
    },
  });
  return answer ? json(200, answer) : noContent;
}

/** GET /{module}/deleted */
export function listDeleted(context: ApiContext, module: string): Answer {
  const removed = context.data.removed(module);
  if (!removed.length) return noContent;
  return json(200, {
    data: removed.map(({ record, at }) => ({
      id: record.id,
      display_name: String(record.Full_Name ?? record.Account_Name ?? record.Subject ?? ''),
      type: 'recycle',
      deleted_time: context.data.time(at),
      deleted_by: { name: context.user.full_name, id: context.user.id },
      created_by: record.Created_By,
    })),
    info: { per_page: 200, count: removed.length, page: 1, more_records: false },
  });
}

/** How a related list finds its records: the module they are in, and the field that points at the parent. */
const RELATED: Readonly<Record<string, Readonly<Record<string, { module: string; field: string }>>>> = {
  Contacts: {
    Deals: { module: 'Deals', field: 'Contact_Name' },
    Calls: { module: 'Calls', field: 'Who_Id' },
    Calls_History: { module: 'Calls', field: 'Who_Id' },
    Tasks: { module: 'Tasks', field: 'Who_Id' },
  },
  Accounts: {
    Contacts: { module: 'Contacts', field: 'Account_Name' },
    Deals: { module: 'Deals', field: 'Account_Name' },
  },
};

/** The related lists of a module by name: notes everywhere, and activities by `What_Id` where records can have them. */
export function relatedListsOf(module: string): Readonly<Record<string, { module: string; field: string }>> {
  const notes = { Notes: { module: 'Notes', field: 'Parent_Id' } };
  if (module === 'Calls' || module === 'Tasks' || module === 'Notes') return notes;
  const links = {
    Calls: { module: 'Calls', field: 'What_Id' },
    Calls_History: { module: 'Calls', field: 'What_Id' },
    Tasks: { module: 'Tasks', field: 'What_Id' },
  };
  return { ...notes, ...links, ...RELATED[module] };
}

/** The records of a related list, newest first; notes oldest first, as Zoho does unless the user set otherwise. */
export function relatedRecords(context: Pick<ApiContext, 'data'>, parent: string, id: string, list: string) {
  const link = relatedListsOf(parent)[list];
  if (!link) return undefined;
  const records = context.data.list(link.module).filter((record) => pointsAt(record, link.field, id));
  return list === 'Notes' ? records : records.reverse();
}

/** GET /{module}/{id}/{related list} */
export function readRelated(
  context: ApiContext,
  module: string,
  call: ApiCall,
  target: { id: string; list: string },
): Answer {
  const names = fieldNames(call, true);
  if (target.list === 'Notes') requireScope(context, 'modules', 'notes', 'READ');
  if (!context.data.get(module, target.id)) throw invalidId(1);
  const records = relatedRecords(context, module, target.id, target.list);
  if (!records)
    throw new Refusal(400, 'INVALID_DATA', 'the relation name given seems to be invalid', {
      resource_path_index: 2,
    });
  const answer = page(records, {
    page: numberParameter(call, 'page', 1, 10_000),
    perPage: perPageOf(call),
    names,
    more: { next_page_token: null, previous_page_token: null, page_token_expiry: null },
  });
  return answer ? json(200, answer) : noContent;
}
