import type { AppState } from '@/utils/messaging/app-state';
import { arrangeCalls } from '@/components/call/arrange-calls';
import { partyTitle } from '@/components/call/party';
import { phaseSentence } from '@/components/words/call-words';

/** What the window is called in the task bar: who, and where the call stands. */
export function windowTitle(state: AppState | null): string {
  if (!state) return 'Switchhook';
  const { knocking, main } = arrangeCalls(state.calls);
  const card = knocking ?? main;
  return card ? `${phaseSentence(card.call)} · ${partyTitle(card)}` : 'Switchhook';
}
