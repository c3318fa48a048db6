import { assertNever } from '@/utils/platform/assert-never';
import { stepLine } from '@/utils/phone/line';
import { isUp, type LineInput } from '@/utils/phone/line-state';
import type { Moment } from '@/utils/phone/line-timing';
import {
  callUnwait,
  callWait,
  change,
  endCall,
  liveLegs,
  LOST_AFTER,
  setLeg,
  type Work,
} from '@/utils/phone/legs';
import type { PhoneCommand, PhoneInput, PhoneState } from '@/utils/phone/phone-state';
import { restart } from '@/utils/phone/repair';
import { stepMedia } from '@/utils/phone/step-media';
import { stepSip } from '@/utils/phone/step-sip';
import { stepCallTimer } from '@/utils/phone/step-timer';
import { stepUser } from '@/utils/phone/step-user';

/**
 * The whole phone as one pure function: what happened in, what to do out. Inputs that do not fit (a late message, a second
 * click) change nothing, so every input may be repeated.
 */
export function step(
  state: PhoneState,
  input: PhoneInput,
  moment: Moment,
): { state: PhoneState; commands: PhoneCommand[] } {
  const work: Work = { state, commands: [], moment };
  route(work, input);
  watchBusy(work);
  return { state: work.state, commands: work.commands };
}

function route(work: Work, input: PhoneInput): void {
  switch (input.type) {
    case 'dial':
    case 'answer':
    case 'decline':
    case 'hang-up':
    case 'mute':
    case 'hold':
    case 'dtmf':
    case 'transfer':
    case 'transfer-to':
    case 'conference':
    case 'microphone-ready':
    case 'settings':
    case 'hang-up-all':
      return stepUser(work, input);
    case 'media-open':
    case 'media-failed':
    case 'media':
      stepMedia(work, input);
      // Silence may mean that the network is gone, and the line with it.
      if (input.type === 'media' && (input.event.type === 'silent' || input.event.type === 'moved'))
        stepLineAndCalls(work, { type: input.event.type });
      return;
    case 'incoming':
    case 'invited':
    case 'progress':
    case 'established':
    case 'refused':
    case 'cancelled':
    case 'bye':
    case 'remote-hold':
    case 'reinvited':
    case 'reinvite-refused':
    case 'transfer-progress':
    case 'voicemail':
    case 'presence':
      return stepSip(work, input);
    case 'call-timer':
      return stepCallTimer(work, input.timer, input.callId);
    case 'socket-open':
    case 'socket-closed':
    case 'registered':
    case 'register-proven':
    case 'register-refused':
    case 'pong':
    case 'line-timer':
    case 'line-set':
    case 'online':
    case 'offline':
    case 'woke':
    case 'silent':
    case 'moved':
    case 'busy':
    case 'reconnect':
    case 'stop':
      return stepLineAndCalls(work, input);
    default:
      return assertNever(input);
  }
}

function stepLineAndCalls(work: Work, input: LineInput): void {
  const before = work.state.line;
  const { line, commands } = stepLine(work.state.line, input, work.moment);
  work.state = { ...work.state, line };
  work.commands.push(...commands);
  if (input.type === 'registered') work.state = { ...work.state, otherPhones: (input.others ?? 0) > 0 };
  if (!isUp(before) && isUp(line)) lineUp(work);
  if (isUp(before) && !isUp(line)) lineDown(work);
  if (before.phase !== 'registered' && line.phase === 'registered') work.commands.push({ type: 'watch' });
}

/** The line is back: say what was left unsaid, then repair each call. */
function lineUp(work: Work): void {
  for (const { callId, status } of work.state.unsaid) work.commands.push({ type: 'end', callId, status });
  work.state = { ...work.state, unsaid: [] };
  for (const { call } of liveLegs(work.state)) {
    if (!call.reconnecting) continue;
    if (call.phase === 'active') {
      setLeg(work, call.id, { refusals: 0, glare: false });
      callUnwait(work, 'glare', call.id);
      restart(work, call.id);
    } else {
      change(work, call.id, { reconnecting: false });
      callUnwait(work, 'lost', call.id);
    }
  }
}

/** The line is gone. Sound of an active call may go on without it; a call that nobody answered yet cannot. */
function lineDown(work: Work): void {
  work.state = { ...work.state, voicemail: undefined, presence: {} };
  for (const leg of liveLegs(work.state)) {
    const { id, phase } = leg.call;
    if (phase === 'preparing' || phase === 'calling' || phase === 'ringing') {
      endCall(work, id, { cause: 'no-line' }, true);
      continue;
    }
    change(work, id, { reconnecting: true });
    if (phase !== 'active' || leg.mediaDown) callWait(work, 'lost', id, LOST_AFTER);
  }
}

function watchBusy(work: Work): void {
  const busy = liveLegs(work.state).length > 0;
  if (busy === work.state.line.busy) return;
  const { line, commands } = stepLine(work.state.line, { type: 'busy', busy }, work.moment);
  work.state = { ...work.state, line };
  work.commands.push(...commands);
}
