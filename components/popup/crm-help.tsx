import type { CrmStatus } from '@/utils/messaging/app-state';
import { CRM_ERROR_WORDS } from '@/components/words/crm-words';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

export interface CrmHelpProps {
  crm: CrmStatus;
  vaultLocked: boolean;
  /** Log entries the CRM refused. */
  attention: number;
  onSettings: (section: string) => void;
  onAttention: () => void;
}

/** What is wrong beside the telephone: locked secrets, a CRM that is signed out or refuses something. */
export function CrmHelp({ crm, vaultLocked, attention, onSettings, onAttention }: CrmHelpProps) {
  if (vaultLocked)
    return (
      <Banner
        tone="warn"
        title="Your passwords are locked"
        actions={
          <Button icon="lock" onClick={() => onSettings('privacy')}>
            Unlock
          </Button>
        }
      >
        Enter your passphrase to use your CRM. A connected phone line stays, and call logs wait.
      </Banner>
    );
  if (crm.state === 'signed-out' || crm.state === 'problem') {
    const words =
      CRM_ERROR_WORDS[crm.errorKind ?? (crm.state === 'signed-out' ? 'signed-out' : 'unreachable')];
    return (
      <Banner
        tone="warn"
        title={crm.state === 'signed-out' && !crm.errorKind ? 'Your CRM is not connected' : words.title}
        actions={<Button onClick={() => onSettings('crm')}>CRM settings</Button>}
      >
        {crm.message ?? words.advice}
      </Banner>
    );
  }
  if (attention === 0) return null;
  return (
    <Banner
      tone="warn"
      title={attention === 1 ? 'One call needs your attention' : `${attention} calls need your attention`}
      actions={<Button onClick={onAttention}>Look at {attention === 1 ? 'it' : 'them'}</Button>}
    />
  );
}
