import type { CrmUser } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { rowsOf } from '@/utils/crm/zoho/rows';
import type { ZohoApi } from '@/utils/crm/zoho/zoho-api';
import { asObject, asText, type Json } from '@/utils/http/json';

/** The organisation the token belongs to. */
export interface Organisation {
  id: string;
  name: string;
  /** `org123`: part of record addresses. */
  domain: string;
  /** `free`, `standard`, `professional`, `enterprise`, `ultimate`…; empty when Zoho does not say. */
  edition: string;
  /** Allows enough calls in flight for composite requests (five of the Free edition's five, of Standard's ten). */
  roomy: boolean;
}

/** Who is signed in, and where. */
export interface ZohoOrganisation {
  currentUser(): Promise<CrmUser>;
  users(): Promise<CrmUser[]>;
  /** What was read so far. */
  known(): Organisation | null;
  /** Rejects with `forbidden` without the scope. */
  read(): Promise<Organisation>;
}

const ROOMY = /professional|enterprise|ultimate|one|plus/;
const MOST_USERS = 2_000;

/** See `ZohoOrganisation`. */
export function createZohoOrganisation(api: ZohoApi): ZohoOrganisation {
  let known: Organisation | null = null;

  async function read(): Promise<Organisation> {
    const org = asObject(rowsOf(await api.call({ method: 'GET', path: 'org' }), 'org')[0]);
    const edition = asText(asObject(org.license_details).paid_type).toLowerCase();
    known = {
      id: asText(org.zgid) || asText(org.id),
      name: asText(org.company_name),
      domain: asText(org.domain_name),
      edition,
      roomy: ROOMY.test(edition),
    };
    return known;
  }

  async function usersOf(type: string, page: number): Promise<{ rows: Json[]; more: boolean }> {
    const answer = await api.call({
      method: 'GET',
      path: 'users',
      query: { type, page: String(page), per_page: '200' },
    });
    const info = asObject(asObject(answer.json).info);
    return { rows: rowsOf(answer, 'users'), more: info.more_records === true };
  }

  return {
    known: () => known,
    read,
    async currentUser() {
      const { rows } = await usersOf('CurrentUser', 1);
      const row = rows[0];
      if (!row) throw new CrmError('unreachable', 'Zoho did not say who is signed in.');
      const org = await read().catch(withoutScope);
      return { ...toUser(row), organisation: org?.name, organisationId: org?.id };
    },
    async users() {
      const all: Json[] = [];
      for (let page = 1; all.length < MOST_USERS; page++) {
        const { rows, more } = await usersOf('ActiveUsers', page);
        all.push(...rows);
        if (!more || rows.length === 0) break;
      }
      return all.map(toUser);
    },
  };
}

/** The name of the organisation is worth having, not worth failing for. */
function withoutScope(error: unknown): null {
  if (error instanceof CrmError && error.kind === 'forbidden') return null;
  throw error;
}

function toUser(row: Json): CrmUser {
  return { id: asText(row.id), name: asText(row.full_name), email: asText(row.email) };
}
