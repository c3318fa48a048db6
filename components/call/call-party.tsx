import { useState } from 'preact/hooks';
import type { CallActions } from '@/components/call/call-actions';
import { claimedName } from '@/components/call/party';
import { CreatePanel } from '@/components/contact/create-panel';
import { MatchPanel } from '@/components/contact/match-panel';
import { splitName } from '@/components/contact/record-draft';
import type { PageModel } from '@/components/page-model';
import type { RecordKind } from '@/utils/crm/connector';
import type { AppState, CallCard } from '@/utils/messaging/app-state';

export interface CallPartyProps {
  card: CallCard;
  state: AppState;
  model: PageModel;
  actions: CallActions;
}

/** Who the CRM says it is, or the form that makes somebody of a number. */
export function CallParty({ card, state, model, actions }: CallPartyProps) {
  const { call, match } = card;
  const [creating, setCreating] = useState<RecordKind | null>(null);
  const [repicking, setRepicking] = useState(false);
  if (creating)
    return (
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
    );
  return (
    <MatchPanel
      card={card}
      crm={state.crm}
      country={state.settings.country}
      repicking={repicking || (match.state === 'found' && !match.picked && match.records.length > 1)}
      onRepick={() => setRepicking(true)}
      onPick={(record) => {
        setRepicking(false);
        void actions.pick(record);
      }}
      onView={actions.view}
      onCreate={setCreating}
    />
  );
}
