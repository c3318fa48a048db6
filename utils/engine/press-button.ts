import type { EngineApi } from '@/utils/messaging/apis';
import { assertNever } from '@/utils/platform/assert-never';
import type { ButtonAction } from '@/utils/phone/headset/call-view';

/** Does what a button outside the screen asked for, as a click in the call window would. */
export function pressButton(
  api: Pick<EngineApi, 'answer' | 'decline' | 'hangUp' | 'setMuted' | 'setHeld'>,
  action: ButtonAction,
): Promise<void> {
  switch (action.type) {
    case 'answer':
      return api.answer(action.callId);
    case 'decline':
      return api.decline(action.callId);
    case 'hang-up':
      return api.hangUp(action.callId);
    case 'mute':
      return api.setMuted(action.callId, action.muted);
    case 'hold':
      return api.setHeld(action.callId, action.held);
    default:
      return assertNever(action);
  }
}
