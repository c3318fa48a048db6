import type { CallCard } from '@/utils/messaging/app-state';
import type { HistoryItem } from '@/utils/journal/history';
import type { DialRequest } from '@/utils/phone/phone-service';

/** What a call back dials: the other party with its extension, for the record the call belonged to. */
export function callBackOf({ call, match }: CallCard): DialRequest {
  const { number, e164, ext } = call.remote;
  return { number: e164 ?? number, ext, origin: match.picked ?? call.origin };
}

/** The same for a call whose card has gone. */
export function callBackOfPast({ number, ext, record }: HistoryItem): DialRequest {
  return { number, ext, origin: record && { module: record.module, id: record.id } };
}
