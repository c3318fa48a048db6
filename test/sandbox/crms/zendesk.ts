import { EventEmitter, once } from 'node:events';
import { startBasicApi } from './basic-api.ts';
import type { CrmAnswer, CrmRequest, JsonServer, ServerTls } from './json-server.ts';
import { digitsOf } from './phone-match.ts';

export interface ZendeskUser {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  role: 'agent' | 'admin' | 'end-user';
  identities: { type: string; value: string }[];
}

export interface ZendeskTicket {
  id: number;
  fields: Record<string, unknown>;
  comments: unknown[];
  voiceComments: unknown[];
}

export interface Zendesk extends JsonServer {
  readonly users: ZendeskUser[];
  readonly tickets: ZendeskTicket[];
  readonly hosts: readonly string[];
  /** The next request is asked to wait this many seconds. */
  throttleNext(seconds: number): void;
  /** Waits until the ticket of this place in the list is made. */
  waitForTicket(index: number): Promise<ZendeskTicket>;
  /** Waits until the ticket has this many comments. */
  waitForComments(id: number, count: number): Promise<ZendeskTicket>;
}

const HOST = 'acme.zendesk.com';
export const ZENDESK_AGENT = { email: 'ben@acme.example', token: 'zd-token' };

/** Zendesk's Support API v2 as far as the product uses it. */
export async function startZendesk(users: ZendeskUser[], tls?: ServerTls): Promise<Zendesk> {
  const tickets: ZendeskTicket[] = [];
  const changes = new EventEmitter();
  let nextId = 35436;
  let wait = 0;
  const server = await startBasicApi(
    {
      root: '/api/v2/',
      username: `${ZENDESK_AGENT.email}/token`,
      password: ZENDESK_AGENT.token,
      refusal: { status: 401, body: { error: "Couldn't authenticate you" } },
      answer: (operation, request) => throttled() ?? answer(operation, request),
    },
    tls,
  );
  return {
    ...server,
    users,
    tickets,
    hosts: [HOST],
    throttleNext: (seconds) => void (wait = seconds),
    waitForTicket: (index) => until(() => tickets[index]),
    waitForComments: (id, count) =>
      until(() => tickets.find((ticket) => ticket.id === id && ticket.comments.length >= count)),
  };

  function throttled(): CrmAnswer | null {
    if (wait === 0) return null;
    const seconds = String(wait);
    wait = 0;
    return { status: 429, body: { error: 'TooManyRequests' }, headers: { 'retry-after': seconds } };
  }

  async function until(find: () => ZendeskTicket | undefined): Promise<ZendeskTicket> {
    for (;;) {
      const found = find();
      if (found) return found;
      await once(changes, 'change');
    }
  }

  function answer(path: string, { method, url, body }: CrmRequest): CrmAnswer {
    if (path === 'groups.json')
      return {
        status: 200,
        body: {
          groups: [
            { id: 1, default: false },
            { id: 9007199254740, default: true },
          ],
        },
      };
    if (path === 'users.json' && method === 'GET')
      return {
        status: 200,
        body: {
          users: users.filter(({ role }) => url.searchParams.getAll('role[]').includes(role)).map(shown),
        },
      };
    if (path === 'search.json') return search(url.searchParams.get('query') ?? '');
    const identities = /^users\/(\d+)\/identities\.json$/.exec(path);
    if (identities)
      return {
        status: 200,
        body: { identities: users.find(({ id }) => id === Number(identities[1]))?.identities ?? [] },
      };
    const given = body === '' ? {} : (JSON.parse(body) as Record<string, Record<string, unknown>>);
    if (path === 'users.json') return createUser(given.user!);
    if (path === 'tickets.json') return createTicket(given.ticket!);
    const ticket = /^tickets\/(\d+)\.json$/.exec(path);
    if (ticket && method === 'PUT') return updateTicket(Number(ticket[1]), given.ticket!);
    return { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } };
  }

  function search(query: string): CrmAnswer {
    const parts = /^type:user (?:phone:(\S+)|(.+))$/.exec(query);
    if (!parts) return { status: 422, body: { error: 'invalid', description: query } };
    const [, phone, text = ''] = parts;
    const found = users.filter((user) =>
      phone === undefined
        ? user.name.toLowerCase().includes(text.toLowerCase())
        : [user.phone, ...user.identities.map(({ value }) => value)].some(
            (number) => digitsOf(number ?? '') === digitsOf(phone),
          ),
    );
    return { status: 200, body: { results: found.map(shown), count: found.length, next_page: null } };
  }

  function createUser(given: Record<string, unknown>): CrmAnswer {
    if (!given.name)
      return { status: 422, body: { error: 'RecordInvalid', details: { name: [{ error: 'BlankValue' }] } } };
    const user: ZendeskUser = {
      id: ++nextId,
      name: String(given.name),
      email: (given.email as string) ?? null,
      phone: (given.phone as string) ?? null,
      role: 'end-user',
      identities: [],
    };
    users.push(user);
    return { status: 201, body: { user: shown(user) } };
  }

  function createTicket(given: Record<string, unknown>): CrmAnswer {
    if (!given.comment)
      return { status: 422, body: { error: 'RecordInvalid', details: { base: 'comment' } } };
    const ticket = { id: ++nextId, fields: given, comments: [given.comment], voiceComments: [] };
    tickets.push(ticket);
    changes.emit('change');
    return { status: 201, body: { ticket: { id: ticket.id, subject: given.subject } } };
  }

  function updateTicket(id: number, given: Record<string, unknown>): CrmAnswer {
    const ticket = tickets.find((one) => one.id === id);
    if (!ticket) return { status: 404, body: { error: 'RecordNotFound' } };
    if (given.comment) ticket.comments.push(given.comment);
    if (given.voice_comment) ticket.voiceComments.push(given.voice_comment);
    changes.emit('change');
    return { status: 200, body: { ticket: { id } } };
  }
}

/** A user without what has an address of its own. */
const shown = ({ id, name, email, phone, role }: ZendeskUser) => ({ id, name, email, phone, role });
