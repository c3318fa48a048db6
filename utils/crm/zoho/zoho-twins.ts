import type { LoggedEntry, RecordDraft, RecordRef } from '@/utils/crm/connector';
import { rowsOf } from '@/utils/crm/zoho/rows';
import type { ZohoApi } from '@/utils/crm/zoho/zoho-api';
import { keyLine } from '@/utils/crm/zoho/zoho-call';
import { asObject, asText, type Json } from '@/utils/http/json';
import { isoTime } from '@/utils/platform/iso-time';

/** Longest a request of ours lives: what was made later is somebody's own. */
const APART_MS = 35_000;
/** Logs of so long a time are looked through together. */
const SPAN_MS = 10 * 60_000;
const PAGE = 200;
const MOST_PAGES = 5;

/**
 * Finds and deletes what one request of ours made twice. A browser sends a request again by itself, POST or not, when a
 * connection that was used before drops without an answer (Chromium: `HttpNetworkTransaction::ShouldResendRequest`), and
 * tells nobody; Zoho may have carried out the first already. COQL shows a record the moment it is saved.
 */
export function createZohoTwins(api: ZohoApi) {
  async function coql(query: string): Promise<Json[]> {
    return rowsOf(await api.call({ method: 'POST', path: 'coql', body: { select_query: query } }));
  }

  async function remove(module: string, id: string): Promise<void> {
    await api.call({ method: 'DELETE', path: `${module}/${encodeURIComponent(id)}`, write: true });
  }

  async function logsBetween(from: number, to: number): Promise<Json[]> {
    const time = (at: number) => `'${isoTime(at, 0)}'`;
    const query = `select id, Description from Calls where Call_Start_Time between ${time(from - 1000)} and ${time(to + 1000)}`;
    const rows: Json[] = [];
    for (let page = 0; page < MOST_PAGES; page++) {
      const more = await coql(`${query} limit ${page * PAGE}, ${PAGE}`);
      rows.push(...more);
      if (more.length < PAGE) break;
    }
    return rows;
  }

  return {
    /** Of a lead or contact: same number and name, by the same user, within one request's life. */
    async ofRecord(record: RecordRef, draft: RecordDraft): Promise<void> {
      if (!/^\+?\d{3,}$/.test(draft.phone)) return;
      const rows = await coql(
        `select id, Last_Name, Created_Time, Created_By from ${record.module} where Phone = '${draft.phone}' limit 0, 20`,
      );
      const kept = rows.find((row) => asText(row.id) === record.id);
      if (!kept) return;
      const madeAt = (row: Json) => Date.parse(asText(row.Created_Time));
      const maker = (row: Json) => asText(asObject(row.Created_By).id);
      const twins = rows.filter(
        (row) =>
          row !== kept &&
          asText(row.Last_Name) === asText(kept.Last_Name) &&
          maker(row) === maker(kept) &&
          Math.abs(madeAt(row) - madeAt(kept)) <= APART_MS,
      );
      for (const twin of twins) await remove(record.module, asText(twin.id));
    },

    /** Of call logs whose key stands in the description. */
    async ofLogs(logs: readonly LoggedEntry[]): Promise<void> {
      const left = logs.toSorted((one, other) => one.startedAt - other.startedAt);
      while (left.length > 0) {
        const from = left[0]!.startedAt;
        const after = left.findIndex(({ startedAt }) => startedAt - from > SPAN_MS);
        const group = left.splice(0, after < 0 ? left.length : after);
        const rows = await logsBetween(from, group.at(-1)!.startedAt);
        for (const { id, key } of group)
          for (const row of rows)
            if (asText(row.id) !== id && asText(row.Description).includes(keyLine(key)))
              await remove('Calls', asText(row.id));
      }
    },
  };
}
