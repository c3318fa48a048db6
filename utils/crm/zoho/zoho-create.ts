import type { CrmRecord, FieldSpec, RecordDraft, RecordKind, RecordRef } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { rowsOf } from '@/utils/crm/zoho/rows';
import type { ZohoAnswer, ZohoApi } from '@/utils/crm/zoho/zoho-api';
import { errorFromProblem, problemIn } from '@/utils/crm/zoho/zoho-error';
import type { ZohoField, ZohoMetadata } from '@/utils/crm/zoho/zoho-metadata';
import { asObject, asObjects, asText } from '@/utils/http/json';

/** The module each kind of record lives in. */
export const MODULE_OF: Record<RecordKind, 'Leads' | 'Contacts'> = { lead: 'Leads', contact: 'Contacts' };

/** Fields the create form has boxes of its own for. */
const OWN_FIELDS = new Set([
  'First_Name',
  'Last_Name',
  'Full_Name',
  'Company',
  'Account_Name',
  'Email',
  'Phone',
  'Owner',
  'Layout',
]);

/** Id of the record an answer says was created; a failed row becomes its error, whatever the HTTP status. */
export function createdId(answer: ZohoAnswer): string {
  const problem = problemIn(answer.json);
  if (problem) throw errorFromProblem(problem, answer.status);
  const row = asObject(asObjects(asObject(answer.json).data)[0]);
  const id = asText(asObject(row.details).id) || asText(row.id);
  if (!id)
    throw new CrmError(
      'ambiguous',
      'Zoho did not confirm. We look whether it was saved before trying again.',
      { detail: 'no id in the answer' },
    );
  return id;
}

/** Creates a lead or contact; a contact's company becomes, or is found as, an account. */
export async function createRecord(
  api: ZohoApi,
  metadata: ZohoMetadata,
  kind: RecordKind,
  draft: RecordDraft,
): Promise<RecordRef> {
  const module = MODULE_OF[kind];
  const known = metadata.fieldsAtHand(module);
  const account = kind === 'contact' && draft.company.trim() ? await accountFor(api, draft) : null;
  const body = toZohoRecord(kind, draft, known, account);
  const answer = await api.call({ method: 'POST', path: module, write: true, body: { data: [body] } });
  try {
    return { module, id: createdId(answer) };
  } catch (error) {
    throw withModule(error, module);
  }
}

/** The body of a new record. Empty values are left out; values of checkboxes and numbers get their JSON type. */
export function toZohoRecord(
  kind: RecordKind,
  draft: RecordDraft,
  fields: ZohoField[] | null,
  accountId: string | null,
): Record<string, unknown> {
  const limit = (name: string, fallback: number) =>
    fields?.find((field) => field.apiName === name)?.maxLength ?? fallback;
  const text = (name: string, value: string, fallback: number) =>
    value.trim() ? { [name]: value.trim().slice(0, limit(name, fallback)) } : {};
  const typed = Object.fromEntries(
    Object.entries(draft.fields)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [
        name,
        typedValue(value, fields?.find((field) => field.apiName === name)?.type),
      ]),
  );
  return {
    ...typed,
    ...text('First_Name', draft.firstName, 40),
    // Zoho demands a last name; a caller without one is called by the number until somebody knows better.
    Last_Name: (draft.lastName.trim() || draft.firstName.trim() || draft.phone || 'Unknown').slice(
      0,
      limit('Last_Name', 80),
    ),
    ...(kind === 'lead' ? text('Company', draft.company, 200) : {}),
    ...(accountId ? { Account_Name: { id: accountId } } : {}),
    ...text('Email', draft.email, 100),
    ...text('Phone', draft.phone, 30),
  };
}

/** The fields a form should offer: mandatory ones first, those with boxes of their own left out. */
export function formFields(fields: ZohoField[]): FieldSpec[] {
  return fields
    .filter(
      (field) => field.mandatory && field.creatable && !field.readOnly && !OWN_FIELDS.has(field.apiName),
    )
    .map((field) => ({
      name: field.apiName,
      label: field.label,
      type: formType(field.type),
      required: true,
      ...(field.options.length > 0 ? { options: field.options } : {}),
      ...(field.maxLength ? { maxLength: field.maxLength } : {}),
    }));
}

/** The account of that very name, or a new one; null where this user may do neither: the contact matters more. */
async function accountFor(api: ZohoApi, draft: RecordDraft): Promise<string | null> {
  const name = draft.company.trim().slice(0, 200);
  const escaped = name.replace(/[(),\\]/g, '\\$&');
  try {
    const found = await api.call({
      method: 'GET',
      path: 'Accounts/search',
      query: { criteria: `(Account_Name:equals:${escaped})`, fields: 'Account_Name', per_page: '200' },
    });
    // "equals" on text behaves like "contains".
    const same = rowsOf(found).find((row) => asText(row.Account_Name).toLowerCase() === name.toLowerCase());
    if (same) return asText(same.id);
    return createdId(
      await api.call({
        method: 'POST',
        path: 'Accounts',
        write: true,
        body: { data: [{ Account_Name: name }] },
      }),
    );
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    if (error.kind === 'duplicate' && error.existing) return error.existing.id;
    if (error.kind === 'forbidden' || error.kind === 'rejected') return null;
    throw error;
  }
}

function withModule(error: unknown, module: string): unknown {
  if (!(error instanceof CrmError) || !error.existing || error.existing.module) return error;
  const { kind, message, detail, field, existing } = error;
  return new CrmError(kind, message, { detail, field, existing: { module, id: existing.id } });
}

function typedValue(value: string, type: string | undefined): unknown {
  if (type === 'boolean') return value === 'true';
  const number = Number(value);
  if (/^(integer|bigint|double|currency|percent|decimal)$/.test(type ?? '') && Number.isFinite(number))
    return number;
  return type === 'multiselectpicklist' ? value.split(';').map((one) => one.trim()) : value;
}

function formType(type: string): FieldSpec['type'] {
  switch (type) {
    case 'email':
    case 'phone':
    case 'picklist':
    case 'date':
    case 'textarea':
      return type;
    case 'boolean':
      return 'checkbox';
    case 'integer':
    case 'bigint':
    case 'double':
    case 'currency':
    case 'percent':
      return 'number';
    default:
      return 'text';
  }
}

/** What a created record looks like before Zoho's index knows it. */
export function recordFromDraft(
  ref: RecordRef,
  draft: RecordDraft,
  kindLabel: string,
  url: string,
): CrmRecord {
  return {
    ...ref,
    kindLabel,
    name: [draft.firstName, draft.lastName].filter(Boolean).join(' ').trim() || draft.phone,
    company: draft.company || undefined,
    email: draft.email || undefined,
    phones: draft.phone ? [{ label: 'Phone', number: draft.phone }] : [],
    url,
  };
}
