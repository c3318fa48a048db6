import {
  type Answer,
  invalidMethod,
  invalidModule,
  invalidUrl,
  json,
  parameterMissing,
  Refusal,
} from '../answer.ts';
import type { Cost } from '../api-limits.ts';
import { isObject } from '../zoho-record.ts';
import { type Access, type ApiCall, type ApiContext, requireScope } from './api-call.ts';
import { composite } from './composite.ts';
import { coql } from './coql.ts';
import { createNotes } from './notes.ts';
import { isRecordId, listDeleted, listRecords, readRecord, readRelated } from './read-records.ts';
import { attachments, changeTags, convertLead } from './record-actions.ts';
import { searchRecords } from './search-records.ts';
import { settings } from './settings.ts';
import { readOrg, readUsers } from './users-and-org.ts';
import { createRecords, deleteRecords, updateRecords, upsertRecords } from './write-records.ts';

const ACCESS: Readonly<Record<string, Access>> = {
  GET: 'READ',
  POST: 'CREATE',
  PUT: 'UPDATE',
  DELETE: 'DELETE',
};

/** Finds the module a call names, and checks that the token may do this with it. */
function moduleFor(context: ApiContext, call: ApiCall, access: Access): string {
  const module = context.data.metadata.module(call.segments[0] ?? '');
  if (!module?.visible) throw invalidModule();
  const scope = module.generated_type === 'custom' ? 'custom' : module.api_name.toLowerCase();
  requireScope(context, 'modules', scope, access);
  return module.api_name;
}

function searchCall(context: ApiContext, call: ApiCall): Answer {
  if (call.method !== 'GET') throw invalidMethod();
  if (!context.session.scopes.some((scope) => scope.toLowerCase() === 'zohosearch.securesearch.read'))
    throw new Refusal(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
  if (call.segments[0]!.toLowerCase() === 'users') {
    requireScope(context, 'users', null, 'READ');
    return searchRecords(context, 'users', call);
  }
  return searchRecords(context, moduleFor(context, call, 'READ'), call);
}

function recordAction(context: ApiContext, module: string, call: ApiCall): Answer {
  const [, id = '', , action = ''] = call.segments;
  if (call.method !== 'POST') throw invalidMethod();
  if (action === 'add_tags' || action === 'remove_tags')
    return changeTags(context, module, call, id, action === 'add_tags');
  if (action === 'convert' && module === 'Leads') return convertLead(context, id);
  throw invalidUrl();
}

/** Carries out one API call; throws a `Refusal` when Zoho would refuse it. */
export function dispatch(context: ApiContext, call: ApiCall): Answer {
  const { segments, method } = call;
  const [first = '', second, third] = segments;
  const access = ACCESS[method];
  if (!access && method !== 'PATCH') throw invalidMethod();
  if (first === 'org' && segments.length === 1) return method === 'GET' ? readOrg(context) : refuseMethod();
  if (second === 'search') return searchCall(context, call);
  if (first.toLowerCase() === 'users') return method === 'GET' ? readUsers(context, call) : refuseMethod();
  if (first === 'settings') return settings(context, call);
  if (first === 'coql') return method === 'POST' ? coql(context, call) : refuseMethod();
  if (first === '__composite_requests' && !call.inComposite)
    return method === 'POST' ? composite(context, call, dispatch) : refuseMethod();
  if (!access) throw invalidMethod();

  const isAction = third === 'actions' || second === 'actions';
  const module = moduleFor(context, call, isAction && method === 'POST' ? 'UPDATE' : access);
  if (second === undefined) return collection(context, module, call);
  if (second === 'upsert') return method === 'POST' ? upsertRecords(context, module, call) : refuseMethod();
  if (second === 'deleted') return method === 'GET' ? listDeleted(context, module) : refuseMethod();
  if (second === 'actions' && third === 'count')
    return json(200, { count: context.data.list(module).length });
  if (!isRecordId(second))
    throw new Refusal(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 1 });
  if (third === 'actions') return recordAction(context, module, call);
  if (third === undefined) return oneRecord(context, module, call, second);
  if (third === 'Attachments')
    return attachments(context, module, call, second, typeof call.body === 'string' ? call.body : '');
  if (third === 'Notes' && method === 'POST') {
    requireScope(context, 'modules', 'notes', 'CREATE');
    return createNotes(context, call, { module, id: second });
  }
  return method === 'GET' ? readRelated(context, module, call, { id: second, list: third }) : refuseMethod();
}

function refuseMethod(): never {
  throw invalidMethod();
}

function collection(context: ApiContext, module: string, call: ApiCall): Answer {
  switch (call.method) {
    case 'GET':
      return listRecords(context, module, call);
    case 'POST':
      return module === 'Notes' ? createNotes(context, call, null) : createRecords(context, module, call);
    case 'PUT':
      return updateRecords(context, module, call, null);
    default: {
      const ids = call.query.get('ids');
      if (!ids) throw parameterMissing('ids');
      return deleteRecords(context, module, ids.split(','));
    }
  }
}

function oneRecord(context: ApiContext, module: string, call: ApiCall, id: string): Answer {
  switch (call.method) {
    case 'GET':
      return readRecord(context, module, call, id);
    case 'PUT':
      return updateRecords(context, module, call, id);
    case 'DELETE':
      return deleteRecords(context, module, [id]);
    default:
      throw invalidMethod();
  }
}

/** What a call costs in credits, places in flight, and heavy places. */
export function costOf(call: ApiCall): Cost {
  const [first, second, , action] = call.segments;
  if (first === '__composite_requests') return { credits: 1, places: 5, heavy: true };
  if (first === 'coql') {
    const limit = Number(/limit\s+(?:\d+\s*,\s*)?(\d+)/i.exec(JSON.stringify(call.body ?? ''))?.[1] ?? 200);
    return { credits: limit <= 200 ? 1 : limit <= 1_000 ? 2 : 3, places: 1, heavy: true };
  }
  if (action === 'convert') return { credits: 5, places: 1, heavy: true };
  if (second === 'actions') return { credits: 50, places: 1, heavy: false };
  const rows = isObject(call.body) && Array.isArray(call.body.data) ? call.body.data.length : 0;
  const heavy = rows > 10 || call.query.has('cvid') || call.query.has('sort_by');
  return { credits: call.query.has('cvid') ? 3 : Math.max(1, Math.ceil(rows / 10)), places: 1, heavy };
}
