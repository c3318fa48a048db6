import { createHash, randomBytes } from 'node:crypto';
import { type CrmAnswer, type CrmRequest, type JsonServer, startJsonServer } from './json-server.ts';
import { sharesDigits } from './phone-match.ts';

export type SObject = Record<string, unknown> & { Id: string };

/** What the simulated organisation holds, by object. */
export interface SalesforceWorld {
  Contact: SObject[];
  Lead: SObject[];
  User: SObject[];
  Task: SObject[];
  Note: SObject[];
}

export interface Salesforce extends JsonServer {
  readonly world: SalesforceWorld;
  /** Names under which it is reached. */
  readonly hosts: readonly string[];
  /** Ends all sessions: the next request gets INVALID_SESSION_ID. */
  expireSessions(): void;
  /** The next request with this method and path part gets this answer instead. */
  failNext(part: string, answer: CrmAnswer): void;
}

const LOGIN_HOST = 'login.salesforce.com';
const INSTANCE_HOST = 'acme.my.salesforce.com';
const API = '/services/data/v60.0';
const PREFIX = { Contact: '003', Lead: '00Q', User: '005', Task: '00T', Note: '002' } as const;
const REQUIRED: Record<string, string[]> = {
  Lead: ['LastName', 'Company'],
  Contact: ['LastName'],
  Note: ['ParentId', 'Title'],
};
const PHONES = ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone'];
export const SALESFORCE_CLIENT = { id: '3MVG9.client', secret: 'sf-secret' };

