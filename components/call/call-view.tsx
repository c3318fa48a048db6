import { useLayoutEffect } from 'preact/hooks';
import type { AppState, CallCard } from '@/utils/messaging/app-state';
import { AnswerBar } from '@/components/call/answer-bar';
import type { CallActions } from '@/components/call/call-actions';
import { CallControls } from '@/components/call/call-controls';
import { CallNotes } from '@/components/call/call-notes';
import { CallParty } from '@/components/call/call-party';
import { CallStatus } from '@/components/call/call-status';
import { CallSummary } from '@/components/call/call-summary';
import { QualityDetails } from '@/components/call/quality-details';
import { PartyHeader } from '@/components/call/party-header';
import { RecordDetailsList } from '@/components/contact/record-details';
import { CreatedBanner } from '@/components/contact/created-banner';
import { endedBadly } from '@/components/words/call-words';
import { lateNoteWords } from '@/components/words/log-words';
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
  const { call } = card;
  const ended = call.phase === 'ended';
  const number = call.remote.e164 ?? call.remote.number;
  const dialable = number !== '';
  // The window may stay from another call, and be scrolled to its end.
  useLayoutEffect(() => window.scrollTo(0, 0), []);
  return (
    <>
      <div class="call-body">
        <div class="call-main">
          <PartyHeader card={card} country={state.settings.country} now={model.now()} />
          <CallStatus call={call} now={model.now} />
          {call.answeredAt !== undefined && <QualityDetails quality={call.quality} />}
          {ended && (
            <CallSummary card={card} crm={state.crm} onAttention={() => model.open('options', 'attention')} />
          )}
          {card.created && (
            <CreatedBanner created={card.created} now={model.now} onUndo={actions.undoCreate} />
          )}
          <CallParty card={card} state={state} model={model} actions={actions} />
          {call.phase === 'active' && <CallControls card={card} others={others} actions={actions} />}
          {(call.phase === 'active' || (ended && card.log.state !== 'off')) && (
            <CallNotes
              callId={call.id}
              note={card.note}
              result={card.result}
              purpose={card.purpose}
              hint={lateNoteWords(card.log.state, state.crm)}
              loadPicklists={model.engine.callPicklists}
              onNote={actions.setNote}
              onDisposition={actions.setDisposition}
            />
          )}
        </div>
        {card.match.details && (
          <div class="call-side">
            <RecordDetailsList details={card.match.details} now={model.now()} />
          </div>
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
