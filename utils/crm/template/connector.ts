import type {
  CallEntry,
  CrmConnector,
  CrmRecord,
  CrmUser,
  FieldSpec,
  PhoneNumber,
  RecordDraft,
  RecordKind,
  RecordRef,
} from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { type CallContext, callVariables } from '@/utils/crm/template/call-variables';
import { toCrmError } from '@/utils/crm/template/connector-error';
import { contactRecord, kindLabel } from '@/utils/crm/template/contact-record';
import type { RequestTemplate } from '@/utils/crm/template/crm-template';
import { createTemplateEngine, type EngineDeps, type TemplateEngine } from '@/utils/crm/template/engine';
import { findByNumber } from '@/utils/crm/template/find-by-number';
import { fieldsOf } from '@/utils/gotemplate/fields';

export interface TemplateConnectorDeps extends EngineDeps {
  /** The person at this browser. */
  readonly user: { readonly name: string; readonly email: string; readonly number: string };
}

/** A CRM behind a template: the product's contract, and tickets for helpdesks. */
export interface TemplateConnector extends CrmConnector {
  readonly engine: TemplateEngine;
  /** Makes a ticket for a call that rings; the id is empty when the template makes none. */
  startTicket(entry: CallEntry): Promise<string>;
  /** Brings the call's ticket up to date when it has ended. */
  endTicket(entry: CallEntry): Promise<void>;
}

/** Fields of a new record that are shown because the user just typed them. */
const GIVEN_FIELDS = ['LastName', 'Company', 'Email', 'BusinessNumber'];
/** Records remembered for their name and page. */
const MAX_KNOWN = 500;

/** Makes the product's connector out of a template. All methods reject with `CrmError` only. */
export function createTemplateConnector(deps: TemplateConnectorDeps): TemplateConnector {
  const { template, user } = deps;
  const { requests, features } = template;
  const engine = createTemplateEngine(deps);
  const known = new Map<string, CrmRecord>();
  let me: CrmUser = { id: '', name: user.name, email: user.email };

  const read = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => Promise.reject(toCrmError(error, false)));
  const write = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => Promise.reject(toCrmError(error, true)));
  const keyOf = ({ module, id }: RecordRef) => `${module}\n${id}`;

  function remember(records: CrmRecord[]): CrmRecord[] {
    for (const record of records) known.set(keyOf(record), record);
    for (const key of known.keys()) if (known.size > MAX_KNOWN) known.delete(key);
    return records;
  }

  function context(entry: CallEntry, isRinging: boolean): CallContext {
    const record = entry.record && known.get(keyOf(entry.record));
    return { otherName: record?.name || entry.name || '', own: { ...user, crmId: me.id }, isRinging };
  }

  /** What the user or the product composed is final; left empty, the template's own texts count. */
  function variables(entry: CallEntry, isRinging = false): Record<string, string | number> {
    return {
      ...callVariables(entry, context(entry, isRinging)),
      ...(entry.subject === '' ? {} : { Subject: entry.subject }),
      ...(entry.description === '' ? {} : { Description: entry.description }),
      ...(entry.remarks ? { Remarks: entry.remarks } : {}),
    };
  }

  async function check(): Promise<CrmUser> {
    await engine.connect();
    if (!features.userAssociation) return me;
    const found = findMe(await users(), user, Object.values(plainFields()));
    if (found) me = found;
    return me;
  }

  /** What the user typed to connect, without secrets. */
  function plainFields(): Record<string, string> {
    const shown = template.fields.filter(({ editor }) => editor !== 'password');
    return Object.fromEntries(shown.map(({ name }) => [name, deps.fields[name] ?? '']));
  }

  async function users(): Promise<CrmUser[]> {
    const rows = await engine.listUsers();
    return rows.map((row) => ({
      id: row.UserUniqueId ?? '',
      name: [row.FirstName, row.LastName].filter(Boolean).join(' '),
      email: row.Email ?? '',
    }));
  }

  async function create(kind: RecordKind, draft: RecordDraft): Promise<CrmRecord> {
    const request = requestFor(requests.CreateNewContact, kind);
    if (!request) throw new CrmError('forbidden', `${template.name} cannot create this kind of record.`);
    const given = {
      ...draft.fields,
      FirstName: draft.firstName,
      LastName: draft.lastName,
      Company: draft.company,
      Email: draft.email,
      BusinessNumber: draft.phone,
    };
    const { contactId, type, row } = await engine.createContact(request.name, given);
    const values = { ...given, ...row, ContactsId: contactId };
    const contact = { type, values, url: await engine.pageOf(type, values) };
    const record = contactRecord(contact, new Set([...template.shownFields, ...GIVEN_FIELDS]));
    return remember([record])[0]!;
  }

  const cannot = (what: string) =>
    Promise.reject(new CrmError('forbidden', `${template.name} cannot ${what}.`));

  return {
    name: template.name,
    engine,
    abilities: {
      create: features.createNewContact ? kindsOf(requests.CreateNewContact) : [],
      search: requests.SearchContact.length > 0,
      notes: requests.AddNote.length > 0,
      tickets: features.createNewTicket,
      dedupe: 'search',
    },
    check: () => read(check()),
    findByNumber: (number: PhoneNumber, signal) =>
      read(findByNumber(engine, template, number, signal).then((found) => remember(found))),
    details: () => Promise.resolve({}),
    get: (record) => Promise.resolve(known.get(keyOf(record)) ?? unknownRecord(record)),
    search: (text, signal) =>
      read(
        engine
          .search(text, signal)
          .then(({ contacts }) =>
            remember(contacts.map((contact) => contactRecord(contact, template.shownFields))),
          ),
      ),
    fieldsFor: (kind) => Promise.resolve(fieldSpecs(requestFor(requests.CreateNewContact, kind))),
    create: (kind, draft) => write(create(kind, draft)),
    remove: () => cannot('delete records'),
    logCall: (entry) => write(engine.journal(variables(entry)).then(({ id }) => id)),
    ...(requests.UpdateCallJournal.length > 0
      ? { changeCall: (id: string, entry: CallEntry) => write(engine.updateJournal(id, variables(entry))) }
      : {}),
    findLoggedCall: (key) => read(engine.findJournal(key).then((id) => (id === '' ? null : id))),
    addNote: (record, text) =>
      write(
        engine
          .addNote({
            Note: text,
            Title: text.split('\n', 1)[0]!.slice(0, 80),
            ContactId: record.id,
            ContactsId: record.id,
            ContactSyncType: record.module,
          })
          .then(({ id }) => id),
      ),
    callPicklists: () => Promise.resolve({ results: [], purposes: [] }),
    users: () => read(users()),
    urlOf: (record) => known.get(keyOf(record))?.url ?? '',
    startTicket: (entry) =>
      write(engine.ticketStart(variables(entry, true)).then(({ ticketId }) => ticketId)),
    endTicket: (entry) => write(engine.ticketEnd(variables(entry))),
  };
}

