import { type Answer, json, type ZohoError, zohoError } from '../answer.ts';
import { isObject, type JsonObject, type ZohoRecord } from '../zoho-record.ts';
import { type ApiCall, type ApiContext, dataRows } from './api-call.ts';
import { applyCallRules, applyTaskRules } from './call-rules.ts';
import { type Verdict, validateRecord } from './validate-record.ts';

/** A written row's answer. */
interface RowAnswer {
  readonly code: string;
  readonly status: 'success' | 'error';
}

export function writtenRow(record: ZohoRecord, message: string, more: JsonObject = {}) {
  const { Modified_Time, Modified_By, Created_Time, Created_By } = record;
  return {
    code: 'SUCCESS',
    ...more,
    details: {
      Modified_Time,
      Modified_By,
      Created_Time,
      id: record.id,
      Created_By,
      $approval_state: 'approved',
    },
    message,
    status: 'success' as const,
  };
}

/** `whenDone` if all rows went well, 207 for a mixture, 400 when none did. */
export function rowsAnswer(rows: readonly RowAnswer[], whenDone: number): Answer {
  const failed = rows.filter((row) => row.status === 'error').length;
  const status = failed === 0 ? whenDone : failed === rows.length ? 400 : 207;
  return json(status, { data: rows });
}

function check(
  context: ApiContext,
  module: string,
  index: number,
  row: JsonObject,
  existing: ZohoRecord | null,
): Verdict {
  const { data } = context;
  const place = { data, module, row: index };
  const layoutNamed = isObject(row.Layout);
  const verdict = validateRecord(place, row, existing?.id ?? null, layoutNamed);
  if ('error' in verdict) return verdict;
  if (module === 'Calls') return applyCallRules(data, context.now(), index, row, verdict.fields, existing);
  if (module === 'Tasks') return applyTaskRules(data, index, row, verdict.fields);
  return verdict;
}

const unknownId = (index: number): ZohoError =>
  zohoError('INVALID_DATA', 'the id given seems to be invalid', {
    api_name: 'id',
    json_path: `$.data[${index}].id`,
  });

function create(context: ApiContext, module: string, index: number, row: JsonObject) {
  const verdict = check(context, module, index, row, null);
  if ('error' in verdict) return verdict.error;
  const tags = Array.isArray(row.Tag) ? { Tag: row.Tag } : {};
  const record = context.data.add(module, { ...verdict.fields, ...tags }, context.user);
  return writtenRow(record, 'record added');
}

function update(context: ApiContext, module: string, index: number, id: string, row: JsonObject) {
  const existing = context.data.get(module, id);
  if (!existing) return unknownId(index);
  const verdict = check(context, module, index, row, existing);
  if ('error' in verdict) return verdict.error;
  const record = context.data.update(module, id, verdict.fields, context.user)!;
  return writtenRow(record, 'record updated');
}

/** POST /{module} */
export function createRecords(context: ApiContext, module: string, call: ApiCall): Answer {
  const rows = dataRows(call, call.inComposite ? 1 : 100);
  return rowsAnswer(
    rows.map((row, index) => create(context, module, index, row)),
    201,
  );
}

/** PUT /{module} and PUT /{module}/{id} */
export function updateRecords(context: ApiContext, module: string, call: ApiCall, id: string | null): Answer {
  const since = call.headers['if-unmodified-since'];
  const rows = dataRows(call, id || call.inComposite ? 1 : 100);
  const answers = rows.map((row, index) => {
    const target = id ?? String(row.id ?? '');
    const changed = since && context.data.touchedAt(target) > Date.parse(since);
    if (changed)
      return zohoError('ALREADY_MODIFIED', 'The record has already been modified.', { id: target });
    return update(context, module, index, target, row);
  });
  if (answers.length === 1 && answers[0]!.code === 'ALREADY_MODIFIED') return json(412, { data: answers });
  return rowsAnswer(answers, 200);
}

/** DELETE /{module}/{id} and DELETE /{module}?ids= */
export function deleteRecords(context: ApiContext, module: string, ids: readonly string[]): Answer {
  const answers = ids.map((id, index) =>
    context.data.remove(module, id)
      ? { code: 'SUCCESS', details: { id }, message: 'record deleted', status: 'success' as const }
      : unknownId(index),
  );
  return rowsAnswer(answers, 200);
}

/** The fields by which Zoho finds the record to update when none are named. */
const DUPLICATE_FIELDS: Readonly<Record<string, string>> = {
  Leads: 'Email',
  Contacts: 'Email',
  Accounts: 'Account_Name',
  Deals: 'Deal_Name',
};

/** POST /{module}/upsert. Calls, Tasks and Notes do not take part. */
export function upsertRecords(context: ApiContext, module: string, call: ApiCall): Answer {
  const { data } = context;
  const system = DUPLICATE_FIELDS[module];
  if (!system) return json(400, zohoError('NOT_SUPPORTED', 'module not supported for upsert', { module }));
  const unique = data.metadata.fieldsOf(module).filter((field) => field.unique);
  const usable = [system, ...unique.map((field) => field.api_name)];
  const named = isObject(call.body) ? call.body.duplicate_check_fields : undefined;
  const checkFields = Array.isArray(named) ? named.map(String) : usable;
  const unusable = checkFields.find((name) => !usable.includes(name));
  if (unusable)
    return json(
      400,
      zohoError('INVALID_DATA', 'invalid data', {
        api_name: unusable,
        json_path: '$.duplicate_check_fields',
      }),
    );
  const answers = dataRows(call, call.inComposite ? 1 : 100).map((row, index) => {
    for (const name of checkFields) {
      const value = row[name];
      if (typeof value !== 'string' || !value) continue;
      const match = data
        .list(module)
        .find((record) => String(record[name] ?? '').toLowerCase() === value.toLowerCase());
      if (!match) continue;
      const answer = update(context, module, index, match.id, row);
      return answer.status === 'error' ? answer : { ...answer, duplicate_field: name, action: 'update' };
    }
    const answer = create(context, module, index, row);
    return answer.status === 'error' ? answer : { ...answer, duplicate_field: null, action: 'insert' };
  });
  return rowsAnswer(answers, 200);
}
