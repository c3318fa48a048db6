import type { CrmRecord, RecordRef } from '@/utils/crm/connector';
import type { CallCard, Match } from '@/utils/messaging/app-state';
import { displayNumber } from '@/utils/numbers/format';
import type { Call } from '@/utils/phone/call';

/** Seconds an ended, never answered call stays on show before its card goes by itself. */
export const LINGER_MS = 8_000;

/** A new card: the number is all that is known. */
export function newCard(call: Call, crmConnected: boolean): CallCard {
  const state = crmConnected && call.remote.number !== '' ? 'searching' : 'off';
  return { call, match: { state, records: [] }, note: '', log: { state: 'not-yet' } };
}

/** The card with the number as it is written in `country`. */
export function withShownNumber(card: CallCard, country: string): CallCard {
  const { e164, number, ext } = card.call.remote;
  return { ...card, shown: displayNumber(e164 ?? number, country, ext) };
}

/** Whether both mean the same record. */
export const isSame = (one: RecordRef | undefined, other: RecordRef | undefined) =>
  one !== undefined && other !== undefined && one.module === other.module && one.id === other.id;

/**
 * What a finished lookup means for the card: one record is picked by itself, and so is the record the call was placed from;
 * among several the user picks, and what the user picked before the answer came stays.
 */
export function matchOf(call: Call, records: CrmRecord[], before: Match): Match {
  const ranked = call.origin
    ? [...records].sort((a, b) => Number(isSame(b, call.origin)) - Number(isSame(a, call.origin)))
    : records;
  if (ranked.length === 0)
    return { ...before, state: before.picked ? 'found' : 'none', records: before.records };
  const fromPage = ranked.find((record) => isSame(record, call.origin));
  const only = ranked.length === 1 ? ranked[0] : undefined;
  const picked = before.picked ?? toRef(fromPage ?? only);
  const chosen = before.records.find((record) => isSame(record, before.picked));
  const isAmong = ranked.some((record) => isSame(record, chosen));
  const shown = chosen && !isAmong ? [chosen, ...ranked] : ranked;
  return { ...before, state: 'found', records: shown, picked, message: undefined };
}

const toRef = (record: RecordRef | undefined): RecordRef | undefined =>
  record && { module: record.module, id: record.id };

/** The record the call's log goes to, with its data where it is known. */
export function pickedRecord(card: CallCard): CrmRecord | undefined {
  return card.match.records.find((record) => isSame(record, card.match.picked));
}

/** True when a call has nothing left to show: over, never answered, and no log that needs the user. */
export function isStale(card: CallCard, now: number): boolean {
  const { call } = card;
  return (
    call.phase === 'ended' &&
    call.answeredAt === undefined &&
    card.created === undefined &&
    card.note === '' &&
    card.log.state !== 'attention' &&
    now - (call.endedAt ?? now) >= LINGER_MS
  );
}

/** Cards in the order pages show them: going on before ended, oldest first. */
export function inOrder(cards: Iterable<CallCard>): CallCard[] {
  return [...cards].sort(
    (a, b) =>
      Number(a.call.phase === 'ended') - Number(b.call.phase === 'ended') ||
      a.call.startedAt - b.call.startedAt,
  );
}
