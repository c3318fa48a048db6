import { assertNever } from '@/utils/platform/assert-never';
import {
  callUnwait,
  callWait,
  change,
  endCall,
  findLeg,
  holdOthers,
  LOST_AFTER,
  move,
  setLeg,
  setMicrophone,
  type Work,
} from '@/utils/phone/legs';
import { keepWorst } from '@/utils/phone/media/quality';
import type { MediaError } from '@/utils/phone/media/media-host';
import { isUp } from '@/utils/phone/line-state';
import { heard, repair, restart } from '@/utils/phone/repair';
import type { Leg, MediaInput, PhoneState } from '@/utils/phone/phone-state';

/** ICE often mends itself within a second; after that the call is repaired by a re-INVITE. */
const REPAIR_AFTER = 1_500;
/** How long a dialled call waits for the user to allow the microphone. */
const ALLOW_WITHIN = 120_000;
/** What the user can mend while a dialled call waits. */
const MENDABLE: readonly MediaError['kind'][] = ['ask', 'denied', 'no-device'];

/** What the audio side told. */
export function stepMedia(work: Work, input: MediaInput): void {
  const leg = findLeg(work.state, input.callId);
  if (input.type === 'media-open') work.state = { ...work.state, microphone: 'granted' };
  if (input.type === 'media-failed')
    work.state = { ...work.state, microphone: microphone(work.state, input.kind) };
  if (!leg || leg.call.phase === 'ended') {
    if (input.type === 'media-open') work.commands.push({ type: 'close-media', callId: input.callId });
    return;
  }
  switch (input.type) {
    case 'media-open':
      return opened(work, leg);
    case 'media-failed':
      return failed(work, leg, input.kind);
    case 'media':
      return stepEvent(work, leg, input.event);
    default:
      return assertNever(input);
  }
}

function microphone(
  { microphone: before }: PhoneState,
  kind: Extract<MediaInput, { type: 'media-failed' }>['kind'],
): PhoneState['microphone'] {
  if (kind === 'denied' || kind === 'ask') return kind;
  return kind === 'no-device' ? 'none' : before;
}

function opened(work: Work, leg: Leg): void {
  const { id, phase, muted, held } = leg.call;
  setLeg(work, id, { media: true });
  if (leg.call.needsMicrophone) {
    change(work, id, { needsMicrophone: false });
    callUnwait(work, 'microphone', id);
  }
  if (muted || held) setMicrophone(work, id);
  if (phase === 'preparing') work.commands.push({ type: 'invite', callId: id, target: leg.target });
  if (phase === 'answering') {
    holdOthers(work, id);
    work.commands.push({ type: 'accept', callId: id });
  }
  if (phase === 'active') restart(work, id);
}

function failed(work: Work, leg: Leg, kind: MediaError['kind']): void {
  const { id, phase } = leg.call;
  if (phase === 'answering') {
    move(work, id, { type: 'answer-failed', at: work.moment.now });
    return;
  }
  if (phase === 'preparing' && MENDABLE.includes(kind)) {
    change(work, id, { needsMicrophone: true });
    return callWait(work, 'microphone', id, ALLOW_WITHIN);
  }
  if (phase === 'preparing') return endCall(work, id, { cause: 'no-microphone', by: 'us' }, false);
  if (phase !== 'active' || leg.media) return;
  // The window with the sound was closed, and no other could take its place.
  const cause = MENDABLE.includes(kind) ? 'no-microphone' : 'connection-lost';
  endCall(work, id, { cause, by: 'us' }, true);
}

function stepEvent(work: Work, leg: Leg, event: Extract<MediaInput, { type: 'media' }>['event']): void {
  const { id, phase } = leg.call;
  switch (event.type) {
    case 'connected':
      heard(work, id, { mediaDown: false });
      if (phase !== 'active') return;
      callUnwait(work, 'lost', id);
      if (isUp(work.state.line) && !leg.asking?.iceRestart && !leg.restart)
        change(work, id, { reconnecting: false });
      return;
    case 'disconnected':
      setLeg(work, id, { mediaDown: true });
      if (phase !== 'active') return;
      change(work, id, { reconnecting: true });
      callWait(work, 'repair', id, REPAIR_AFTER);
      callWait(work, 'lost', id, LOST_AFTER);
      return;
    case 'quality':
      // Without a line the whole network is gone, which is said already.
      if (event.quality.verdict === 'no-audio-in' && !isUp(work.state.line)) return;
      change(work, id, { quality: keepWorst(leg.call.quality, event.quality) });
      if (event.quality.verdict !== 'no-audio-in') return;
      setLeg(work, id, { silent: true });
      // Silence from the network may be a lost BYE or a dead media proxy: a re-INVITE tells which, and mends the second.
      return repair(work, id);
    case 'microphone-lost':
      work.state = { ...work.state, microphone: 'none' };
      return change(work, id, {
        quality: keepWorst(leg.call.quality, { ...leg.call.quality, verdict: 'they-may-not-hear-you' }),
      });
    case 'silent':
      // Whether the line lives is asked first. It may be no more than a pause, and that which lasts gets its verdict.
      return setLeg(work, id, { silent: true });
    case 'moved':
      return;
    case 'heard':
      return heard(work, id, { silent: false });
    case 'device-changed':
      // Another microphone took over, perhaps after there was none for a while.
      if (event.kind === 'input') work.state = { ...work.state, microphone: 'granted' };
      return change(work, id, { movedToDefault: event.kind });
    case 'closed':
      return pageGone(work, leg);
    default:
      return assertNever(event);
  }
}

/** The page that carried the sound is gone (Firefox: the call window was closed). The call gets another one. */
function pageGone(work: Work, leg: Leg): void {
  const { id, phase, direction } = leg.call;
  // While the microphone is asked for there is no sound yet: the answer to that question says that the page is gone.
  if (phase === 'incoming' || (phase === 'answering' && !leg.media)) return;
  if (phase !== 'active') {
    const cause = direction === 'outbound' ? 'cancelled' : 'no-answer';
    return endCall(work, id, { cause, by: 'us' }, true);
  }
  // A re-INVITE that is under way is still answered; another one before that would be refused.
  const asking = leg.asking && { ...leg.asking, iceRestart: false };
  setLeg(work, id, { media: false, mediaDown: true, asking });
  change(work, id, { reconnecting: true });
  callWait(work, 'lost', id, LOST_AFTER);
  work.commands.push({ type: 'close-media', callId: id }, { type: 'open-media', callId: id });
}
