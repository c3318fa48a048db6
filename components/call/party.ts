import type { CallCard } from '@/utils/messaging/app-state';
import type { CrmRecord } from '@/utils/crm/connector';

/** The record the call belongs to, if the CRM knows one for sure. */
export function pickedRecord({ match }: Pick<CallCard, 'match'>): CrmRecord | null {
  const { picked, records } = match;
  if (!picked) return records.length === 1 ? records[0]! : null;
  return records.find(({ module, id }) => module === picked.module && id === picked.id) ?? null;
}

/** The other party's number as users write it; words where it is withheld. */
export function partyNumber({ shown, call: { remote } }: Pick<CallCard, 'shown' | 'call'>): string {
  return (shown ?? remote.e164 ?? remote.number) || 'Number withheld';
}

/** The best name for one line: the CRM's, else the number. What the caller calls itself is never used as a name. */
export function partyTitle(card: CallCard): string {
  return pickedRecord(card)?.name ?? partyNumber(card);
}

/** The name the caller sent, where it says more than the number does. */
export function claimedName({ remote }: Pick<CallCard['call'], 'remote'>): string {
  const digits = (text: string) => text.replace(/\D/g, '');
  const name = remote.name.trim();
  return name && (digits(name) === '' || digits(name) !== digits(remote.number)) && name !== remote.number
    ? name
    : '';
}
