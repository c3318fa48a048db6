import { isoTime } from '@/utils/platform/iso-time';
import type { CallEntry } from '@/utils/crm/connector';
import type { ZohoField } from '@/utils/crm/zoho/zoho-metadata';

/** Label of the field that keeps a call's key; `offerKeyField` creates it. */
export const KEY_FIELD_LABEL = 'Softphone Call Key';
const KEY_FIELD_NAME = /^Softphone_Call_Key\d*$/;
const SUBJECT_LENGTH = 255;
const DESCRIPTION_LENGTH = 32_000;

/** How this organisation's Calls module differs from others. */
export interface CallFields {
  /** API name of the field that keeps the call's key, if there is one. */
  keyField?: string;
  /** Zoho refuses a second call with the same key. */
  keyIsUnique: boolean;
  /** `Outgoing_Call_Status` or `Outbound_Call_Status`, whichever the organisation has. */
  outgoingStatus?: string;
  /** Longest texts by API name. */
  maxLength: Record<string, number>;
  results: string[];
  purposes: string[];
}

/** Reads the Calls module's metadata; null (scope missing) gives what Zoho delivers. */
export function callFieldsFrom(fields: ZohoField[] | null): CallFields {
  const key = fields?.find((field) => field.label === KEY_FIELD_LABEL || KEY_FIELD_NAME.test(field.apiName));
  const has = (name: string) => fields?.some((field) => field.apiName === name) ?? false;
  const options = (name: string) => fields?.find((field) => field.apiName === name)?.options ?? [];
  const status = ['Outgoing_Call_Status', 'Outbound_Call_Status'].find(has);
  return {
    keyField: key?.apiName,
    keyIsUnique: key?.unique ?? false,
    outgoingStatus: status,
    maxLength: Object.fromEntries(
      (fields ?? []).flatMap((field) => (field.maxLength ? [[field.apiName, field.maxLength]] : [])),
    ),
    results: options('Call_Result'),
    purposes: options('Call_Purpose'),
  };
}

/** The line by which a call without key field is found again. */
export function keyLine(key: string): string {
  return `Call key: ${key}`;
}

/**
 * The body of `POST /Calls`. A Contact goes into `Who_Id`; any other record into `What_Id`, which needs `$se_module`.
 * Zoho refuses a duration of zero for calls that are not missed, so an unanswered outbound call counts one second; its
 * result and description say that nobody answered.
 */
export function toZohoCall(entry: CallEntry, fields: CallFields): Record<string, unknown> {
  const missed = entry.outcome === 'missed';
  const seconds = Math.max(1, Math.round(entry.talkSeconds));
  const description = [
    entry.description,
    entry.remarks,
    entry.note,
    entry.recordingUrl && `Recording: ${entry.recordingUrl}`,
  ].filter(Boolean);
  const room = (fields.maxLength.Description ?? DESCRIPTION_LENGTH) - keyLine(entry.key).length - 2;
  const text = cut(description.join('\n\n'), room);
  const result = entry.result ?? unansweredResult(entry, fields);
  return {
    ...entry.fields,
    Subject: cut(oneLine(entry.subject) || 'Call', fields.maxLength.Subject ?? SUBJECT_LENGTH),
    Call_Type: missed ? 'Missed' : entry.direction === 'inbound' ? 'Inbound' : 'Outbound',
    Call_Start_Time: isoTime(entry.startedAt, entry.utcOffsetMinutes),
    ...(missed ? {} : { Call_Duration: duration(seconds), Call_Duration_in_seconds: seconds }),
    Description: fields.keyField ? text : [text, keyLine(entry.key)].filter(Boolean).join('\n\n'),
    ...(fields.keyField ? { [fields.keyField]: entry.key } : {}),
    ...(fields.outgoingStatus && entry.direction === 'outbound'
      ? { [fields.outgoingStatus]: 'Completed' }
      : {}),
    ...(result ? { Call_Result: result } : {}),
    ...(entry.purpose ? { Call_Purpose: entry.purpose } : {}),
    ...(entry.recordingUrl ? { Voice_Recording__s: entry.recordingUrl } : {}),
    ...(entry.ownerId ? { Owner: { id: entry.ownerId } } : {}),
    ...link(entry),
  };
}

/**
 * The body of `PUT /Calls/{id}`: what the user may add after the call. Zoho lets neither the type nor the owner of a
 * completed call be changed, and its times stay as they were.
 */
export function changedCall(entry: CallEntry, fields: CallFields): Record<string, unknown> {
  const changeable = /^(Description|Call_Result|Call_Purpose|Who_Id|What_Id|\$se_module)$/;
  return Object.fromEntries(
    Object.entries(toZohoCall(entry, fields)).filter(([name]) => changeable.test(name)),
  );
}

/** `MM:SS`, and `HH:MM:SS` from an hour on, as live records hold it. */
export function duration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3600 ? minutes : `${two(Math.floor(seconds / 3600))}:${minutes}`;
}

function link(entry: CallEntry): Record<string, unknown> {
  if (!entry.record) return {};
  const { module, id } = entry.record;
  return module === 'Contacts' ? { Who_Id: { id } } : { What_Id: { id }, $se_module: module };
}

function unansweredResult(entry: CallEntry, fields: CallFields): string | undefined {
  if (entry.outcome !== 'not-reached') return undefined;
  return fields.results.find((value) => /no response|busy|no answer/i.test(value));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Shortened at a whole character, the last one an ellipsis. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, Math.max(0, length - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}
