import type { CrmRecord } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { rowsOf } from '@/utils/crm/zoho/rows';
import { readParts, type ZohoBatch } from '@/utils/crm/zoho/zoho-batch';
import { asObject, asText } from '@/utils/http/json';

/** A list of callers must not wait longer for a better order. */
const PATIENCE_MS = 700;
/** The deal's field that points to a record of each module. */
const LINKS: Record<string, string> = { Contacts: 'Contact_Name', Accounts: 'Account_Name' };

/** Stages are the organisation's own words; Zoho's closed ones begin with "Closed". */
export const isOpenStage = (stage: string): boolean => !/^closed/i.test(stage);

/**
 * The records with the number of their open deals, by one COQL query. Where deals may not be read, or not in time, the
 * records come back as they are: the order is worth a moment, not the call.
 */
export async function withOpenDeals(
  batch: ZohoBatch,
  records: readonly CrmRecord[],
  signal?: AbortSignal,
): Promise<CrmRecord[]> {
  const wheres = Object.entries(LINKS).flatMap(([module, field]) => {
    // Ids are digits: nothing to escape.
    const ids = records
      .filter((one) => one.module === module && /^\d+$/.test(one.id))
      .map(({ id }) => `'${id}'`);
    return ids.length > 0 ? [`(${field} in (${ids.slice(0, 50).join(', ')}))`] : [];
  });
  if (wheres.length === 0) return [...records];
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  const parts = await batch([
    {
      method: 'POST',
      path: 'coql',
      body: {
        select_query: `select Contact_Name, Account_Name, Stage from Deals where ${wheres.join(' or ')} limit 0, 200`,
      },
      priority: 'shed',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    },
  ]);
  const [deals] = readParts(parts, (answer) => rowsOf(answer));
  if (!deals || deals instanceof CrmError) return [...records];
  const open = deals.filter((deal) => isOpenStage(asText(deal.Stage)));
  return records.map((record) => {
    const field = LINKS[record.module];
    return field
      ? { ...record, openDeals: open.filter((deal) => asText(asObject(deal[field]).id) === record.id).length }
      : record;
  });
}
