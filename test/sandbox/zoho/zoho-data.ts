import { createMetadata, type Metadata } from './module-metadata.ts';
import { createPhoneDigits, digitsOf, type PhoneDigits } from './phone-digits.ts';
import { displayName, isObject, type JsonObject, type Reference, type ZohoRecord } from './zoho-record.ts';
import { offsetMinutesOf, zohoTime } from './zoho-time.ts';

/** A record was made, changed or deleted, by the API, by a page, or by a test. */
export interface RecordEvent {
  readonly module: string;
  readonly action: 'created' | 'updated' | 'deleted';
  readonly record: ZohoRecord;
}

/** The organisation's data, in memory. Every way in (API, pages, tests) reads and writes here. */
export interface ZohoData {
  readonly org: ZohoRecord;
  readonly users: ZohoRecord[];
  readonly metadata: Metadata;
  readonly contacts: ZohoRecord[];
  readonly leads: ZohoRecord[];
  readonly accounts: ZohoRecord[];
  readonly deals: ZohoRecord[];
  readonly calls: ZohoRecord[];
  readonly notes: ZohoRecord[];
  /** Records of any module, oldest first. */
  list(module: string): ZohoRecord[];
  get(module: string, id: string): ZohoRecord | undefined;
  /** The first record that fits all the given field values. */
  find(module: string, fields: JsonObject): ZohoRecord | undefined;
  /** Stores a record as it is, without the API's checks, and fills id, owner and times. */
  add(module: string, fields: JsonObject, by?: ZohoRecord): ZohoRecord;
  update(module: string, id: string, fields: JsonObject, by?: ZohoRecord): ZohoRecord | undefined;
  remove(module: string, id: string): boolean;
  /** Ids of the records removed from a module, with the time of removal. */
  removed(module: string): readonly { record: ZohoRecord; at: number }[];
  /** Records with a phone field whose digits contain `digits`. */
  withDigits(module: string, digits: string): ZohoRecord[];
  /** The id of the record that holds this value in a unique field, if there is one. */
  holderOf(module: string, field: string, value: unknown): string | undefined;
  /** Forbids repeated values in a field, as an administrator can. */
  makeUnique(module: string, field: string): void;
  /** When the record was last touched, in milliseconds: search may lag behind it. */
  touchedAt(id: string): number;
  /** Treats all records as long known: search sees them, whatever its delay. */
  markIndexed(): void;
  /** The record's reference, as lookups show it. */
  reference(module: string, record: ZohoRecord): Reference;
  time(milliseconds: number): string;
  newId(): string;
  onRecord(listener: (event: RecordEvent) => void): () => void;
}

interface Shelf {
  records: Map<string, ZohoRecord>;
  digits: PhoneDigits;
  unique: Map<string, Map<string, string>>;
  removed: { record: ZohoRecord; at: number }[];
}

/** Zoho's ids: 19 digits, always a string. The first digits are the organisation's. */
const ID_PREFIX = '5725767';

