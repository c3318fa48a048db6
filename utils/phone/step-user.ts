import type { Call } from '@/utils/phone/call';
import { assertNever } from '@/utils/platform/assert-never';
import {
  callUnwait,
  change,
  endCall,
  findLeg,
  holdOthers,
  liveLegs,
  move,
  newLeg,
  partConference,
  setHold,
  setLeg,
  setMicrophone,
  type Work,
} from '@/utils/phone/legs';
import type { UserInput } from '@/utils/phone/phone-state';

/** What the user asks, carried out where it fits. What does not fit was refused before (`refusal.ts`). */
export function stepUser(work: Work, input: UserInput): void {
  switch (input.type) {
    case 'dial':
      return dial(work, input);
    case 'microphone-ready':
      return microphoneReady(work);
    case 'settings':
      work.state = { ...work.state, settings: input.settings };
      return;
    case 'hang-up-all':
      for (const { call } of liveLegs(work.state))
        endCall(work, call.id, { cause: input.cause, by: 'us' }, true);
      return;
    default:
      return onCall(work, input);
  }
}

/** Goes on with the calls that were dialled before the microphone was allowed. */
function microphoneReady(work: Work): void {
  work.state = { ...work.state, microphone: 'granted' };
  for (const { call } of liveLegs(work.state)) {
    if (!call.needsMicrophone) continue;
    change(work, call.id, { needsMicrophone: false });
    callUnwait(work, 'microphone', call.id);
    work.commands.push({ type: 'open-media', callId: call.id, offers: true });
  }
}

function onCall(
  work: Work,
  input: Exclude<UserInput, { type: 'dial' | 'microphone-ready' | 'settings' | 'hang-up-all' }>,
): void {
  const leg = findLeg(work.state, input.callId);
  if (!leg) return;
  const { call } = leg;
  switch (input.type) {
    case 'answer':
      return answer(work, call);
    case 'decline':
      if (call.phase === 'incoming' || call.phase === 'answering')
        endCall(work, call.id, { cause: 'declined', by: 'us' }, true);
      return;
    case 'hang-up':
      return hangUp(work, call);
    case 'mute':
      if (call.phase === 'ended' || call.muted === input.muted) return;
      change(work, call.id, { muted: input.muted });
      return setMicrophone(work, call.id);
    case 'hold':
      if (call.phase !== 'active' || call.held === input.held) return;
      if (call.inConference) partConference(work);
      if (!input.held) holdOthers(work, call.id);
      return setHold(work, call.id, input.held);
    case 'dtmf':
      if (call.phase === 'active')
        work.commands.push({ type: 'send-dtmf', callId: call.id, tones: input.tones });
      return;
    case 'transfer':
      if (call.phase !== 'active') return;
      setLeg(work, call.id, { joins: null });
      change(work, call.id, { transfer: { to: input.target, state: 'asked' } });
      work.commands.push({ type: 'refer', callId: call.id, target: input.target });
      return;
    case 'transfer-to': {
      const other = findLeg(work.state, input.otherCallId);
      if (call.phase !== 'active' || other?.call.phase !== 'active' || other === leg) return;
      setLeg(work, call.id, { joins: other.call.id });
      change(work, call.id, { transfer: { to: other.call.remote.number, state: 'asked' } });
      work.commands.push({ type: 'refer-to', callId: call.id, otherCallId: other.call.id });
      return;
    }
    case 'conference':
      return conference(work, input);
    default:
      return assertNever(input);
  }
}

function dial(work: Work, input: Extract<UserInput, { type: 'dial' }>): void {
  if (findLeg(work.state, input.callId)) return;
  holdOthers(work, input.callId);
  const call: Call = {
    id: input.callId,
    pbxId: '',
    direction: 'outbound',
    phase: 'preparing',
    remote: input.remote,
    facts: {},
    origin: input.origin,
    startedAt: work.moment.now,
    ...QUIET,
  };
  const leg = newLeg(call, { target: input.target, tonesOnAnswer: input.tonesOnAnswer });
  work.state = { ...work.state, calls: [...work.state.calls, leg] };
  work.commands.push({ type: 'open-media', callId: call.id, offers: true });
}

/** How every call begins. */
export const QUIET = {
  muted: false,
  held: false,
  heldByRemote: false,
  reconnecting: false,
  earlyMedia: false,
  quality: { verdict: 'unknown' },
  inConference: false,
} as const satisfies Partial<Call>;

/** Answers: the microphone first, so that a missing permission leaves the call ringing. */
export function answer(work: Work, call: Call): void {
  if (!move(work, call.id, { type: 'answering', at: work.moment.now })) return;
  work.commands.push({ type: 'open-media', callId: call.id });
}

function hangUp(work: Work, call: Call): void {
  switch (call.phase) {
    case 'incoming':
    case 'answering':
      return endCall(work, call.id, { cause: 'declined', by: 'us' }, true);
    case 'preparing':
    case 'calling':
    case 'ringing':
      return endCall(work, call.id, { cause: 'cancelled', by: 'us' }, true);
    case 'active':
      return endCall(work, call.id, { cause: 'hung-up', by: 'us' }, true);
    case 'ended':
      return;
    default:
      return assertNever(call.phase);
  }
}

function conference(work: Work, input: Extract<UserInput, { type: 'conference' }>): void {
  const one = findLeg(work.state, input.callId);
  const other = findLeg(work.state, input.otherCallId);
  if (one?.call.phase !== 'active' || other?.call.phase !== 'active' || one === other) return;
  const together = one.call.inConference && other.call.inConference;
  if (together === input.on) return;
  partConference(work);
  if (!input.on) return holdOthers(work, one.call.id);
  for (const { call } of [one, other]) change(work, call.id, { inConference: true });
  for (const { call } of [one, other]) if (call.held) setHold(work, call.id, false);
  holdOthers(work, one.call.id);
  work.commands.push({ type: 'bridge', callId: one.call.id, otherCallId: other.call.id });
}