/** Which of the CRM's users this is: by e-mail address, given or typed to connect, else by a name that only one bears. */
function findMe(users: readonly CrmUser[], user: { name: string; email: string }, typed: readonly string[]) {
  const same = (a: string, b: string) => a.trim() !== '' && a.trim().toLowerCase() === b.trim().toLowerCase();
  const mails = [user.email, ...typed].filter((text) => text.includes('@'));
  const byMail = users.find(({ email }) => mails.some((mail) => same(mail, email)));
  const byName = users.filter(({ name }) => same(name, user.name));
  return byMail ?? (byName.length === 1 ? byName[0] : undefined);
}

/** A record of an earlier session: all that is known is what it is called in the CRM. */
const unknownRecord = ({ module, id }: RecordRef): CrmRecord => ({
  module,
  id,
  kindLabel: kindLabel(module),
  name: '',
  phones: [],
  url: '',
});

const kindOf = (request: RequestTemplate): RecordKind => (/lead/i.test(request.name) ? 'lead' : 'contact');

const kindsOf = (requests: readonly RequestTemplate[]): RecordKind[] => [...new Set(requests.map(kindOf))];

const requestFor = (requests: readonly RequestTemplate[], kind: RecordKind): RequestTemplate | undefined =>
  requests.find((request) => kindOf(request) === kind);

const DRAFT_FIELDS: readonly FieldSpec[] = [
  { name: 'FirstName', label: 'First name', type: 'text', required: false },
  { name: 'LastName', label: 'Last name', type: 'text', required: true },
  { name: 'Company', label: 'Company', type: 'text', required: false },
  { name: 'Email', label: 'E-mail', type: 'email', required: false },
  { name: 'BusinessNumber', label: 'Phone', type: 'phone', required: true },
];

/** The fields a request sends, the required ones first. */
function fieldSpecs(request: RequestTemplate | undefined): FieldSpec[] {
  const used = new Set(request?.body ? fieldsOf(request.body.template).map(({ name }) => name) : []);
  const isUsed = (name: string) => used.has(name) || (used.has('DisplayName') && name.endsWith('Name'));
  return DRAFT_FIELDS.filter(({ name }) => isUsed(name)).sort(
    (a, b) => Number(b.required) - Number(a.required),
  );
}
