import type { ComposedText, RequestTemplate } from '@/utils/crm/template/crm-template';
import { cleanNumber } from '@/utils/crm/template/clean-number';
import { type Contact, createContactFinder } from '@/utils/crm/template/find-contacts';
import { createGlobals } from '@/utils/crm/template/globals';
import { createRenderContext, type Variables } from '@/utils/crm/template/render-context';
import { createRequestRunner, type Exchange, stepName } from '@/utils/crm/template/request-runner';
import { keepAfter } from '@/utils/crm/template/keep-after';
import { readRows, readValues, type Row } from '@/utils/crm/template/rows';
import { createSession, type SessionDeps } from '@/utils/crm/template/session';
import { StepError } from '@/utils/crm/template/step-error';
import { fieldsOf } from '@/utils/gotemplate/fields';

export interface EngineDeps extends SessionDeps {
  /** Contact types asked, by the names of their requests; default: all. */
  readonly contactTypes?: readonly string[];
  /** Values of GetGlobalInfo known from before. */
  readonly globals?: Readonly<Record<string, string>>;
  /** The user's own subject and description where the template lets them be changed. */
  readonly texts?: Readonly<Partial<Record<'journal' | 'ticket', ComposedText>>>;
}

export interface Lookup {
  readonly contacts: readonly Contact[];
  /** Steps that failed while others found something. */
  readonly warnings: readonly StepError[];
}

/** Tickets remembered until their call is logged. */
const MAX_TICKETS = 100;

export type TemplateEngine = ReturnType<typeof createTemplateEngine>;

/**
 * Runs a template: one method per thing the format can do. Everything from outside is passed in. Each method throws
 * `StepError` and nothing else.
 */
