import { type Answer, invalidId, json, type ZohoError, zohoError } from '../answer.ts';
import type { ZohoData } from '../zoho-data.ts';
import { isObject, type JsonObject, referencedId, type ZohoRecord } from '../zoho-record.ts';
import { type ApiCall, type ApiContext, dataRows } from './api-call.ts';
import { path, validateRecord } from './validate-record.ts';
import { rowsAnswer, writtenRow } from './write-records.ts';

/** A note's link to the record it stands on, with the module in it (version 6 and later). */
export function parentReference(data: ZohoData, module: string, record: ZohoRecord): JsonObject {
  const known = data.metadata.module(module)!;
  return { module: { api_name: known.api_name, id: known.id }, ...data.reference(known.api_name, record) };
}

/** The parent that a row names: `Parent_Id.module` and id, or the string id with `se_module` of old versions. */
function parentOf(
  data: ZohoData,
  index: number,
  row: JsonObject,
): { fields: JsonObject } | { error: ZohoError } {
  const missing = (name: string) => ({
    error: zohoError('MANDATORY_NOT_FOUND', 'required field not found', path(index, name)),
  });
  const wrong = (name: string) => ({
    error: zohoError('INVALID_DATA', 'the id given seems to be invalid', path(index, name)),
  });
  const parent = row.Parent_Id;
  if (parent === undefined || parent === null) return missing('Parent_Id');
  const module = isObject(parent) && isObject(parent.module) ? parent.module.api_name : row.se_module;
  if (typeof module !== 'string') return missing('Parent_Id.module');
  const known = data.metadata.module(module);
  const id = referencedId(parent);
  const record = known && id ? data.get(known.api_name, id) : undefined;
  if (!known || !record) return wrong('Parent_Id');
  return { fields: { Parent_Id: parentReference(data, known.api_name, record), $se_module: known.api_name } };
}

/** POST /Notes, and POST /{module}/{id}/Notes, where the address names the parent. */
export function createNotes(
  context: ApiContext,
  call: ApiCall,
  target: { module: string; id: string } | null,
): Answer {
  const { data } = context;
  const host = target && data.get(target.module, target.id);
  if (target && !host) throw invalidId(1);
  const answers = dataRows(call, call.inComposite ? 1 : 100).map((row, index) => {
    const parent =
      target && host
        ? { fields: { Parent_Id: parentReference(data, target.module, host), $se_module: target.module } }
        : parentOf(data, index, row);
    if ('error' in parent) return parent.error;
    const verdict = validateRecord({ data, module: 'Notes', row: index }, row, null, false);
    if ('error' in verdict) return verdict.error;
    return writtenRow(
      data.add('Notes', { Note_Title: null, ...verdict.fields, ...parent.fields }, context.user),
      'record added',
    );
  });
  return withoutApproval(rowsAnswer(answers, 201));
}

/** Note answers carry no approval state. */
function withoutApproval(answer: Answer): Answer {
  const rows = (answer.body as { data: { details: JsonObject }[] }).data;
  for (const row of rows) delete row.details.$approval_state;
  return json(answer.status, { data: rows });
}
