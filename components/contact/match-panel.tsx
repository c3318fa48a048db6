import type { RecordKind, RecordRef } from '@/utils/crm/connector';
import type { CallCard, CrmStatus } from '@/utils/messaging/app-state';
import { pickedRecord } from '@/components/call/party';
import { ContactCard } from '@/components/contact/contact-card';
import { RecordChoice } from '@/components/contact/record-choice';
import { Button } from '@/components/ui/button';

export interface MatchPanelProps {
  card: CallCard;
  crm: CrmStatus;
  /** The user's country. */
  country: string;
  onPick: (record: RecordRef) => void;
  onView: (record: RecordRef) => void;
  onCreate: (kind: RecordKind) => void;
  /** Looks for somebody the CRM knows under another number. */
  onFind: () => void;
  /** To the settings of the CRM. */
  onSettings: () => void;
  /** Back to the list, when the user picked the wrong one. */
  onRepick: () => void;
  repicking: boolean;
}

const KIND_WORDS: Record<RecordKind, string> = { lead: 'Create lead', contact: 'Create contact' };

/** Who the CRM says it is: nobody yet, nobody at all, one, or several to choose from. */
export function MatchPanel(props: MatchPanelProps) {
  const { card, crm, country, onPick, onView, onCreate, onFind, onSettings, onRepick, repicking } = props;
  const { match } = card;
  const picked = pickedRecord(card);
  const create = crm.canCreate.map((kind, index) => (
    <Button key={kind} icon="person-add" look={index === 0 ? 'main' : 'plain'} onClick={() => onCreate(kind)}>
      {KIND_WORDS[kind]}
    </Button>
  ));

  const find = crm.canSearch && (
    <Button icon="search" look="quiet" onClick={onFind}>
      Someone you know
    </Button>
  );

  switch (match.state) {
    case 'off':
      return (
        <section class="match match-quiet">
          <p class="hint">
            {crm.state === 'off'
              ? 'No CRM is connected.'
              : (crm.message ?? match.message ?? 'The CRM is not ready.')}
          </p>
          <div class="row">
            <Button look="quiet" icon="settings" onClick={onSettings}>
              {crm.state === 'off' ? 'Connect your CRM' : 'CRM settings'}
            </Button>
          </div>
        </section>
      );
    case 'searching':
      return (
        <section class="match" role="status" aria-label={`Looking in ${crm.name}`}>
          <p class="hint">Looking in {crm.name}…</p>
          <div class="skeleton skeleton-name" />
          <div class="skeleton" />
        </section>
      );
    case 'failed':
      return (
        <section class="match match-quiet" role="status">
          <p>{match.message ?? `${crm.name} did not answer.`}</p>
          <p class="hint">The call is not affected, and its log is kept.</p>
          {find && <div class="row">{find}</div>}
        </section>
      );
    case 'none':
      return (
        <section class="match" role="status">
          <h2>{card.call.remote.number ? `Not in ${crm.name} yet` : 'No number to look up'}</h2>
          {(create.length > 0 || find) && (
            <div class="row">
              {create}
              {find}
            </div>
          )}
        </section>
      );
    case 'found':
      if (!picked || repicking)
        return (
          <>
            <RecordChoice title="Who is it?" records={match.records} onPick={onPick} />
            {find}
          </>
        );
      return (
        <section class="match" role="status">
          <ContactCard
            record={picked}
            country={country}
            calling={card.call.remote.e164}
            actions={
              <>
                <Button icon="open" onClick={() => onView({ module: picked.module, id: picked.id })}>
                  View {picked.kindLabel.toLowerCase()}
                </Button>
                {picked.account && (
                  <Button
                    look="quiet"
                    onClick={() => onView({ module: picked.account!.module, id: picked.account!.id })}
                  >
                    View account
                  </Button>
                )}
                {match.records.length > 1 && (
                  <Button look="quiet" onClick={onRepick}>
                    Someone else ({match.records.length - 1})
                  </Button>
                )}
              </>
            }
          />
        </section>
      );
  }
}
