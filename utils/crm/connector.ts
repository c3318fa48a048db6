/** What kind of record a CRM can be asked to create. */
export type RecordKind = 'lead' | 'contact';

/** Names a record for good: module in the CRM's API name, id as text (ids exceed 2^53). */
export interface RecordRef {
  module: string;
  id: string;
}

/** A number to look up: what was received, and what it was understood as. */
export interface PhoneNumber {
  /** As received or dialled. */
  raw: string;
  /** E.164 with `+`, if it could be understood. */
  e164?: string;
  /** ISO 3166 region of the number, or of the user where the number does not tell. */
  country: string;
}

/** An open deal shown on the card. */
export interface Deal {
  id: string;
  name: string;
  stage: string;
  /** As the CRM formats it or a plain number in text. */
  amount?: string;
  /** ISO date. */
  closingDate?: string;
}

/** One past activity or note shown on the card. */
export interface Activity {
  id: string;
  kind: 'call' | 'note' | 'task' | 'meeting' | 'other';
  title: string;
  text?: string;
  /** Epoch milliseconds. */
  at?: number;
}

/** A contact, lead or account as the product shows it. All text is data from the CRM: show it by `textContent` only. */
export interface CrmRecord extends RecordRef {
  /** What users call the module: "Contact". */
  kindLabel: string;
  name: string;
  company?: string;
  title?: string;
  email?: string;
  /** The record's phone fields: label as users know it, number as stored. */
  phones: { label: string; number: string }[];
  owner?: string;
  account?: RecordRef & { name: string };
  /** Address of the record's page, or empty where the CRM gives none. */
  url: string;
  /** Epoch milliseconds of the last activity, where the CRM tells; for ranking. */
  lastActivityAt?: number;
  /** How many deals are open, where several records hold one number and the CRM told; for ranking. */
  openDeals?: number;
}

/** What loads after the name: each part appears when it is there. */
export interface RecordDetails {
  deals?: Deal[];
  activities?: Activity[];
}

/** What the user typed (or the rule supplied) for a new record. */
export interface RecordDraft {
  firstName: string;
  lastName: string;
  company: string;
  email: string;
  /** E.164. */
  phone: string;
  /** Further fields by the CRM's API name, such as those the layout makes mandatory. */
  fields: Record<string, string>;
}

/** A field the CRM wants for a new record, read from its metadata. */
export interface FieldSpec {
  name: string;
  label: string;
  type: 'text' | 'email' | 'phone' | 'picklist' | 'number' | 'date' | 'checkbox' | 'textarea';
  required: boolean;
  options?: string[];
  maxLength?: number;
}

/** A user of the CRM. */
export interface CrmUser {
  id: string;
  name: string;
  email: string;
  /** Organisation as its users call it. */
  organisation?: string;
  organisationId?: string;
}

/** Everything a connector needs to log one finished call. JSON-safe: it waits in the outbox as it is. */
export interface CallEntry {
  /** Stored with the record so that a repeat is recognised (see `callKey`). */
  key: string;
  direction: 'inbound' | 'outbound';
  /** Answered, missed (inbound, nobody answered), or not reached (outbound). */
  outcome: 'answered' | 'missed' | 'not-reached';
  /** Epoch milliseconds. */
  startedAt: number;
  answeredAt?: number;
  endedAt: number;
  /** Whole seconds of talk; 0 when not answered. */
  talkSeconds: number;
  /** Minutes east of UTC at `startedAt`, where the user was. */
  utcOffsetMinutes: number;
  number: PhoneNumber;
  /** The record the call belongs to; absent when nobody matched. */
  record?: RecordRef;
  /** The other party's name, where the CRM or the caller told it. */
  name?: string;
  /** Empty: the CRM's template has a text of its own. */
  subject: string;
  /** As `subject`. */
  description: string;
  /** Beside a description that is the template's own: what the reader should know of the call, one line each. */
  remarks?: string;
  /** What the user typed during the call. */
  note?: string;
  /** Disposition and purpose, values from the CRM's own picklists. */
  result?: string;
  purpose?: string;
  recordingUrl?: string;
  /** The agent's CRM user id; absent means the signed-in user. */
  ownerId?: string;
  /** Further fields by the CRM's API name, already rendered. */
  fields?: Record<string, string>;
  /** The helpdesk's ticket of this call, where one was made as it rang. */
  ticketId?: string;
}

/** A log as the CRM has it. */
export interface LoggedEntry {
  id: RemoteId;
  key: string;
  /** Epoch milliseconds. */
  startedAt: number;
}

/** Id of what was created at the CRM. */
export type RemoteId = string;

/** What a connector can do; missing features are declared, never discovered by trying. */
export interface Abilities {
  create: RecordKind[];
  search: boolean;
  notes: boolean;
  tickets: boolean;
  /** `unique`: the CRM refuses a second record with the same key; `search`: we must look before repeating. */
  dedupe: 'unique' | 'search';
}

/** One CRM, signed in or not. Every method rejects with `CrmError` and nothing else. */
export interface CrmConnector {
  /** "Zoho CRM". */
  readonly name: string;
  readonly abilities: Abilities;
  /** Who is signed in. */
  check(): Promise<CrmUser>;
  /** Records that hold the number, verified locally; exact first, may be many. */
  findByNumber(number: PhoneNumber, signal?: AbortSignal): Promise<CrmRecord[]>;
  /** Deals and activities of a record, for the card. */
  details(record: RecordRef, signal?: AbortSignal): Promise<RecordDetails>;
  /** One record by reference, or null when it is gone. */
  get(record: RecordRef, signal?: AbortSignal): Promise<CrmRecord | null>;
  search(text: string, signal?: AbortSignal): Promise<CrmRecord[]>;
  /** Fields the CRM wants for a new record of this kind, mandatory ones first. */
  fieldsFor(kind: RecordKind): Promise<FieldSpec[]>;
  create(kind: RecordKind, draft: RecordDraft): Promise<CrmRecord>;
  /** Takes back a record created seconds ago (undo). */
  remove(record: RecordRef): Promise<void>;
  logCall(entry: CallEntry): Promise<RemoteId>;
  /**
   * Deletes what one request made twice, as browsers repeat a request when a used connection drops before the answer.
   * Absent where the CRM refuses doubles itself, or cannot tell them from others. A repeat is harmless.
   */
  removeTwins?(record: RecordRef, draft: RecordDraft): Promise<void>;
  removeTwinLogs?(logs: readonly LoggedEntry[]): Promise<void>;
  /** Brings a logged call's note, result, purpose and record up to date. Absent where the CRM cannot; a repeat is harmless. */
  changeCall?(id: RemoteId, entry: CallEntry): Promise<void>;
  /**
   * Puts an answered call in the place of its log `id` if that says the call was missed: the log of another phone of the
   * ring group, which did not hear who answered. The id of the log that stands in the end. Absent where the CRM cannot.
   */
  replaceMissed?(id: RemoteId, entry: CallEntry): Promise<RemoteId>;
  /** The call logged under this key, if any. `startedAt` (epoch milliseconds) helps CRMs that cannot search by key. */
  findLoggedCall(key: string, startedAt?: number): Promise<RemoteId | null>;
  addNote(record: RecordRef, text: string): Promise<RemoteId>;
  /** Values the user may choose for a call's result and purpose. */
  callPicklists(): Promise<{ results: string[]; purposes: string[] }>;
  users(): Promise<CrmUser[]>;
  urlOf(record: RecordRef): string;
  /** Milliseconds the CRM's clock is ahead of ours, where that is known; 0 while they agree within two minutes. */
  clockError?(): number;
}
