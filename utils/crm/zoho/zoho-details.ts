import type { Activity, Deal, RecordDetails, RecordRef } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import { rowsOf } from '@/utils/crm/zoho/rows';
import type { ZohoRequest } from '@/utils/crm/zoho/zoho-api';
import { readParts, type ZohoBatch } from '@/utils/crm/zoho/zoho-batch';
import { isOpenStage } from '@/utils/crm/zoho/zoho-open-deals';
import { asText, type Json } from '@/utils/http/json';

/** Related lists the card shows, and the fields of each. Their order is the order of the answer. */
const LISTS = {
  Deals: 'Deal_Name,Stage,Amount,Closing_Date',
  Calls: 'Subject,Call_Type,Call_Start_Time,Description',
  Notes: 'Note_Title,Note_Content,Created_Time',
  Tasks: 'Subject,Status,Due_Date,Created_Time',
  Events: 'Event_Title,Start_DateTime',
} as const;

const SHOWN_ACTIVITIES = 5;
const SHOWN_DEALS = 5;
const ROWS = '10';

/**
 * Open deals and the last five activities of a record. Each list may fail alone (no scope, no such related list): its
 * part is absent. Only when nothing answered does the whole fail.
 */
export async function readDetails(
  batch: ZohoBatch,
  record: RecordRef,
  signal?: AbortSignal,
): Promise<RecordDetails> {
  const names = (Object.keys(LISTS) as (keyof typeof LISTS)[]).filter(
    (name) => name !== 'Deals' || record.module === 'Contacts' || record.module === 'Accounts',
  );
  const parts = await batch(
    names.map((name): ZohoRequest => ({
      method: 'GET',
      path: `${encodeURIComponent(record.module)}/${encodeURIComponent(record.id)}/${name}`,
      // Zoho's specification knows no page size for notes.
      query: { fields: LISTS[name], ...(name === 'Notes' ? {} : { per_page: ROWS }) },
      priority: 'shed',
      signal,
    })),
  );
  const lists = readParts(parts, (answer) => rowsOf(answer));
  const failed = lists.find((list) => list instanceof CrmError);
  if (failed && lists.every((list) => list instanceof CrmError)) throw failed;
  const rows = (name: keyof typeof LISTS) => {
    const list = lists[names.indexOf(name)];
    return list === undefined || list instanceof CrmError ? [] : list;
  };
  const deals = rows('Deals').flatMap(toDeal).slice(0, SHOWN_DEALS);
  const activities = [
    ...rows('Calls').map((row) => activity(row, 'call', 'Subject', 'Description', 'Call_Start_Time')),
    ...rows('Notes').map((row) => activity(row, 'note', 'Note_Title', 'Note_Content', 'Created_Time')),
    ...rows('Tasks').map((row) => activity(row, 'task', 'Subject', 'Status', 'Due_Date')),
    ...rows('Events').map((row) => activity(row, 'meeting', 'Event_Title', '', 'Start_DateTime')),
  ].sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return {
    ...(names.includes('Deals') && !(lists[0] instanceof CrmError) ? { deals } : {}),
    activities: activities.slice(0, SHOWN_ACTIVITIES),
  };
}

function toDeal(row: Json): Deal[] {
  const id = asText(row.id);
  const stage = asText(row.Stage);
  if (!id || !isOpenStage(stage)) return [];
  return [
    {
      id,
      name: asText(row.Deal_Name),
      stage,
      amount: asText(row.Amount) || undefined,
      closingDate: asText(row.Closing_Date) || undefined,
    },
  ];
}

function activity(row: Json, kind: Activity['kind'], title: string, text: string, time: string): Activity {
  const at = Date.parse(asText(row[time]));
  const body = asText(row[text]);
  return {
    id: asText(row.id),
    kind,
    title: asText(row[title]) || firstLine(body),
    text: body || undefined,
    at: Number.isFinite(at) ? at : undefined,
  };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.slice(0, 120);
}
