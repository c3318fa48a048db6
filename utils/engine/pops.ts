import type { CallMoment } from '@/utils/engine/call-desk';
import type { RecordRef } from '@/utils/crm/connector';
import type { CallCard } from '@/utils/messaging/app-state';
import { popsNow, type PopMoment } from '@/utils/rules/pop-rule';
import type { PopSettings } from '@/utils/rules/rules-config';

/** Opens the caller's page in the CRM by itself, once a call, when the rule says so. */
export function createPops(deps: { settings: () => PopSettings; open: (record: RecordRef) => void }) {
  const calls = new Map<string, { reached: Set<PopMoment>; popped: boolean }>();

  return {
    /** A call reached a moment, or its record became known. */
    notice(moment: CallMoment, { call, match }: CallCard): void {
      const state = calls.get(call.id) ?? { reached: new Set<PopMoment>(), popped: false };
      calls.set(call.id, state);
      if (moment !== 'looked-up') state.reached.add(moment);
      const picked = match.picked;
      if (!picked || !popsNow(call, deps.settings(), { ...state, picked: true })) return;
      state.popped = true;
      deps.open(picked);
    },
    forget: (callId: string) => void calls.delete(callId),
  };
}
