import type { ZohoRecord } from '../zoho-record.ts';

/** What `$` keys a full record carries; clients must not trip over them. */
const DOLLAR_KEYS = {
  $currency_symbol: '$',
  $review_process: null,
  $sharing_permission: 'full_access',
  $orchestration: false,
  $editable: true,
  $locked_for_me: false,
  $approval: { delegate: false, takeover: false, approve: false, reject: false, resubmit: false },
  $approval_state: 'approved',
  $in_merge: false,
  $zia_owner_assignment: 'owner_recommendation_unavailable',
};

/** A record as the API sends it: the named fields (and always the id), or all fields with Zoho's `$` keys. */
export function showRecord(record: ZohoRecord, names: readonly string[] | null): ZohoRecord {
  if (!names) return { ...record, ...DOLLAR_KEYS };
  const shown: ZohoRecord = { id: record.id };
  for (const name of names) if (name !== 'id') shown[name] = record[name] ?? null;
  return shown;
}

/** One page of a list, with Zoho's `info`. */
export function page(
  records: readonly ZohoRecord[],
  options: { page: number; perPage: number; names: readonly string[] | null; more?: Record<string, unknown> },
): { data: ZohoRecord[]; info: Record<string, unknown> } | null {
  const start = (options.page - 1) * options.perPage;
  const rows = records.slice(start, start + options.perPage);
  if (!rows.length) return null;
  return {
    data: rows.map((record) => showRecord(record, options.names)),
    info: {
      per_page: options.perPage,
      count: rows.length,
      ...options.more,
      page: options.page,
      more_records: start + rows.length < records.length,
    },
  };
}
