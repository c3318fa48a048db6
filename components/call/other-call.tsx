import type { CallCard } from '@/utils/messaging/app-state';
import { CallTimer } from '@/components/call/call-timer';
import { partyTitle } from '@/components/call/party';
import { phaseSentence } from '@/components/words/call-words';
import { Button } from '@/components/ui/button';

export interface OtherCallProps {
  card: CallCard;
  now: () => number;
  onSwap: () => void;
  onHangUp: () => void;
}

/** A call that stands beside the one in front: on hold, or just being placed. */
export function OtherCall({ card, now, onSwap, onHangUp }: OtherCallProps) {
  const { call } = card;
  const title = partyTitle(card);
  return (
    <section class="other-call" aria-label={`Other call: ${title}`}>
      <span class="other-who">
        <strong dir="auto">{title}</strong>
        <small>
          {phaseSentence(call)}
          {call.answeredAt !== undefined && (
            <>
              {' · '}
              <CallTimer since={call.answeredAt} now={now} />
            </>
          )}
        </small>
      </span>
      <Button icon="transfer" onClick={onSwap}>
        Switch
      </Button>
      <Button look="danger-quiet" icon="hang-up" label={`Hang up ${title}`} onClick={onHangUp} />
    </section>
  );
}
