import type { RecordRef } from '@/utils/crm/connector';
import type { JournalRow, Outcome } from '@/utils/journal/journal-row';
import type { CallQuality } from '@/utils/phone/call';
import { outcomeOf, talkSecondsOf } from '@/utils/journal/outcome';

/** A finished call as the history shows it. */
export interface HistoryItem {
  id: string;
  direction: 'inbound' | 'outbound';
  outcome: Outcome;
  number: string;
  /** Dialled behind the number. */
  ext?: string;
  name: string;
  record?: RecordRef & { name: string; url: string };
  startedAt: number;
  talkSeconds: number;
  note: string;
  /** How the sound was; absent for calls that nobody answered. */
  quality?: CallQuality;
  log: { state: 'off' | 'waiting' | 'logged' | 'attention'; message?: string };
}

/** What to show. */
export interface HistoryQuery {
  /** Part of a name, number, note or company; empty for all. */
  text: string;
  /** Only calls that began before this time, epoch milliseconds. */
  before?: number;
  /** Only calls nobody answered here. */
  missed?: boolean;
  limit: number;
}

/** Closed calls that fit the query, in the order given. */
export function matchingCalls(rows: readonly JournalRow[], query: HistoryQuery): JournalRow[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row: JournalRow) => {
    const text = `${row.name} ${row.call.remote.name} ${row.record?.name ?? ''} ${row.note}`.toLowerCase();
    const digits = `${row.call.remote.number} ${row.call.remote.e164 ?? ''}`.replace(/[^\d ]/g, '');
    return words.every((word) => text.includes(word) || containsDigits(digits, word));
  };
  return rows
    .filter((row) => row.closed === 1 && (query.before === undefined || row.call.startedAt < query.before))
    .filter((row) => !query.missed || outcomeOf(row.call) === 'missed')
    .filter(fits)
    .slice(0, query.limit);
}

/** A row as pages show it. */
export function toHistoryItem(row: JournalRow): HistoryItem {
  const { call } = row;
  return {
    id: row.id,
    direction: call.direction,
    outcome: outcomeOf(call),
    number: call.remote.e164 ?? call.remote.number,
    ...(call.remote.ext ? { ext: call.remote.ext } : {}),
    name: row.name || call.remote.name,
    record: row.record,
    startedAt: call.startedAt,
    talkSeconds: talkSecondsOf(call, call.endedAt ?? row.heartbeatAt),
    note: row.note,
    ...(call.answeredAt === undefined ? {} : { quality: call.quality }),
    log: { state: row.log.state, message: row.log.message },
  };
}

function containsDigits(digits: string, word: string): boolean {
  const wanted = word.replace(/\D/g, '');
  return /^[+\d().-]+$/.test(word) && wanted !== '' && digits.includes(wanted);
}
