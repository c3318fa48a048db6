import { parameterMissing, Refusal } from '../answer.ts';
import type { Session } from '../oauth/oauth-state.ts';
import type { ZohoData } from '../zoho-data.ts';
import { isObject, type JsonObject, type ZohoRecord } from '../zoho-record.ts';

/** One API call: from the wire, or a part of a composite request. */
export interface ApiCall {
  readonly method: string;
  /** 2, 2.1, 3 … 8. */
  readonly version: number;
  /** The path after `/crm/v8/`, decoded, in parts. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined when there was no body. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly inComposite: boolean;
}

/** What handlers work with. */
export interface ApiContext {
  readonly data: ZohoData;
  readonly session: Session;
  readonly user: ZohoRecord;
  readonly now: () => number;
  /** Search does not see records touched within this time. */
  readonly indexDelayMs: number;
}

export type Access = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE';

/** True when the token's scopes include `ZohoCRM.<group>.<name>` for this access. `ALL` and `WRITE` include others. */
export function allows(
  session: Session,
  group: string,
  name: string | null,
  access: Access | 'CUSTOM',
): boolean {
  const wanted = ['ALL', access, ...(access === 'READ' || access === 'CUSTOM' ? [] : ['WRITE'])];
  const stems = name ? [`ZohoCRM.${group}.${name}`, `ZohoCRM.${group}`] : [`ZohoCRM.${group}`];
  const granted = new Set(session.scopes.map((scope) => scope.toLowerCase()));
  return stems.some((stem) => wanted.some((right) => granted.has(`${stem}.${right}`.toLowerCase())));
}

/** Refuses the call when the token's scopes do not reach. */
export function requireScope(
  context: ApiContext,
  group: string,
  name: string | null,
  access: Access | 'CUSTOM',
): void {
  if (!allows(context.session, group, name, access))
    throw new Refusal(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
}

/** A whole number from the query within limits. */
export function numberParameter(call: ApiCall, name: string, standard: number, most: number): number {
  const value = call.query.get(name);
  if (value === null) return standard;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Refusal(400, 'INVALID_DATA', 'invalid data', {
      expected_data_type: 'integer',
      param_name: name,
    });
  return number;
}

/** The names in `fields`, or null when all are wanted. Version 3 and later demand it of lists. */
export function fieldNames(call: ApiCall, demanded: boolean): string[] | null {
  const names = call.query.get('fields');
  if (!names) {
    if (demanded && call.version >= 3) throw parameterMissing('fields');
    return null;
  }
  const list = names.split(',').map((name) => name.trim());
  if (list.length > 50)
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'the fields limit exceeded', {
      limit: 50,
      param_name: 'fields',
    });
  return list;
}

/** The objects in the body's `data`. */
export function dataRows(call: ApiCall, most = 100): JsonObject[] {
  const rows = isObject(call.body) ? call.body.data : undefined;
  if (!isObject(call.body) || rows === undefined)
    throw new Refusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
      api_name: 'data',
      json_path: '$.data',
    });
  if (!Array.isArray(rows) || !rows.length || !rows.every(isObject))
    throw new Refusal(400, 'INVALID_DATA', 'invalid data', {
      expected_data_type: 'jsonarray',
      api_name: 'data',
      json_path: '$.data',
    });
  if (rows.length > most)
    throw new Refusal(400, 'LIMIT_EXCEEDED', `only ${most} records are allowed`, {
      limit: most,
      api_name: 'data',
    });
  return rows;
}