/** Salesforce's REST API v60.0 as far as the product uses it: OAuth with proof key, SOSL, SOQL, records. */
export async function startSalesforce(world: SalesforceWorld): Promise<Salesforce> {
  const sessions = new Set<string>();
  const refreshTokens = new Set<string>();
  const codes = new Map<string, { redirectUri: string; challenge: string }>();
  const failures: { part: string; answer: CrmAnswer }[] = [];
  let count = 0;

  const server = await startJsonServer((request) => {
    const failure = failures.findIndex(({ part }) => request.url.href.includes(part));
    if (failure >= 0) return failures.splice(failure, 1)[0]!.answer;
    if (request.url.pathname === '/services/oauth2/authorize') return authorize(request);
    if (request.url.pathname === '/services/oauth2/token') return token(request);
    if (!sessions.has((request.headers.authorization ?? '').replace('Bearer ', '')))
      return failed(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    const answer = api(request);
    return { ...answer, headers: { 'sforce-limit-info': 'api-usage=18/5000' } };
  });
  return {
    ...server,
    world,
    hosts: [LOGIN_HOST, INSTANCE_HOST],
    expireSessions: () => sessions.clear(),
    failNext: (part, answer) => void failures.push({ part, answer }),
  };

  /** The consent page of a user who agrees at once. */
  function authorize({ url }: CrmRequest): CrmAnswer {
    const { client_id, response_type, redirect_uri, state, code_challenge } = Object.fromEntries(
      url.searchParams,
    );
    if (client_id !== SALESFORCE_CLIENT.id || response_type !== 'code' || !redirect_uri)
      return { status: 400, body: { error: 'invalid_client_id' } };
    const code = `code-${randomBytes(8).toString('hex')}`;
    codes.set(code, { redirectUri: redirect_uri, challenge: code_challenge ?? '' });
    const back = new URL(redirect_uri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', state ?? '');
    return { status: 302, headers: { location: back.href } };
  }

  function token({ body }: CrmRequest): CrmAnswer {
    const form = Object.fromEntries(new URLSearchParams(body));
    if (form.client_id !== SALESFORCE_CLIENT.id || form.client_secret !== SALESFORCE_CLIENT.secret)
      return {
        status: 400,
        body: { error: 'invalid_client', error_description: 'invalid client credentials' },
      };
    const refused = {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'expired authorization code' },
    };
    if (form.grant_type === 'refresh_token')
      return refreshTokens.has(form.refresh_token ?? '') ? { status: 200, body: session() } : refused;
    const code = codes.get(form.code ?? '');
    codes.delete(form.code ?? '');
    const challenge = createHash('sha256')
      .update(form.code_verifier ?? '')
      .digest('base64url');
    if (
      !code ||
      code.redirectUri !== form.redirect_uri ||
      (code.challenge !== '' && code.challenge !== challenge)
    )
      return refused;
    const refreshToken = `refresh-${randomBytes(8).toString('hex')}`;
    refreshTokens.add(refreshToken);
    return { status: 200, body: { ...session(), refresh_token: refreshToken } };
  }

  /** No `expires_in`: the session's length is the organisation's affair. */
  function session() {
    const accessToken = `00D!${randomBytes(12).toString('hex')}`;
    sessions.add(accessToken);
    return {
      access_token: accessToken,
      instance_url: `https://${INSTANCE_HOST}`,
      token_type: 'Bearer',
      scope: 'api refresh_token',
      issued_at: String(Date.now()),
    };
  }

  function api({ method, url, body }: CrmRequest): CrmAnswer {
    const path = url.pathname.replace(API, '');
    if (path === '/search/') return sosl(url.searchParams.get('q') ?? '');
    if (path === '/parameterizedSearch/') return namedSearch(url.searchParams);
    if (path === '/query/') return soql(url.searchParams.get('q') ?? '');
    const object = /^\/sobjects\/(\w+)$/.exec(path)?.[1] as keyof SalesforceWorld | undefined;
    if (object && object in world && method === 'POST')
      return create(object, JSON.parse(body) as Record<string, unknown>);
    const [, kind, id] = /^\/sobjects\/(\w+)\/(\w+)$/.exec(path) ?? [];
    const record = world[kind as keyof SalesforceWorld]?.find(({ Id }) => Id === id);
    if (record && method === 'PATCH') {
      Object.assign(record, JSON.parse(body));
      return { status: 204, body: '' };
    }
    return failed(404, 'NOT_FOUND', 'The requested resource does not exist');
  }

  function sosl(query: string): CrmAnswer {
    const parts = /^FIND \{(.*)\} IN PHONE FIELDS RETURNING (Contact|Lead)\(([\w.,]+) LIMIT (\d+)\)$/.exec(
      query,
    );
    if (!parts || /(?<!\\)[?&|![\](){}^~*:"'+-]/.test(parts[1]!))
      return failed(400, 'MALFORMED_SEARCH', `unexpected token in: ${query}`);
    const [, terms = '', object = '', fields = '', limit = ''] = parts;
    const found = world[object as 'Contact' | 'Lead'].filter((record) =>
      terms
        .split(' OR ')
        .some((term) => PHONES.some((field) => sharesDigits(String(record[field] ?? ''), term))),
    );
    return {
      status: 200,
      body: { searchRecords: found.slice(0, Number(limit)).map((record) => pick(object, record, fields)) },
    };
  }

  function namedSearch(parameters: URLSearchParams): CrmAnswer {
    const object = parameters.get('sobject') as 'Contact' | 'Lead';
    const text = (parameters.get('q') ?? '').toLowerCase();
    const fields = parameters.get(`${object}.fields`) ?? 'Id';
    const found = world[object].filter((record) =>
      `${record.FirstName} ${record.LastName}`.toLowerCase().includes(text),
    );
    return { status: 200, body: { searchRecords: found.map((record) => pick(object, record, fields)) } };
  }

  function soql(query: string): CrmAnswer {
    const task = /^SELECT Id FROM Task WHERE CallObject='([^'\\]*)' LIMIT 1$/.exec(query);
    const records = task
      ? world.Task.filter((record) => record.CallObject === task[1])
          .slice(0, 1)
          .map(({ Id }) => ({ Id }))
      : /^SELECT Id,FirstName,LastName,Email FROM User WHERE IsActive=true LIMIT 2000$/.test(query)
        ? world.User
        : undefined;
    if (!records) return failed(400, 'MALFORMED_QUERY', `unexpected token in: ${query}`);
    return { status: 200, body: { totalSize: records.length, done: true, records } };
  }

  function create(object: keyof SalesforceWorld, fields: Record<string, unknown>): CrmAnswer {
    const missing = (REQUIRED[object] ?? []).filter((name) => !fields[name]);
    if (missing.length > 0)
      return failed(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`);
    const who = fields.WhoId;
    if (who !== undefined && ![...world.Contact, ...world.Lead].some(({ Id }) => Id === who))
      return failed(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    if (object === 'Task' && !['Inbound', 'Outbound', 'Internal'].includes(String(fields.CallType)))
      return failed(
        400,
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        'Call Type: bad value for restricted picklist field',
      );
    const record = { ...fields, Id: `${PREFIX[object]}${String(++count).padStart(15, '0')}` };
    world[object].push(record);
    return { status: 201, body: { id: record.Id, success: true, errors: [] } };
  }
}

/** Fields in the order asked, `Account.Name` as an object, as Salesforce writes them. */
function pick(type: string, record: SObject, fields: string) {
  const picked: Record<string, unknown> = {
    attributes: { type, url: `${API}/sobjects/${type}/${record.Id}` },
  };
  for (const field of fields.split(',')) {
    const [object, inner] = field.split('.');
    picked[object!] = inner ? (record[object!] ?? null) : (record[field] ?? null);
  }
  return picked;
}

const failed = (status: number, errorCode: string, message: string): CrmAnswer => ({
  status,
  body: [{ message, errorCode }],
});
