import { randomBytes, randomUUID } from 'node:crypto';
import { type CrmAnswer, type CrmRequest, type JsonServer, startJsonServer } from './json-server.ts';

export type SugarRecord = Record<string, unknown> & { id: string };

export interface SugarWorld {
  Contacts: SugarRecord[];
  Leads: SugarRecord[];
  Users: SugarRecord[];
  Calls: SugarRecord[];
  Notes: SugarRecord[];
}

export interface Sugar extends JsonServer {
  readonly world: SugarWorld;
  readonly hosts: readonly string[];
  /** Ends the access token; the refresh token stays good unless told otherwise. */
  expireSessions(refreshToo?: boolean): void;
}

const HOST = 'acme.sugarondemand.com';
const API = '/rest/v11_20/';
const REQUIRED: Record<string, string[]> = {
  Contacts: ['last_name'],
  Leads: ['last_name'],
  Calls: ['name', 'date_start'],
  Notes: ['name'],
};
export const SUGAR_USER = { username: 'ben', password: 'pa"ss\\word', platform: 'switchhook' };

/** SugarCRM's REST API v11 as far as the product uses it: password grant, one session per platform, filters, records. */
export async function startSugar(world: SugarWorld): Promise<Sugar> {
  const sessions = new Map<string, { access: string; refresh: string }>();
  const server = await startJsonServer((request) => {
    const path = request.url.pathname.replace(API, '');
    if (path === 'oauth2/token') return token(JSON.parse(request.body) as Record<string, string>);
    if (![...sessions.values()].some(({ access }) => access === request.headers['oauth-token']))
      return failed(401, 'need_login', 'No valid authentication for user.');
    return records(path, request);
  });
  return {
    ...server,
    world,
    hosts: [HOST],
    expireSessions(refreshToo = false) {
      for (const session of sessions.values()) {
        session.access = '';
        if (refreshToo) session.refresh = '';
      }
    },
  };

  function token(body: Record<string, string>): CrmAnswer {
    const platform = body.platform ?? 'base';
    const isKnown =
      body.grant_type === 'refresh_token'
        ? Boolean(body.refresh_token) && sessions.get(platform)?.refresh === body.refresh_token
        : body.username === SUGAR_USER.username && body.password === SUGAR_USER.password;
    if (body.client_id !== 'sugar' || !isKnown)
      return failed(401, 'need_login', 'You must specify a valid username and password.');
    // A second sign-in of the same platform ends the first.
    const session = { access: randomBytes(12).toString('hex'), refresh: randomBytes(12).toString('hex') };
    sessions.set(platform, session);
    return {
      status: 200,
      body: {
        access_token: session.access,
        refresh_token: session.refresh,
        expires_in: 3600,
        token_type: 'bearer',
        scope: null,
      },
    };
  }

  function records(path: string, { method, url, body }: CrmRequest): CrmAnswer {
    const [name = '', action] = path.split('/');
    const list = world[name as keyof SugarWorld];
    if (!list) return failed(404, 'not_found', 'Could not find your requested resource.');
    if (method === 'GET')
      return { status: 200, body: page(name, list, Number(url.searchParams.get('max_num') ?? 20)) };
    const given = JSON.parse(body) as Record<string, unknown>;
    if (action === 'filter') {
      const conditions = given.filter as Condition[];
      const found = list.filter((record) => conditions.every((condition) => matches(record, condition)));
      return { status: 200, body: page(name, found, Number(given.max_num ?? 20)) };
    }
    if (method === 'PUT') {
      const record = list.find(({ id }) => id === action);
      if (!record) return failed(404, 'not_found', 'Could not find your requested resource.');
      return { status: 200, body: Object.assign(record, given) };
    }
    const missing = (REQUIRED[name] ?? []).find((field) => !given[field]);
    if (missing) return failed(422, 'missing_parameter', `Missing required field: ${missing}`);
    const record = { ...given, id: randomUUID(), _module: name };
    list.push(record);
    return { status: 200, body: record };
  }
}

type Condition = Record<string, unknown>;

/** Sugar's filter language: `$or`, and operators that compare text. */
function matches(record: SugarRecord, condition: Condition): boolean {
  return Object.entries(condition).every(([field, operators]) => {
    if (field === '$or') return (operators as Condition[]).some((one) => matches(record, one));
    const text = String(record[field] ?? '');
    return Object.entries(operators as Record<string, unknown>).every(([operator, wanted]) => {
      const value = String(wanted);
      switch (operator) {
        case '$equals':
          return text === value;
        case '$in':
          return (wanted as string[]).includes(text);
        case '$starts':
          return text.toLowerCase().startsWith(value.toLowerCase());
        case '$ends':
          return value !== '' && text.endsWith(value);
        case '$contains':
          return text.includes(value);
        default:
          throw new Error(`no operator ${operator}`);
      }
    });
  });
}

const page = (name: string, list: SugarRecord[], most: number) => ({
  next_offset: -1,
  records: list.slice(0, most).map((record) => ({ _module: name, ...record })),
});

const failed = (status: number, error: string, message: string): CrmAnswer => ({
  status,
  body: { error, error_message: message },
});
