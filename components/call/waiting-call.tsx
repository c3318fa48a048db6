import type { CallCard } from '@/utils/messaging/app-state';
import { partyNumber, partyTitle, pickedRecord } from '@/components/call/party';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { useArmed } from '@/components/ui/use-armed';

export interface WaitingCallProps {
  card: CallCard;
  onHoldAndAnswer: () => void;
  onEndAndAnswer: () => void;
  onDecline: () => void;
}

/** A second call knocks while the first goes on. */
export function WaitingCall({ card, onHoldAndAnswer, onEndAndAnswer, onDecline }: WaitingCallProps) {
  const armed = useArmed(card.call.id);
  const record = pickedRecord(card);
  return (
    <section class="waiting" role="alert" aria-label="Second call">
      <p class="waiting-who">
        <Icon name="incoming" />
        <span>
          <strong dir="auto">{partyTitle(card)}</strong>
          {record && <small dir="ltr">{partyNumber(card)}</small>}
          <small>is calling</small>
        </span>
      </p>
      <div class="row">
        <Button look="call" icon="pause" disabled={!armed} onClick={onHoldAndAnswer}>
          Hold and answer
        </Button>
        <Button icon="phone" disabled={!armed} onClick={onEndAndAnswer}>
          End and answer
        </Button>
        <Button look="danger-quiet" icon="hang-up" disabled={!armed} onClick={onDecline}>
          Decline
        </Button>
      </div>
    </section>
  );
}
