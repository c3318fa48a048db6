import type { CallCard } from '@/utils/messaging/app-state';
import { claimedName, partyNumber } from '@/components/call/party';
import { localTime, placeOf } from '@/utils/numbers/country-info';

export interface PartyHeaderProps {
  card: CallCard;
  country: string;
  now: number;
}

/** Who it is as far as the telephone knows: the number first, where it is, what time it is there, what the caller says. */
export function PartyHeader({ card, country, now }: PartyHeaderProps) {
  const { call } = card;
  const place = call.remote.e164 ? placeOf(call.remote.e164) : null;
  const clock = place?.timeZone ? localTime(place.timeZone, new Date(now)) : null;
  const claimed = claimedName(call);
  return (
    <header class="party">
      <h1 class="party-number" dir="ltr">
        {partyNumber(call, country)}
      </h1>
      {place && place.country !== country && (
        <p class="party-place">
          {place.name}
          {clock && <span class={clock.officeHours ? '' : 'late'}>{` · ${clock.text} there`}</span>}
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
