import { dialString } from '@/components/popup/dialled-text';
import { localTime, placeOf } from '@/utils/numbers/country-info';
import { parseNumber } from '@/utils/numbers/parse';

/** Under the field while one types: what the number is understood as, where that is, and what time it is there. */
export function DialHint({ text, country, now }: { text: string; country: string; now: number }) {
  const number = /^[*#]/.test(dialString(text)) ? null : parseNumber(text, country);
  const place = number && placeOf(number.e164);
  const clock = place?.timeZone ? localTime(place.timeZone, new Date(now)) : null;
  return (
    <p class="dial-hint" aria-live="polite">
      {place ? (
        <>
          {place.name}
          {clock && place.country !== country && (
            <span class={clock.officeHours ? '' : 'late'}>
              {' · '}
              {clock.text} there
            </span>
          )}
        </>
      ) : (
        ' '
      )}
    </p>
  );
}
