import type { CallCard } from '@/utils/messaging/app-state';
import { AnswerBar } from '@/components/call/answer-bar';
import type { CallActions } from '@/components/call/call-actions';
import { CallControls } from '@/components/call/call-controls';
import { CallStatus } from '@/components/call/call-status';
import { partyNumber, partyTitle } from '@/components/call/party';
import { Button } from '@/components/ui/button';

export interface CallStripProps {
  card: CallCard;
  others: readonly CallCard[];
  now: () => number;
  actions: CallActions;
  onOpenWindow: () => void;
}

/** A call in the popup: enough to answer, steer and end it; notes and the contact are in the call window. */
export function CallStrip({ card, others, now, actions, onOpenWindow }: CallStripProps) {
  const { call } = card;
  const title = partyTitle(card);
  const number = partyNumber(card);
  return (
    <section class={`strip strip-${call.phase}`} aria-label={`Call with ${title}`}>
      <div class="strip-head">
        <span class="strip-who">
          <strong dir="auto">{title}</strong>
          {title !== number && <small dir="ltr">{number}</small>}
        </span>
        <Button look="quiet" icon="open" label="Open the call window" onClick={onOpenWindow} />
      </div>
      <CallStatus call={call} now={now} />
      {call.phase === 'active' && <CallControls card={card} others={others} actions={actions} />}
      {call.phase === 'incoming' ? (
        <AnswerBar callId={call.id} onAnswer={actions.answer} onDecline={actions.decline} />
      ) : (
        <Button look="danger" icon="hang-up" wide onClick={actions.hangUp}>
          {call.phase === 'active' ? 'Hang up' : 'Cancel'}
        </Button>
      )}
    </section>
  );
}
