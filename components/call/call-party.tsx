import { useState } from 'preact/hooks';
import type { CallActions } from '@/components/call/call-actions';
import { claimedName } from '@/components/call/party';
import { CreatePanel } from '@/components/contact/create-panel';
import { FindPanel } from '@/components/contact/find-panel';
import { MatchPanel } from '@/components/contact/match-panel';
import { splitName } from '@/components/contact/record-draft';
import type { PageModel } from '@/components/page-model';
import type { RecordKind, RecordRef } from '@/utils/crm/connector';
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
  const [finding, setFinding] = useState(false);
  const [repicking, setRepicking] = useState(false);
  const pick = (record: RecordRef) => {
    setFinding(false);
    setRepicking(false);
    void actions.pick(record);
  };
  if (creating)
    return (
      <CreatePanel
        kind={creating}
        crmName={state.crm.name}
        phone={call.remote.e164 ?? ''}
        suggested={splitName(claimedName(call))}
        loadFields={model.engine.fieldsFor}
        create={actions.create}
        onOpenExisting={(record) => {
          setCreating(null);
          pick(record);
          void actions.view(record);
        }}
        onDone={() => setCreating(null)}
      />
    );
  if (finding)
    return (
      <FindPanel
        crmName={state.crm.name}
        search={model.engine.search}
        onPick={pick}
        onCancel={() => setFinding(false)}
      />
    );
  return (
    <MatchPanel
      card={card}
      crm={state.crm}
      country={state.settings.country}
      repicking={repicking || (match.state === 'found' && !match.picked && match.records.length > 1)}
      onRepick={() => setRepicking(true)}
      onPick={pick}
      onView={actions.view}
      onCreate={setCreating}
      onFind={() => setFinding(true)}
      onSettings={() => model.open('options', 'crm')}
    />
  );
}
