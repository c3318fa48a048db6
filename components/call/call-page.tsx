import { useState } from 'preact/hooks';
import { arrangeCalls } from '@/components/call/arrange-calls';
import { callActions } from '@/components/call/call-actions';
import { CallView } from '@/components/call/call-view';
import { ConfirmCall } from '@/components/call/confirm-call';
import { LineHelp } from '@/components/call/line-help';
import { MicrophoneHelp } from '@/components/call/microphone-help';
import { OtherCall } from '@/components/call/other-call';
import { StorageHelp } from '@/components/call/storage-help';
import { WaitingCall } from '@/components/call/waiting-call';
import { Button } from '@/components/ui/button';
import { EmptyState, LoadingPage } from '@/components/ui/empty-state';
import { NoticeLine } from '@/components/ui/notice-line';
import type { PageModel } from '@/components/page-model';

export interface CallPageProps {
  model: PageModel;
  onClose: () => void;
}

/** The call window: whatever call matters most, and all that can be done about it. */
export function CallPage({ model, onClose }: CallPageProps) {
  const state = model.state.value;
  const [selected, setSelected] = useState<string>();
  if (!state) return <LoadingPage icon="phone" title="Starting the phone…" />;
  const { main, knocking, others } = arrangeCalls(state.calls, selected);
  const { engine, run } = model;
  const actions = main && callActions(model, main.call.id);
  const talking = main !== null && main.call.phase === 'active';
  const knock = knocking && callActions(model, knocking.call.id);
  return (
    <main class="call-page">
      {state.confirmations.map((confirmation) => (
        <ConfirmCall
          key={confirmation.id}
          confirmation={confirmation}
          onAnswer={(yes) => void run(engine.confirmDial(confirmation.id, yes))}
        />
      ))}
      <LineHelp
        status={state.phone}
        now={model.now}
        onRetry={() => void run(engine.reconnect())}
        onSettings={() => model.open('options', 'line')}
      />
      <StorageHelp problem={state.storageProblem} />
      {main && main.call.phase !== 'ended' && (
        <MicrophoneHelp state={state.phone.microphone} onOpen={() => model.open('microphone')} />
      )}
      {knocking && knock && (
        <WaitingCall
          card={knocking}
          onHoldAndAnswer={async () => {
            if (talking) await actions?.setHeld(true);
            await knock.answer();
            setSelected(knocking.call.id);
          }}
          onEndAndAnswer={async () => {
            await actions?.hangUp();
            await knock.answer();
          }}
          onDecline={knock.decline}
        />
      )}
      {others.map((other) => (
        <OtherCall
          key={other.call.id}
          card={other}
          now={model.now}
          onSwap={async () => {
            if (talking && !main.call.held) await actions?.setHeld(true);
            setSelected(other.call.id);
            if (other.call.held) await run(engine.setHeld(other.call.id, false));
          }}
          onHangUp={() => void run(engine.hangUp(other.call.id))}
        />
      ))}
      {main && actions ? (
        <CallView
          key={main.call.id}
          card={main}
          others={others}
          state={state}
          model={model}
          actions={actions}
          onClose={onClose}
        />
      ) : state.confirmations.length > 0 ? null : (
        <EmptyState icon="phone" title="No call at the moment" heading>
          Calls appear here.{' '}
          <Button look="quiet" onClick={onClose}>
            Close this window
          </Button>
        </EmptyState>
      )}
      <NoticeLine notice={model.notice} />
    </main>
  );
}