export function createZohoData(options: { now: () => number; timeZone: string }): ZohoData {
  let lastId = 411_000;
  const newId = () => ID_PREFIX + String(++lastId).padStart(12, '0');
  const offset = offsetMinutesOf(options.timeZone, options.now());
  const time = (milliseconds: number) => zohoTime(milliseconds, offset);
  const metadata = createMetadata(newId);
  const shelves = new Map<string, Shelf>();
  const touched = new Map<string, number>();
  const listeners = new Set<(event: RecordEvent) => void>();
  const users: ZohoRecord[] = [];
  const org: ZohoRecord = { id: newId() };

  function shelf(module: string): Shelf {
    let found = shelves.get(module);
    if (!found) {
      found = { records: new Map(), digits: createPhoneDigits(), unique: new Map(), removed: [] };
      shelves.set(module, found);
    }
    return found;
  }

  const uniqueFields = (module: string) => metadata.fieldsOf(module).filter((field) => field.unique);
  const uniqueKey = (value: unknown) => String(value).toLowerCase();

  function index(module: string, record: ZohoRecord, changed: JsonObject): void {
    const place = shelf(module);
    for (const name of metadata.phoneFieldsOf(module))
      if (name in changed) place.digits.add(record.id, digitsOf(record[name]));
    for (const { api_name: name } of uniqueFields(module))
      if (record[name] != null && record[name] !== '') {
        const values = place.unique.get(name) ?? new Map<string, string>();
        values.set(uniqueKey(record[name]), record.id);
        place.unique.set(name, values);
      }
  }

  function tell(event: RecordEvent): void {
    for (const listener of listeners) listener(event);
  }

  function fullName(module: string, record: ZohoRecord): void {
    if (module !== 'Leads' && module !== 'Contacts') return;
    record.Full_Name = [record.First_Name, record.Last_Name].filter(Boolean).join(' ');
  }

  const userReference = (user: ZohoRecord): Reference => ({ name: String(user.full_name), id: user.id });
  const ownerReference = (user: ZohoRecord): Reference => ({
    ...userReference(user),
    email: String(user.email),
  });

  const data: ZohoData = {
    org,
    users,
    metadata,
    get contacts() {
      return data.list('Contacts');
    },
    get leads() {
      return data.list('Leads');
    },
    get accounts() {
      return data.list('Accounts');
    },
    get deals() {
      return data.list('Deals');
    },
    get calls() {
      return data.list('Calls');
    },
    get notes() {
      return data.list('Notes');
    },
    list: (module) => [...shelf(module).records.values()],
    get: (module, id) => shelf(module).records.get(id),
    find: (module, fields) => {
      for (const record of shelf(module).records.values())
        if (Object.entries(fields).every(([name, value]) => record[name] === value)) return record;
      return undefined;
    },
    add(module, fields, by = users[0]!) {
      const now = options.now();
      const record: ZohoRecord = {
        id: newId(),
        Owner: ownerReference(by),
        Created_By: userReference(by),
        Modified_By: userReference(by),
        Created_Time: time(now),
        Modified_Time: time(now),
        ...fields,
      };
      fullName(module, record);
      shelf(module).records.set(record.id, record);
      touched.set(record.id, now);
      index(module, record, record);
      tell({ module, action: 'created', record });
      return record;
    },
    update(module, id, fields, by = users[0]!) {
      const place = shelf(module);
      const record = place.records.get(id);
      if (!record) return undefined;
      for (const { api_name: name } of uniqueFields(module))
        if (name in fields) place.unique.get(name)?.delete(uniqueKey(record[name]));
      const now = options.now();
      Object.assign(record, fields, { Modified_Time: time(now), Modified_By: userReference(by) });
      fullName(module, record);
      touched.set(id, now);
      index(module, record, fields);
      tell({ module, action: 'updated', record });
      return record;
    },
    remove(module, id) {
      const place = shelf(module);
      const record = place.records.get(id);
      if (!record) return false;
      place.records.delete(id);
      place.removed.push({ record, at: options.now() });
      for (const { api_name: name } of uniqueFields(module))
        place.unique.get(name)?.delete(uniqueKey(record[name]));
      tell({ module, action: 'deleted', record });
      return true;
    },
    removed: (module) => shelf(module).removed,
    withDigits(module, digits) {
      const place = shelf(module);
      const names = metadata.phoneFieldsOf(module);
      const found: ZohoRecord[] = [];
      for (const id of place.digits.find(digits)) {
        const record = place.records.get(id);
        if (record && names.some((name) => digitsOf(record[name]).includes(digits))) found.push(record);
      }
      return found;
    },
    holderOf: (module, field, value) => shelf(module).unique.get(field)?.get(uniqueKey(value)),
    makeUnique(module, field) {
      const entry = metadata.module(module)?.fields.get(field);
      if (!entry) throw new Error(`${module} has no field called "${field}".`);
      entry.unique = { case_sensitive: false };
      for (const record of shelf(module).records.values()) index(module, record, {});
    },
    touchedAt: (id) => touched.get(id) ?? 0,
    markIndexed: () => touched.clear(),
    reference: (module, record) => ({ name: displayName(module, record), id: record.id }),
    time,
    newId,
    onRecord(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return data;
}

/** True when a record's lookup field points at this id. */
export const pointsAt = (record: ZohoRecord, field: string, id: string): boolean =>
  isObject(record[field]) && (record[field] as JsonObject).id === id;
