import type { ColleagueLine } from '@/utils/messaging/app-state';
import { Button } from '@/components/ui/button';
import { PRESENCE_WORDS } from '@/components/words/presence-words';

export interface ColleagueListProps {
  colleagues: readonly ColleagueLine[];
  /** Whether calls can be placed right now. */
  ready: boolean;
  /** A call stands that can be sent on, or that somebody can be brought to. */
  inCall: boolean;
  canPickUp: boolean;
  onCall: (number: string) => void;
  onPickUp: (number: string) => void;
  onTransfer: (number: string) => void;
  /** Holds the call and rings the colleague. */
  onAdd: (number: string) => void;
}

/** Colleagues and what their lines do: a click calls, and during a call transfers or brings them in. */
export function ColleagueList(props: ColleagueListProps) {
  const { colleagues, ready, inCall, canPickUp, onCall, onPickUp, onTransfer, onAdd } = props;
  return (
    <ul class="colleagues">
      {colleagues.map(({ number, name, state }) => {
        const shown = name || number;
        return (
          <li key={number} class="colleague">
            <span class={`presence presence-${state}`} aria-hidden="true" />
            <span class="colleague-who">
              <strong dir="auto">{shown}</strong>
              <small>
                <span class={`presence-word presence-word-${state}`} role="status">
                  {PRESENCE_WORDS[state]}
                </span>
                {name && (
                  <>
                    {' · '}
                    <span dir="ltr">{number}</span>
                  </>
                )}
              </small>
            </span>
            {state === 'ringing' && canPickUp && !inCall && (
              <Button look="call" disabled={!ready} onClick={() => onPickUp(number)}>
                Pick up
              </Button>
            )}
            {inCall ? (
              <>
                <Button
                  icon="transfer"
                  label={`Transfer to ${shown}`}
                  disabled={!ready}
                  onClick={() => onTransfer(number)}
                />
                <Button
                  icon="person-add"
                  label={`Hold, and call ${shown}`}
                  disabled={!ready}
                  onClick={() => onAdd(number)}
                />
              </>
            ) : (
              <Button
                look="quiet"
                icon="phone"
                label={`Call ${shown}`}
                disabled={!ready}
                onClick={() => onCall(number)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
