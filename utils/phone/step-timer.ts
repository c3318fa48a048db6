import { assertNever } from '@/utils/platform/assert-never';
import { endCall, findLeg, negotiate, setLeg, type Work } from '@/utils/phone/legs';
import { repair } from '@/utils/phone/repair';
import type { CallTimer } from '@/utils/phone/phone-state';

/** A timer of a call fired. */
export function stepCallTimer(work: Work, timer: CallTimer, callId: string): void {
  const leg = findLeg(work.state, callId);
  if (!leg) return;
  switch (timer) {
    case 'forget':
      if (leg.call.phase === 'ended')
        work.state = { ...work.state, calls: work.state.calls.filter((each) => each !== leg) };
      return;
    case 'ring-limit':
      if (leg.call.phase === 'incoming') endCall(work, callId, { cause: 'no-answer', by: 'us' }, true);
      return;
    case 'glare':
      setLeg(work, callId, { glare: false });
      return negotiate(work, callId);
    case 'repair':
      return repair(work, callId);
    case 'microphone':
      if (leg.call.needsMicrophone) endCall(work, callId, { cause: 'no-microphone', by: 'us' }, false);
      return;
    case 'lost':
      if (leg.call.phase === 'active' ? leg.mediaDown || !leg.media : leg.call.reconnecting)
        endCall(work, callId, { cause: 'connection-lost' }, true);
      return;
    default:
      return assertNever(timer);
  }
}
