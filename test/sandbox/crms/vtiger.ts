import { startBasicApi } from './basic-api.ts';
import type { CrmAnswer, CrmRequest, JsonServer, ServerTls } from './json-server.ts';
import { sharesDigits } from './phone-match.ts';

export type VtigerRecord = Record<string, unknown> & { id: string };

export interface VtigerWorld {
  Contacts: VtigerRecord[];
  Leads: VtigerRecord[];
  Users: VtigerRecord[];
  Events: VtigerRecord[];
  ModComments: VtigerRecord[];
}

export interface Vtiger extends JsonServer {
  readonly world: VtigerWorld;
  readonly hosts: readonly string[];
}

const HOST = 'acme.od2.vtiger.com';
const API = '/restapi/v1/vtiger/default/';
/** Ids are the module's number, `x`, the record's number. */
const MODULES = { Contacts: 4, Leads: 10, Users: 19, Events: 18, ModComments: 31 } as const;
const REQUIRED: Record<string, string[]> = {
  Contacts: ['lastname', 'assigned_user_id'],
  Leads: ['lastname', 'assigned_user_id'],
  Events: [
    'subject',
    'activitytype',
    'eventstatus',
    'date_start',
    'time_start',
    'due_date',
    'assigned_user_id',
  ],
  ModComments: ['commentcontent', 'related_to'],
};
export const VTIGER_USER = { username: 'ben@acme.example', accessKey: 'k3y:with:colons' };

/** Vtiger's cloud REST API as far as the product uses it. Refusals come with HTTP 200 and `success: false`. */
export async function startVtiger(world: VtigerWorld, tls?: ServerTls): Promise<Vtiger> {
  let count = 900;
  const { username, accessKey: password } = VTIGER_USER;
  const refusal = { ...refused('INVALID_USER_CREDENTIALS', 'Invalid username or password'), status: 401 };
  const server = await startBasicApi({ root: API, username, password, refusal, answer }, tls);
  return { ...server, world, hosts: [HOST] };

  function answer(operation: string, { method, url, body }: CrmRequest): CrmAnswer {
    const parameter = (name: string) => url.searchParams.get(name) ?? '';
    if (operation === 'me') return success(world.Users[0]);
    if (operation === 'lookup') return lookup(parameter('type'), parameter('value'), parameter('searchIn'));
    if (operation === 'query') return query(parameter('query'));
    if (operation === 'create' && method === 'POST') return create(JSON.parse(body) as Creation);
    if (operation === 'revise' && method === 'POST')
      return revise((JSON.parse(body) as Pick<Creation, 'element'>).element);
    return {
      status: 404,
      body: { success: false, error: { code: 'UNKNOWN_OPERATION', message: operation } },
    };
  }

  function lookup(type: string, value: string, searchIn: string): CrmAnswer {
    if (type !== 'phone') return refused('INVALID_PARAMETER', 'type');
    const modules = JSON.parse(searchIn) as (keyof VtigerWorld)[];
    return success(
      modules.flatMap((module) =>
        world[module].filter((record) =>
          ['phone', 'mobile'].some((field) => sharesDigits(String(record[field] ?? ''), value)),
        ),
      ),
    );
  }

  function query(text: string): CrmAnswer {
    const parts = /^SELECT ([\w,]+) FROM (\w+)(?: WHERE (\w+) LIKE '%([^'%]*)%')?(?: LIMIT 0,(\d+))?;$/.exec(
      text,
    );
    if (!parts) return refused('QUERY_SYNTAX_ERROR', text);
    const [, fields = '', module = '', field, part = '', limit = '100'] = parts;
    const found = world[module as keyof VtigerWorld].filter(
      (record) => !field || String(record[field] ?? '').includes(part),
    );
    return success(
      found
        .slice(0, Number(limit))
        .map((record) => Object.fromEntries(fields.split(',').map((name) => [name, record[name] ?? '']))),
    );
  }

  function revise(element: Creation['element']): CrmAnswer {
    const record = Object.values(world)
      .flat()
      .find(({ id }) => id === element.id);
    return record ? success(Object.assign(record, element)) : refused('RECORD_NOT_FOUND', String(element.id));
  }

  function create({ elementType, element }: Creation): CrmAnswer {
    const missing = (REQUIRED[elementType] ?? []).filter((name) => !element[name]);
    if (missing.length > 0)
      return refused('MANDATORY_FIELDS_MISSING', `Mandatory fields are missing: ${missing.join(', ')}`);
    const record = { ...element, id: `${MODULES[elementType]}x${++count}` };
    world[elementType].push(record);
    return success(record);
  }
}

interface Creation {
  elementType: keyof VtigerWorld;
  element: Record<string, unknown>;
}

const success = (result: unknown): CrmAnswer => ({ status: 200, body: { success: true, result } });

const refused = (code: string, message: string): CrmAnswer => ({
  status: 200,
  body: { success: false, error: { code, message } },
});
