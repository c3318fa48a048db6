import type { CallCard } from '@/utils/messaging/app-state';
import { claimedName, partyNumber } from '@/components/call/party';
import { farPlace, placeSentence } from '@/components/call/number-place';

export interface PartyHeaderProps {
  card: CallCard;
  country: string;
  now: number;
}

/** Who it is as far as the telephone knows: the number first, where it is, what time it is there, what the caller says. */
export function PartyHeader({ card, country, now }: PartyHeaderProps) {
  const { call } = card;
  const place = farPlace(call.remote.e164, country, now);
  const claimed = claimedName(call);
  return (
    <header class="party">
      <h1 class="party-number" dir="ltr">
        {partyNumber(call, country)}
      </h1>
      {place && (
        <p class={place.officeHours ? 'party-place' : 'party-place late'}>
          {placeSentence(place)}
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
