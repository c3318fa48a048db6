import type { CallCard } from '@/utils/messaging/app-state';
import { claimedName, partyNumber } from '@/components/call/party';
import { createLater } from '@/components/ui/create-later';

/** Where a number is, takes the numbering plans of the world to tell; the number itself is there before. */
const usePlaces = createLater(() => import('@/components/call/number-place'));

export interface PartyHeaderProps {
  card: CallCard;
  country: string;
  now: number;
}

/** Who it is as far as the telephone knows: the number first, where it is, what time it is there, what the caller says. */
export function PartyHeader({ card, country, now }: PartyHeaderProps) {
  const { call } = card;
  const places = usePlaces();
  const place = places?.farPlace(call.remote.e164, country, now);
  const claimed = claimedName(call);
  return (
    <header class="party">
      <h1 class="party-number" dir="ltr">
        {partyNumber(card)}
      </h1>
      {place && (
        <p class={place.officeHours ? 'party-place' : 'party-place late'}>
          {places?.placeSentence(place)}
          {!place.officeHours && ' (outside office hours)'}
        </p>
      )}
      {claimed && (
        <p class="party-claim">
          Caller says <q dir="auto">{claimed}</q>
        </p>
      )}
      {call.facts.diversion && (
        <p class="party-claim" dir="auto">
          Forwarded from {call.facts.diversion}
        </p>
      )}
    </header>
  );
}