export function createTemplateEngine(deps: EngineDeps) {
  const { template, timeZone } = deps;
  const session = createSession(deps);
  const observers = new Set<(exchange: Exchange) => void>();
  const runner = createRequestRunner(deps, session, (exchange) => {
    for (const observer of observers) observer(exchange);
  });
  const globals = createGlobals(template, runner, deps.globals);
  const finder = createContactFinder({ ...deps, namedAddresses: session.namedAddresses }, runner, globals);
  const tickets = new Map<string, string>();

  /** Hears everything asked and answered, secrets included, until the returned function is called. */
  function observe(observer: (exchange: Exchange) => void): () => void {
    observers.add(observer);
    return () => void observers.delete(observer);
  }

  /** Every text that must not be shown: fields marked so, and what the sign-in gave. */
  async function secrets(): Promise<string[]> {
    const fields = template.fields
      .filter(({ editor }) => editor === 'password')
      .map(({ name }) => deps.fields[name] ?? '');
    return [...fields, ...(await session.secrets())].filter((secret) => secret !== '');
  }

  /** Checks fields and sign-in, and reads the values for all scenarios. */
  async function connect(): Promise<void> {
    const missing = session.missingFields();
    if (missing.length > 0)
      throw new StepError('config-missing', 'AuthMethod', `Fill in ${missing.join(', ')} first.`, {
        fields: missing,
      });
    await session.current();
    await globals.load();
  }

  /** The CRM's users. */
  async function listUsers(): Promise<Row[]> {
    const rows = template.requests.UserAssociation.map(async (request) => {
      const found = await runner.run(request, await globals.forRequest(request, {}));
      return found.kind === 'answer' ? readRows(found.answer, request.outputs, 'UserUniqueId') : [];
    });
    return (await Promise.all(rows)).flat();
  }

  /** Contacts that have a number; nothing is asked when nothing is left of it after cleaning. */
  async function lookup(phone: string, more: Variables = {}, signal?: AbortSignal): Promise<Lookup> {
    const number = cleanNumber(phone);
    if (number === '') return { contacts: [], warnings: [] };
    const chosen = template.requests.SyncContactAuto.filter(
      ({ name }) => deps.contactTypes === undefined || deps.contactTypes.includes(name),
    );
    return finder.find(chosen, { ...more, Phone: number }, signal);
  }

  /** The page of a contact by its Outputs; empty when they do not tell it. */
  async function pageOf(type: string, values: Row): Promise<string> {
    return finder.pageOf(type, '', values, await session.namedAddresses(), []);
  }

  /** Contacts by free text, where the template has a scenario for it. */
  async function search(text: string, signal?: AbortSignal): Promise<Lookup> {
    return finder.find(template.requests.SearchContact, { SearchValue: text }, signal);
  }

  /** Creates a contact of a type; the id is empty when the CRM's answer does not tell it. */
  async function createContact(
    type: string,
    variables: Variables,
  ): Promise<{ contactId: string; type: string; row: Row }> {
    const request = template.requests.CreateNewContact.find(({ name }) => name === type);
    if (!template.features.createNewContact || !request)
      throw new StepError('render', 'CreateNewContact', `${template.name} cannot create "${type}".`);
    const name = `${text(variables.FirstName)} ${text(variables.LastName)}`.trim();
    const row = await write(request, { DisplayName: name, ...variables });
    return { contactId: row?.ContactsId ?? '', type, row: row ?? {} };
  }

  /** Makes a ticket while it rings; the others of its scenario run at the call's end. */
  async function ticketStart(variables: Variables): Promise<{ ticketId: string }> {
    const [request] = ticketRequests().first;
    if (!request) return { ticketId: '' };
    const row = await write(request, compose('ticket', variables));
    const ticketId = row?.TicketId ?? '';
    if (ticketId !== '') remember(variables, ticketId);
    return { ticketId };
  }

  async function ticketEnd(variables: Variables): Promise<void> {
    const composed = compose('ticket', withTicket(variables));
    for (const request of ticketRequests().others) await write(request, withNote(request, composed));
  }

  /** Logs a call; the id is empty when the CRM's answer does not tell it. */
  async function journal(variables: Variables): Promise<{ id: string }> {
    if (!template.features.callJournal) return { id: '' };
    const composed = compose('journal', withTicket(variables));
    let id = '';
    for (const request of template.requests.CallJournal) {
      const row = await write(request, withNote(request, composed));
      id ||= row?.CallId ?? '';
    }
    return { id };
  }

  /** Brings a logged call up to date, with all that is known of it now. */
  async function updateJournal(id: string, variables: Variables): Promise<void> {
    const composed = compose('journal', withTicket({ ...variables, CallId: id }));
    for (const request of template.requests.UpdateCallJournal)
      await write(request, withNote(request, composed));
  }

  /** The call logged under a key before, `''` when there is none or the template cannot tell. */
  async function findJournal(key: string): Promise<string> {
    for (const request of template.requests.FindCallJournal) {
      const row = await write(request, { CallKey: key });
      if (row?.CallId) return row.CallId;
    }
    return '';
  }

  async function addNote(variables: Variables): Promise<{ id: string }> {
    const [request] = template.requests.AddNote;
    if (!request) throw new StepError('render', 'AddNote', `${template.name} cannot take notes.`);
    const row = await write(request, variables);
    return { id: row?.NoteId ?? '' };
  }

  /** Sends one request whose Outputs are single values; `undefined` when it was skipped. */
  async function write(request: RequestTemplate, variables: Variables): Promise<Row | undefined> {
    if (usesMissingTicket(request, variables)) return undefined;
    const found = await runner.run(request, await globals.forRequest(request, variables));
    if (found.kind !== 'answer') {
      if (found.kind === 'nothing' && request.outputs.length > 0 && request.method !== 'GET') return {};
      return undefined;
    }
    return keepAfter(readValues(found.answer, request.outputs), request.outputs);
  }

  function compose(kind: 'journal' | 'ticket', variables: Variables): Variables {
    const own = kind === 'journal' ? template.journalText : template.ticketText;
    const { subject, description } = deps.texts?.[kind] ?? own;
    const step = kind === 'journal' ? 'CallJournal' : 'CreateNewTicket';
    const context = createRenderContext(
      step,
      { ...publicFields(), ...globals.known(), ...variables },
      timeZone,
    );
    const { Remarks, ...others } = variables;
    return {
      Subject: context.text(subject),
      Description: [context.text(description), text(Remarks)].filter(Boolean).join('\n'),
      ...withoutTexts(others),
    };
  }

  /** Secrets have no place in a subject. */
  function publicFields(): Record<string, string> {
    const shown = template.fields.filter((field) => field.editor !== 'password');
    return Object.fromEntries(shown.map(({ name }) => [name, deps.fields[name] ?? '']));
  }

  function ticketRequests() {
    const requests = template.features.createNewTicket ? template.requests.CreateNewTicket : [];
    const first = requests.find(({ name }) => name === 'CreateNewTicket') ?? requests[0];
    return { first: first ? [first] : [], others: requests.filter((request) => request !== first) };
  }

  function remember(variables: Variables, ticketId: string): void {
    tickets.set(text(variables.CallKey), ticketId);
    const [oldest] = tickets.keys();
    if (tickets.size > MAX_TICKETS && oldest !== undefined) tickets.delete(oldest);
  }

  function withTicket(variables: Variables): Variables {
    const known = text(variables.TicketId) || tickets.get(text(variables.CallKey));
    return known ? { ...variables, TicketId: known } : variables;
  }

  return {
    session,
    /** The user signs in on a page of the CRM (authorization code grant). */
    usesSignInPage: template.auth.method === 'oauth2' && template.auth.grant === 'code',
    observe,
    secrets,
    connect,
    listUsers,
    lookup,
    search,
    pageOf,
    createContact,
    ticketStart,
    ticketEnd,
    journal,
    updateJournal,
    findJournal,
    addNote,
    step: stepName,
  };
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A request about a ticket has no meaning without one. */
function usesMissingTicket(request: RequestTemplate, variables: Variables): boolean {
  if (text(variables.TicketId) !== '' || request.outputs.some(({ name }) => name === 'TicketId'))
    return false;
  const texts = [request.url, ...(request.body ? [request.body] : [])];
  return texts.some(({ template }) => fieldsOf(template).some(({ name }) => name === 'TicketId'));
}

/** Nothing the user typed may be lost: a note that neither request nor description has a place for follows the description. */
function withNote(request: RequestTemplate, variables: Variables): Variables {
  const [note, description] = [text(variables.Note), text(variables.Description)];
  const isPlaced =
    request.body !== undefined && fieldsOf(request.body.template).some(({ name }) => name === 'Note');
  if (note === '' || isPlaced || description.includes(note)) return variables;
  return { ...variables, Description: [description, note].filter(Boolean).join('\n\n') };
}

/** Subject and Description given from outside are final: the user wrote or saw them. */
function withoutTexts({ Subject, Description, ...rest }: Variables): Variables {
  return {
    ...rest,
    ...(Subject === undefined ? {} : { Subject }),
    ...(Description === undefined ? {} : { Description }),
  };
}
