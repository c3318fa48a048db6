import { LineHelp } from '@/components/call/line-help';
import { MicrophoneHelp } from '@/components/call/microphone-help';
import { StorageHelp } from '@/components/call/storage-help';
import type { PageModel } from '@/components/page-model';
import { CrmHelp } from '@/components/popup/crm-help';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { LINE_PROBLEM_WORDS } from '@/components/words/line-words';
import type { AppState } from '@/utils/messaging/app-state';

export interface PopupHelpProps {
  state: AppState;
  model: PageModel;
  /** The list of what needs attention is in view already. */
  attentionShown: boolean;
  onAttention: () => void;
}

/** Everything that is wrong, with its remedy; somebody who has set up nothing yet is led to the three steps instead. */
export function PopupHelp({ state, model, attentionShown, onAttention }: PopupHelpProps) {
  const { engine, run, open, now } = model;
  if (state.phone.problem === 'not-set-up' && state.phone.line === 'problem' && !state.vaultLocked)
    return (
      <Banner
        tone="info"
        icon="phone"
        title={LINE_PROBLEM_WORDS['not-set-up'].title}
        actions={
          <>
            <Button look="main" onClick={() => open('welcome')}>
              Set up in three steps
            </Button>
            <Button icon="settings" onClick={() => open('options', 'line')}>
              Open settings
            </Button>
          </>
        }
      />
    );
  return (
    <>
      <LineHelp
        status={state.phone}
        now={now}
        onRetry={() => void run(engine.reconnect())}
        onSettings={() => open('options', 'line')}
      />
      <MicrophoneHelp state={state.phone.microphone} onOpen={() => open('microphone')} />
      <StorageHelp problem={state.storageProblem} />
      <CrmHelp
        crm={state.crm}
        vaultLocked={state.vaultLocked}
        attention={attentionShown ? 0 : state.outbox.attention}
        onSettings={(section) => open('options', section)}
        onAttention={onAttention}
      />
    </>
  );
}
