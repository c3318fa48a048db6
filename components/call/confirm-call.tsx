import type { Confirmation } from '@/utils/messaging/app-state';
import { CONFIRMATION_WORDS, confirmationQuestion } from '@/components/words/confirmation-words';
import { Button } from '@/components/ui/button';
import { useArmed } from '@/components/ui/use-armed';

export interface ConfirmCallProps {
  confirmation: Confirmation;
  onAnswer: (yes: boolean) => void;
}

/** Asks before a number is dialled that deserves a second look; shows exactly what will be dialled. */
export function ConfirmCall({ confirmation, onAnswer }: ConfirmCallProps) {
  const armed = useArmed(confirmation.id);
  return (
    <section class="confirm" role="alertdialog" aria-label="Confirm the call">
      <h2>{confirmationQuestion(confirmation)}</h2>
      <p>
        {CONFIRMATION_WORDS[confirmation.reason]}
        {confirmation.host && <span class="hint"> Asked by {confirmation.host}.</span>}
      </p>
      <div class="row">
        <Button onClick={() => onAnswer(false)}>Don’t call</Button>
        <Button look="call" icon="phone" disabled={!armed} onClick={() => onAnswer(true)}>
          Call
        </Button>
      </div>
    </section>
  );
}
