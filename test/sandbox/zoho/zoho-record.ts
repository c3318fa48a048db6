/** A CRM record as the API shows it: an id of 19 digits and fields by API name. */
export interface ZohoRecord {
  id: string;
  [field: string]: unknown;
}

export type JsonObject = Record<string, unknown>;

/** A reference to another record or user, as Zoho shows lookups. */
export interface Reference {
  name: string;
  id: string;
  email?: string;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The id in a lookup value: `{ id }`, or the plain string of version 2. */
export function referencedId(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isObject(value) && typeof value.id === 'string' ? value.id : undefined;
}

/** The name under which a record appears in lookups and lists. */
export function displayName(module: string, record: ZohoRecord): string {
  const field = NAME_FIELDS[module] ?? 'Name';
  return String(record[field] ?? record.id);
}

/** The display field of each module. */
export const NAME_FIELDS: Readonly<Record<string, string>> = {
  Leads: 'Full_Name',
  Contacts: 'Full_Name',
  Accounts: 'Account_Name',
  Deals: 'Deal_Name',
  Calls: 'Subject',
  Tasks: 'Subject',
  Notes: 'Note_Title',
  users: 'full_name',
};
