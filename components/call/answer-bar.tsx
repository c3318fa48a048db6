import { Button } from '@/components/ui/button';
import { useArmed } from '@/components/ui/use-armed';

export interface AnswerBarProps {
  callId: string;
  onAnswer: () => void;
  onDecline: () => void;
}

/** Decline and Answer at a fixed place; inert for a moment, so that no stray click answers or refuses. */
export function AnswerBar({ callId, onAnswer, onDecline }: AnswerBarProps) {
  const armed = useArmed(callId);
  return (
    <div class="call-bar">
      <Button look="danger" icon="hang-up" disabled={!armed} onClick={onDecline}>
        Decline
      </Button>
      <Button look="call" icon="phone" disabled={!armed} onClick={onAnswer}>
        Answer
      </Button>
    </div>
  );
}
