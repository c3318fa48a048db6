import { useState } from 'preact/hooks';
import type { AppState, CallCard } from '@/utils/messaging/app-state';
import type { RecordKind } from '@/utils/crm/connector';
import { AnswerBar } from '@/components/call/answer-bar';
import type { CallActions } from '@/components/call/call-actions';
import { CallControls } from '@/components/call/call-controls';
import { CallNotes } from '@/components/call/call-notes';
import { CallStatus } from '@/components/call/call-status';
import { CallSummary } from '@/components/call/call-summary';
import { claimedName } from '@/components/call/party';
import { PartyHeader } from '@/components/call/party-header';
import { CreatePanel } from '@/components/contact/create-panel';
import { CreatedBanner } from '@/components/contact/created-banner';
import { MatchPanel } from '@/components/contact/match-panel';
import { splitName } from '@/components/contact/record-draft';
import { endedBadly } from '@/components/words/call-words';
import { Button } from '@/components/ui/button';
import type { PageModel } from '@/components/page-model';

export interface CallViewProps {
  card: CallCard;
  others: readonly CallCard[];
  state: AppState;
  model: PageModel;
  actions: CallActions;
  onClose: () => void;
}

/** One call from ringing to its summary. The bar with the buttons that matter stays at the foot of the window. */
export function CallView({ card, others, state, model, actions, onClose }: CallViewProps) {
  const { call, match } = card;
  const [creating, setCreating] = useState<RecordKind | null>(null);
  const [repicking, setRepicking] = useState(false);
  const ended = call.phase === 'ended';
  const number = call.remote.e164 ?? call.remote.number;
  const dialable = number !== '';
  return (
    <>
      <div class="call-body">
        <PartyHeader card={card} country={state.settings.country} now={model.now()} />
        <CallStatus call={call} now={model.now} />
        {ended && (
          <CallSummary card={card} crm={state.crm} onAttention={() => model.open('options', 'attention')} />
        )}
        {card.created && <CreatedBanner created={card.created} now={model.now} onUndo={actions.undoCreate} />}
        {creating ? (
          <CreatePanel
            kind={creating}
            crmName={state.crm.name}
            phone={call.remote.e164 ?? ''}
            suggested={splitName(claimedName(call))}
            loadFields={model.engine.fieldsFor}
            create={actions.create}
            onOpenExisting={actions.view}
            onDone={() => setCreating(null)}
          />
        ) : (
          <MatchPanel
            card={card}
            crm={state.crm}
            now={model.now()}
            repicking={repicking || (match.state === 'found' && !match.picked && match.records.length > 1)}
            onRepick={() => setRepicking(true)}
            onPick={(record) => {
              setRepicking(false);
              void actions.pick(record);
            }}
            onView={actions.view}
            onCreate={setCreating}
          />
        )}
        {call.phase === 'active' && (
          <CallControls card={card} others={others} country={state.settings.country} actions={actions} />
        )}
        {(call.phase === 'active' || (ended && card.log.state !== 'off')) && (
          <CallNotes
            callId={call.id}
            note={card.note}
            result={card.result}
            purpose={card.purpose}
            loadPicklists={model.engine.callPicklists}
            onNote={actions.setNote}
            onDisposition={actions.setDisposition}
          />
        )}
      </div>
      {call.phase === 'incoming' && (
        <AnswerBar callId={call.id} onAnswer={actions.answer} onDecline={actions.decline} />
      )}
      {ended && (
        <div class="call-bar">
          <Button onClick={() => void actions.dismiss().then(onClose)}>Close</Button>
          <Button
            look={endedBadly(call) ? 'call' : 'plain'}
            icon="phone"
            disabled={!dialable}
            onClick={actions.callBack}
          >
            {call.direction === 'inbound' ? 'Call back' : 'Call again'}
          </Button>
        </div>
      )}
      {!ended && call.phase !== 'incoming' && (
        <div class="call-bar">
          <Button look="danger" icon="hang-up" wide onClick={actions.hangUp}>
            {call.phase === 'active' ? 'Hang up' : 'Cancel'}
          </Button>
        </div>
      )}
    </>
  );
}
