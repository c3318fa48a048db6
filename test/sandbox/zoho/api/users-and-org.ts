import { type Answer, json, noContent, Refusal } from '../answer.ts';
import type { ZohoRecord } from '../zoho-record.ts';
import { type ApiCall, type ApiContext, numberParameter, requireScope } from './api-call.ts';

/** Which users each `type` names. */
const USER_TYPES: Readonly<Record<string, (user: ZohoRecord, context: ApiContext) => boolean>> = {
  AllUsers: () => true,
  CurrentUser: (user, context) => user.id === context.user.id,
  ActiveUsers: (user) => user.status === 'active',
  DeactiveUsers: (user) => user.status !== 'active',
  ConfirmedUsers: (user) => user.confirm === true,
  NotConfirmedUsers: (user) => user.confirm !== true,
  DeletedUsers: (user) => user.status === 'deleted',
  ActiveConfirmedUsers: (user) => user.status === 'active' && user.confirm === true,
  AdminUsers: (user) => (user.profile as { name: string }).name === 'Administrator',
  ActiveConfirmedAdmins: (user) =>
    user.status === 'active' &&
    user.confirm === true &&
    (user.profile as { name: string }).name === 'Administrator',
};

/** GET /users and /users/{id} */
export function readUsers(context: ApiContext, call: ApiCall): Answer {
  requireScope(context, 'users', null, 'READ');
  const id = call.segments[1];
  if (id !== undefined) {
    const user = context.data.users.find((entry) => entry.id === id);
    return user ? json(200, { users: [user] }) : noContent;
  }
  const type = call.query.get('type') ?? 'AllUsers';
  const test = USER_TYPES[type];
  if (!test) throw new Refusal(400, 'INVALID_DATA', 'invalid data', { param_name: 'type' });
  const perPage = numberParameter(call, 'per_page', 200, 200);
  const page = numberParameter(call, 'page', 1, 1_000);
  const ids = call.query.get('ids')?.split(',');
  const users = context.data.users.filter((user) => test(user, context) && (!ids || ids.includes(user.id)));
  const rows = users.slice((page - 1) * perPage, page * perPage);
  if (!rows.length) return noContent;
  const info = { per_page: perPage, count: rows.length, page, more_records: page * perPage < users.length };
  return json(200, { users: rows, info });
}

/** GET /org */
export function readOrg(context: ApiContext): Answer {
  requireScope(context, 'org', null, 'READ');
  return json(200, { org: [context.data.org] });
}
