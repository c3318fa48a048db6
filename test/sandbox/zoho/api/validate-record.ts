import { type ZohoError, zohoError } from '../answer.ts';
import type { Field } from '../field-metadata.ts';
import type { ZohoData } from '../zoho-data.ts';
import { type JsonObject, referencedId } from '../zoho-record.ts';
import { isZohoTime } from '../zoho-time.ts';

/**
 * Zoho's pattern for phone values, with its atomic groups written as look-ahead and back-reference. It takes letters
 * ("ext 12") and refuses slashes, doubled separators and a leading hyphen.
 */
export const ZOHO_PHONE =
  /^\+?(?![.-])(?:(?=((?:[.-]? ?[\da-zA-Z]+)+))\1|(?: ?\((?![.-])(?=((?:[ .-]?[\da-zA-Z]+)+))\2\)(?!\.)(?:[ -]?[\da-zA-Z]+)?)+)+(?:(?:,*;?[\da-zA-Z]+)+(?:#[\da-zA-Z]+)*)?[#;]?$/;

const EMAIL = /^[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[^\s@.,;:<>()]{2,22}$/;

export type Verdict = { error: ZohoError } | { fields: JsonObject };

interface Place {
  readonly data: ZohoData;
  readonly module: string;
  readonly row: number;
}

export const path = (row: number, name: string) => ({ api_name: name, json_path: `$.data[${row}].${name}` });

const invalid = (place: Place, name: string, details: JsonObject = {}, message = 'invalid data'): ZohoError =>
  zohoError('INVALID_DATA', message, { ...details, ...path(place.row, name) });

/** A value in the form it is stored in, or the error Zoho answers. */
type Checked = { value: unknown } | { error: ZohoError };

function checkText(place: Place, field: Field, value: unknown): Checked {
  const name = field.api_name;
  if (typeof value !== 'string')
    return { error: invalid(place, name, { expected_data_type: field.data_type }) };
  const text = value.trim();
  const fits =
    field.data_type === 'phone' ? ZOHO_PHONE.test(text) : field.data_type !== 'email' || EMAIL.test(text);
  if (text.length > field.length) return { error: invalid(place, name, { maximum_length: field.length }) };
  if (text && !fits) return { error: invalid(place, name, { expected_data_type: field.data_type }) };
  return { value: text || null };
}

function checkReference(place: Place, field: Field, value: unknown): Checked {
  const { data } = place;
  const id = referencedId(value);
  const refused = { error: invalid(place, field.api_name, {}, 'the id given seems to be invalid') };
  if (id === undefined)
    return { error: invalid(place, field.api_name, { expected_data_type: 'jsonobject' }) };
  if (field.data_type === 'ownerlookup') {
    const user = data.users.find((entry) => entry.id === id);
    return user ? { value: { name: user.full_name, id, email: user.email } } : refused;
  }
  const module = field.lookupModule ?? '';
  const record = data.get(module, id);
  return record ? { value: data.reference(module, record) } : refused;
}

function check(place: Place, field: Field, value: unknown): Checked {
  const wrongType = (type: string) => ({
    error: invalid(place, field.api_name, { expected_data_type: type }),
  });
  switch (field.data_type) {
    case 'text':
    case 'textarea':
    case 'email':
    case 'phone':
    case 'website':
      return checkText(place, field, value);
    case 'picklist':
      if (typeof value !== 'string') return wrongType('picklist');
      if (!field.pickList.includes(value)) return { error: invalid(place, field.api_name) };
      return { value: value === '-None-' ? null : value };
    case 'integer':
    case 'bigint':
      return Number.isSafeInteger(value) ? { value } : wrongType('integer');
    case 'currency':
      return typeof value === 'number' && Number.isFinite(value) ? { value } : wrongType('double');
    case 'boolean':
      return typeof value === 'boolean' ? { value } : wrongType('boolean');
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? { value } : wrongType('date');
    case 'datetime':
      return typeof value === 'string' && isZohoTime(value)
        ? { value: place.data.time(Date.parse(value)) }
        : wrongType('datetime');
    case 'lookup':
    case 'ownerlookup':
      return checkReference(place, field, value);
  }
}

/** Zoho names the record that already holds the value of a unique field. */
export function duplicate(place: Place, field: string, holder: string): ZohoError {
  const { data, module, row } = place;
  const record = data.get(module, holder)!;
  const moduleId = data.metadata.module(module)?.id;
  return zohoError('DUPLICATE_DATA', 'duplicate data', {
    ...path(row, field),
    id: holder,
    duplicate_record: { id: holder, module: { api_name: module, id: moduleId }, Owner: record.Owner },
  });
}

/**
 * Checks the fields of one row against the module's metadata. Unknown fields and read-only ones are left out silently, as
 * Zoho does. `existing` is the id of the record being changed, or null when a new one is made.
 */
export function validateRecord(
  place: Place,
  row: JsonObject,
  existing: string | null,
  layoutNamed: boolean,
): Verdict {
  const fields: JsonObject = {};
  for (const field of place.data.metadata.fieldsOf(place.module)) {
    const name = field.api_name;
    const value = row[name];
    const empty = value === undefined || value === null || (typeof value === 'string' && !value.trim());
    const demanded = field.system_mandatory || (layoutNamed && field.layoutMandatory);
    if (empty && demanded && (existing === null || value !== undefined))
      return { error: zohoError('MANDATORY_NOT_FOUND', 'required field not found', path(place.row, name)) };
    if (value === undefined || field.read_only || field.lookupModule === 'se_module') continue;
    if (value === null) {
      fields[name] = null;
      continue;
    }
    const checked = check(place, field, value);
    if ('error' in checked) return checked;
    if (field.unique && checked.value !== null) {
      const holder = place.data.holderOf(place.module, name, checked.value);
      if (holder && holder !== existing) return { error: duplicate(place, name, holder) };
    }
    fields[name] = checked.value;
  }
  return { fields };
}
