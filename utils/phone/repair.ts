import { isUp } from '@/utils/phone/line-state';
import { callUnwait, callWait, findLeg, negotiate, setLeg, type Work } from '@/utils/phone/legs';
import type { Leg } from '@/utils/phone/phone-state';

/** Milliseconds a repair has to bring the sound back before the next: doubled each time, up to `LONGEST`. */
const PATIENCE = 3_000;
const LONGEST = 120_000;
/** A repair so long after the last one is the first of another trouble, milliseconds. */
const FORGOTTEN_AFTER = 150_000;

/** There should be sound, and there is none. */
const isDeaf = ({ call, mediaDown, silent }: Leg) =>
  call.phase === 'active' && (mediaDown || (silent && !call.held && !call.heldByRemote));

const patience = (repairs: number) => Math.min(LONGEST, PATIENCE * 2 ** Math.max(0, repairs - 1));

/**
 * Asks for another path by a re-INVITE with an ICE restart, if the call has no sound. The last repair gets its time first: the
 * next one would undo what it began.
 */
export function repair(work: Work, callId: string): void {
  const leg = findLeg(work.state, callId);
  if (!leg || !isDeaf(leg)) return;
  // The line repairs its calls when it is back, and the answer to a repair under way will look again.
  if (!isUp(work.state.line) || leg.restart || leg.asking?.iceRestart) return;
  const since = work.moment.now - leg.repairedAt;
  const repairs = since > FORGOTTEN_AFTER ? 0 : leg.repairs;
  const ms = patience(repairs) - since;
  if (ms > 0) return callWait(work, 'repair', callId, ms);
  setLeg(work, callId, { repairs: repairs + 1 });
  restart(work, callId);
}

/** The network or the page with the sound is another: asks for another path at once. */
export function restart(work: Work, callId: string): void {
  setLeg(work, callId, { restart: true, repairedAt: work.moment.now });
  negotiate(work, callId);
}

/** The far end agreed to another path: whether sound comes over it is looked at after a moment. */
export function watchRepair(work: Work, callId: string): void {
  setLeg(work, callId, { repairedAt: work.moment.now });
  callWait(work, 'repair', callId, patience(findLeg(work.state, callId)?.repairs ?? 0));
}

/** The path stands, or packets come: what is still deaf of the two is left to the next look. */
export function heard(work: Work, callId: string, change: Partial<Pick<Leg, 'mediaDown' | 'silent'>>): void {
  setLeg(work, callId, change);
  const leg = findLeg(work.state, callId);
  if (leg && !isDeaf(leg)) callUnwait(work, 'repair', callId);
}
