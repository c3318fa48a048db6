import type { CallEntry, RemoteId } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { rowsOf } from '@/utils/crm/zoho/rows';
import type { ZohoApi } from '@/utils/crm/zoho/zoho-api';
import {
  callFieldsFrom,
  changedCall,
  keyLine,
  toZohoCall,
  type CallFields,
} from '@/utils/crm/zoho/zoho-call';
import { createdId } from '@/utils/crm/zoho/zoho-create';
import type { ZohoMetadata } from '@/utils/crm/zoho/zoho-metadata';
import { asText } from '@/utils/http/json';
import { isoTime } from '@/utils/platform/iso-time';

/** Writes calls into Zoho's Calls module, each key once. */
export interface ZohoCallLog {
  /** How this organisation's Calls module is made; as delivered where we may not know. */
  fields(): Promise<CallFields>;
  /** What is known of it so far. */
  known(): CallFields | null;
  logCall(entry: CallEntry): Promise<RemoteId>;
  changeCall(id: RemoteId, entry: CallEntry): Promise<void>;
  replaceMissed(id: RemoteId, entry: CallEntry): Promise<RemoteId>;
  findLoggedCall(key: string, startedAt?: number): Promise<RemoteId | null>;
}

interface Found {
  id: string;
  description: string;
}

/** Rows of one page that cost one credit. */
const PAGE = 200;

/** See `ZohoCallLog`. */
export function createZohoCallLog(api: ZohoApi, metadata: ZohoMetadata): ZohoCallLog {
  let known: CallFields | null = null;

  async function fields(): Promise<CallFields> {
    // Without the settings scope calls can still be logged as Zoho delivers the module.
    known = callFieldsFrom(await metadata.fieldsIfAllowed('Calls'));
    return known;
  }

  async function coql(query: string): Promise<Found[]> {
    const answer = await api.call({ method: 'POST', path: 'coql', body: { select_query: query } });
    return rowsOf(answer).map((row) => ({
      id: asText(row.id),
      description: asText(row.Description),
    }));
  }

  async function search(query: Record<string, string>): Promise<Found[]> {
    const answer = await api.call({
      method: 'GET',
      path: 'Calls/search',
      query: { ...query, fields: 'Subject,Description', per_page: '200' },
    });
    return rowsOf(answer).map((row) => ({
      id: asText(row.id),
      description: asText(row.Description),
    }));
  }

  async function find(key: string, startedAt?: number): Promise<RemoteId | null> {
    const { keyField } = await fields();
    const orSearch = (criteria: Record<string, string>) => async (error: unknown) => {
      if (error instanceof CrmError && (error.kind === 'forbidden' || error.kind === 'rejected'))
        return search(criteria);
      throw error;
    };
    if (keyField) {
      const rows = await coql(`select id from Calls where ${keyField} = '${key}' limit 0, 2`).catch(
        orSearch({ criteria: `(${keyField}:equals:${key})` }),
      );
      return rows[0]?.id ?? null;
    }
    const holding = (rows: Found[]) => rows.find((row) => row.description.includes(keyLine(key)))?.id ?? null;
    if (startedAt === undefined) return holding(await search({ word: key }));
    // COQL knows a call the moment it is saved; the search index lags. The time narrows it down.
    const [from, to] = [isoTime(startedAt - 1000, 0), isoTime(startedAt + 1000, 0)];
    const query = `select id, Description from Calls where Call_Start_Time between '${from}' and '${to}'`;
    for (let offset = 0; ; offset += PAGE) {
      const rows = await coql(`${query} limit ${offset}, ${PAGE}`).catch(orSearch({ word: key }));
      const id = holding(rows);
      if (id || rows.length < PAGE) return id;
    }
  }

  async function create(entry: CallEntry, shape: CallFields): Promise<RemoteId> {
    const answer = await api.call({
      method: 'POST',
      path: 'Calls',
      write: true,
      body: { data: [toZohoCall(entry, shape)] },
    });
    return createdId(answer);
  }

  /** Zoho lets nobody change the type of a call: a missed one is deleted and logged anew as what it was. */
  async function replaceMissed(id: RemoteId, entry: CallEntry): Promise<RemoteId> {
    const path = `Calls/${encodeURIComponent(id)}`;
    const [row] = rowsOf(await api.call({ method: 'GET', path, query: { fields: 'Call_Type' } }));
    if (row && asText(row.Call_Type) !== 'Missed') return id;
    if (row) createdId(await api.call({ method: 'DELETE', path, write: true }));
    return create(entry, await fields());
  }

  /** The log that is there under this key; another phone's "missed" gives way to an answered call. */
  const existing = (entry: CallEntry, id: RemoteId | null) =>
    id && entry.outcome === 'answered' ? replaceMissed(id, entry) : (id ?? '');

  return {
    fields,
    known: () => known,
    async findLoggedCall(key, startedAt) {
      if (!/^[A-Za-z0-9]{8,40}$/.test(key)) return null;
      return find(key, startedAt);
    },
    async changeCall(id, entry) {
      const answer = await api.call({
        method: 'PUT',
        path: `Calls/${encodeURIComponent(id)}`,
        write: true,
        body: { data: [changedCall(entry, await fields())] },
      });
      createdId(answer);
    },
    replaceMissed,
    async logCall(entry) {
      const shape = await fields();
      try {
        return await create(entry, shape);
      } catch (error) {
        // The key is there already: an earlier try, or another browser, logged this call.
        if (
          error instanceof CrmError &&
          error.kind === 'duplicate' &&
          (error.field === shape.keyField || !error.field)
        )
          return existing(entry, error.existing?.id ?? (await find(entry.key, entry.startedAt)));
        throw error;
      }
    },
  };
}
