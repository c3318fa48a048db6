import { type ZohoError, zohoError } from '../answer.ts';
import type { ZohoData } from '../zoho-data.ts';
import { isObject, type JsonObject, referencedId } from '../zoho-record.ts';
import { path, type Verdict } from './validate-record.ts';

/** Seconds in `mm:ss` or `hh:mm:ss`; undefined when the text is neither. */
export function durationSeconds(text: string): number | undefined {
  const match = /^(?:(\d{1,3}):)?(\d{1,2}):([0-5]?\d)$/.exec(text.trim());
  return match ? Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]) : undefined;
}

/** `MM:SS`, and `HH:MM:SS` from an hour on. */
export function durationText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return seconds < 3600 ? minutes : `${two(Math.floor(seconds / 3600))}:${minutes}`;
}

/**
 * The polymorphic link (`What_Id` of Calls and Tasks): needs `$se_module`, and a record of that module. Gives the fields to
 * store.
 */
function relatedRecord(data: ZohoData, index: number, row: JsonObject): Verdict {
  if (row.What_Id === undefined || row.What_Id === null)
    return { fields: row.What_Id === null ? { What_Id: null, $se_module: null } : {} };
  const module = row.$se_module;
  if (module === undefined)
    return { error: zohoError('MANDATORY_NOT_FOUND', 'required field not found', path(index, '$se_module')) };
  const known = typeof module === 'string' ? data.metadata.module(module) : undefined;
  if (!known || known.api_name === 'Contacts')
    return { error: zohoError('INVALID_DATA', 'invalid data', path(index, '$se_module')) };
  const id = referencedId(row.What_Id);
  const record = id === undefined ? undefined : data.get(known.api_name, id);
  if (!record)
    return { error: zohoError('INVALID_DATA', 'the id given seems to be invalid', path(index, 'What_Id')) };
  return { fields: { What_Id: data.reference(known.api_name, record), $se_module: known.api_name } };
}

/** What the Calls module demands beyond its fields' types. `existing` is the call being changed, if any. */
export function applyCallRules(
  data: ZohoData,
  now: number,
  index: number,
  row: JsonObject,
  fields: JsonObject,
  existing: JsonObject | null,
): Verdict {
  const refuse = (code: string, message: string, name: string): { error: ZohoError } => ({
    error: zohoError(code, message, path(index, name)),
  });
  const link = relatedRecord(data, index, row);
  if ('error' in link) return link;

  if (existing) {
    if (fields.Call_Type !== undefined && fields.Call_Type !== existing.Call_Type)
      return refuse('NOT_ALLOWED', 'Call Type cannot be changed.', 'Call_Type');
    const owner = isObject(existing.Owner) ? existing.Owner.id : undefined;
    if (isObject(fields.Owner) && fields.Owner.id !== owner)
      return refuse('NOT_ALLOWED', 'Owner cannot be changed for completed calls.', 'Owner');
  }

  const type = fields.Call_Type ?? existing?.Call_Type;
  const scheduled = fields.Outgoing_Call_Status === 'Scheduled';
  if (scheduled && Date.parse(String(fields.Call_Start_Time)) <= now)
    return refuse(
      'INVALID_DATA',
      'Call start time should be in the future for scheduled calls.',
      'Call_Start_Time',
    );

  const stored: JsonObject = { ...fields, ...link.fields };
  const given = fields.Call_Duration_in_seconds;
  let seconds = typeof given === 'number' ? given : undefined;
  if (typeof fields.Call_Duration === 'string') {
    const parsed = durationSeconds(fields.Call_Duration);
    if (parsed === undefined) return refuse('INVALID_DATA', 'invalid data', 'Call_Duration');
    seconds ??= parsed;
  }
  if (seconds !== undefined && seconds < 0)
    return refuse('INVALID_DATA', 'invalid data', 'Call_Duration_in_seconds');
  if (!existing && type !== 'Missed' && !scheduled) {
    if (seconds === undefined)
      return refuse('MANDATORY_NOT_FOUND', 'required field not found', 'Call_Duration');
    if (seconds === 0) return refuse('DEPENDENT_MISMATCH', 'Call Duration can not be zero.', 'Call_Duration');
  }
  if (seconds !== undefined) {
    stored.Call_Duration_in_seconds = seconds;
    stored.Call_Duration = durationText(seconds);
  }
  if (!existing && type === 'Outbound') stored.Outgoing_Call_Status ??= 'Completed';
  return { fields: stored };
}

/** Tasks carry the same link as calls. */
export function applyTaskRules(data: ZohoData, index: number, row: JsonObject, fields: JsonObject): Verdict {
  const link = relatedRecord(data, index, row);
  return 'error' in link ? link : { fields: { ...fields, ...link.fields } };
}
