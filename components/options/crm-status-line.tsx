import type { CrmStatus } from '@/utils/messaging/app-state';
import { CRM_ERROR_WORDS } from '@/components/words/crm-words';
import { Button } from '@/components/ui/button';

const LAMP: Record<CrmStatus['state'], string> = {
  off: 'off',
  checking: 'connecting',
  'signed-in': 'registered',
  'signed-out': 'problem',
  problem: 'problem',
};

/** Who is signed in since when, or why nobody is. */
function crmTitle(crm: CrmStatus): string {
  switch (crm.state) {
    case 'off':
      return 'Not connected';
    case 'checking':
      return 'Asking…';
    case 'signed-in':
      return crm.user ? `Logged in as ${crm.user.name}` : 'Logged in';
    case 'signed-out':
      return 'Logged out';
    case 'problem':
      return CRM_ERROR_WORDS[crm.errorKind ?? 'unreachable'].title;
  }
}

export interface CrmStatusLineProps {
  crm: CrmStatus;
  /** Where the account lives, such as "Europe"; absent where the CRM has one place only. */
  place?: string;
  onCheck: () => void;
  onSignOut?: () => void;
}

/** The CRM's state in one line, with what can be done about it. */
export function CrmStatusLine({ crm, place, onCheck, onSignOut }: CrmStatusLineProps) {
  const { user } = crm;
  const since = user?.since ? `since ${new Date(user.since).toLocaleDateString()}` : '';
  return (
    <div class="status-line">
      <span class={`lamp lamp-${LAMP[crm.state]}`} aria-hidden="true" />
      <span role="status">
        <strong>{crmTitle(crm)}</strong>
        {user && <small>{[user.email, user.organisation, place, since].filter(Boolean).join(' · ')}</small>}
        {crm.message && <small>{crm.message}</small>}
      </span>
      <Button onClick={onCheck}>Check</Button>
      {onSignOut && (crm.state === 'signed-in' || crm.state === 'problem') && (
        <Button look="quiet" onClick={onSignOut}>
          Sign out
        </Button>
      )}
    </div>
  );
}
