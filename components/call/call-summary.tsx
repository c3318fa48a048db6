import type { CallCard, CrmStatus } from '@/utils/messaging/app-state';
import { logSentence } from '@/components/words/log-words';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';

export interface CallSummaryProps {
  card: CallCard;
  crm: CrmStatus;
  /** Opens what waits for the user. */
  onAttention: () => void;
}

/** What became of the call's log: saved, waiting and why, or refused and what to do. */
export function CallSummary({ card, crm, onAttention }: CallSummaryProps) {
  const { log } = card;
  const name = crm.name || 'your CRM';
  const refused = crm.state === 'signed-out' || crm.state === 'problem';
  const sentence = logSentence(
    log.state === 'waiting' && refused ? { ...log, message: `${name} is not connected right now` } : log,
    name,
  );
  if (log.state === 'attention')
    return (
      <Banner
        tone="warn"
        title="The call is not in your CRM yet"
        actions={<Button onClick={onAttention}>Look at it</Button>}
      >
        {sentence}
      </Banner>
    );
  return (
    <p class={`log log-${log.state}`} role="status">
      <Icon name={log.state === 'logged' ? 'check' : log.state === 'off' ? 'note' : 'clock'} size={18} />
      {sentence}
    </p>
  );
}
