import { useState } from 'preact/hooks';
import type { CallCard } from '@/utils/messaging/app-state';
import type { CallActions } from '@/components/call/call-actions';
import { DtmfPad } from '@/components/call/dtmf-pad';
import { partyTitle } from '@/components/call/party';
import { TransferPanel } from '@/components/call/transfer-panel';
import { Button } from '@/components/ui/button';

export interface CallControlsProps {
  card: CallCard;
  /** Calls that stand beside this one. */
  others: readonly CallCard[];
  actions: CallActions;
}

/** Mute, hold, keypad, transfer and conference of a call that stands. */
export function CallControls({ card, others, actions }: CallControlsProps) {
  const { call } = card;
  const [panel, setPanel] = useState<'none' | 'keypad' | 'transfer'>('none');
  const toggle = (which: 'keypad' | 'transfer') => setPanel(panel === which ? 'none' : which);
  const partner = others.find((other) => other.call.phase === 'active');
  return (
    <section
      class="controls"
      aria-label="Call controls"
      onKeyDown={(event) => event.key === 'Escape' && setPanel('none')}
    >
      <div class="control-grid">
        <Button
          icon={call.muted ? 'mic-off' : 'mic'}
          pressed={call.muted}
          onClick={() => actions.setMuted(!call.muted)}
        >
          {call.muted ? 'Unmute' : 'Mute'}
        </Button>
        <Button
          icon={call.held ? 'play' : 'pause'}
          pressed={call.held}
          onClick={() => actions.setHeld(!call.held)}
        >
          {call.held ? 'Resume' : 'Hold'}
        </Button>
        <Button icon="keypad" expanded={panel === 'keypad'} onClick={() => toggle('keypad')}>
          Keypad
        </Button>
        <Button icon="transfer" expanded={panel === 'transfer'} onClick={() => toggle('transfer')}>
          Transfer
        </Button>
      </div>
      {partner && (
        <div class="row join">
          <Button icon="transfer" onClick={() => actions.transferTo(partner.call.id)}>
            Connect to {partyTitle(partner)}
          </Button>
          <Button
            icon="people"
            pressed={call.inConference}
            onClick={() => actions.conference(partner.call.id, !call.inConference)}
          >
            {call.inConference ? 'End conference' : 'Conference'}
          </Button>
        </div>
      )}
      {panel === 'keypad' && <DtmfPad onTone={actions.sendDtmf} />}
      {panel === 'transfer' && (
        <TransferPanel
          onTransfer={(number) => void actions.transfer(number).then(() => setPanel('none'))}
          onConsult={(number) => void actions.consult(number).then(() => setPanel('none'))}
          onClose={() => setPanel('none')}
        />
      )}
    </section>
  );
}
