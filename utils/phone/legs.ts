import {
  type Call,
  type CallChange,
  type CallEnd,
  type CallEvent,
  TRANSITIONS,
  transition,
} from '@/utils/phone/call';
import { isUp } from '@/utils/phone/line-state';
import type { Moment } from '@/utils/phone/line-timing';
import type { CallTimer, Leg, PhoneCommand, PhoneState } from '@/utils/phone/phone-state';
import { refusalStatus } from '@/utils/phone/sip-port';

/** One step in the making. The state it holds is replaced, never changed, so the caller's state stays as it was. */
export interface Work {
  state: PhoneState;
  readonly commands: PhoneCommand[];
  readonly moment: Moment;
}

/** How long an ended call stays to be seen, milliseconds. */
export const FORGET_AFTER = 5_000;
/** How long a call may be without sound while the line is repaired. */
export const LOST_AFTER = 40_000;

export const isLive = (leg: Leg) => leg.call.phase !== 'ended';
export const liveLegs = (state: PhoneState) => state.calls.filter(isLive);
export const findLeg = (state: PhoneState, callId: string) =>
  state.calls.find((leg) => leg.call.id === callId);

/** A leg for a new call. */
export function newLeg(
  call: Call,
  more: Partial<Pick<Leg, 'target' | 'tonesOnAnswer' | 'replaces'>> = {},
): Leg {
  return {
    call,
    target: '',
    tonesOnAnswer: '',
    media: false,
    mediaDown: false,
    agreedHold: false,
    restart: false,
    asking: null,
    refusals: 0,
    glare: false,
    silent: false,
    repairs: 0,
    repairedAt: 0,
    joins: null,
    replaces: null,
    ...more,
  };
}

export function setLeg(work: Work, callId: string, change: Partial<Omit<Leg, 'call'>>): void {
  work.state = {
    ...work.state,
    calls: work.state.calls.map((leg) => (leg.call.id === callId ? { ...leg, ...change } : leg)),
  };
}

/** Moves a call by the table. A move that is not legal any more is a message that came late: nothing happens. */
export function move(work: Work, callId: string, event: CallEvent): boolean {
  const leg = findLeg(work.state, callId);
  if (!leg || !TRANSITIONS[leg.call.phase][event.type]) return false;
  const call = transition(leg.call, event);
  work.state = {
    ...work.state,
    calls: work.state.calls.map((each) => (each.call.id === callId ? { ...each, call } : each)),
  };
  return true;
}

export function change(work: Work, callId: string, fields: CallChange): void {
  move(work, callId, { type: 'changed', at: work.moment.now, change: fields });
}

export function callWait(work: Work, timer: CallTimer, callId: string, ms: number): void {
  work.commands.push({ type: 'call-wait', timer, callId, ms });
}

export function callUnwait(work: Work, timer: CallTimer, callId: string): void {
  work.commands.push({ type: 'call-unwait', timer, callId });
}

/**
 * Ends a call for the user, at once. `tell` says that the far end does not know yet: it is told now, or as soon as the
 * line is back.
 */
export function endCall(work: Work, callId: string, end: CallEnd, tell: boolean): void {
  const leg = findLeg(work.state, callId);
  if (!leg || !isLive(leg)) return;
  if (leg.call.inConference) partConference(work);
  const inbound = leg.call.phase === 'incoming' || leg.call.phase === 'answering';
  const status = inbound ? refusalStatus(end.cause) : undefined;
  move(work, callId, { type: 'ended', at: work.moment.now, end });
  setLeg(work, callId, { media: false, asking: null, restart: false, glare: false });
  if (leg.media || leg.call.phase === 'preparing' || leg.call.phase === 'answering')
    work.commands.push({ type: 'close-media', callId });
  for (const timer of ['ring-limit', 'glare', 'lost', 'repair', 'microphone'] as const)
    callUnwait(work, timer, callId);
  callWait(work, 'forget', callId, FORGET_AFTER);
  if (tell && !isUp(work.state.line) && leg.call.phase !== 'preparing')
    work.state = { ...work.state, unsaid: [...work.state.unsaid, { callId, status }] };
  else work.commands.push({ type: 'end', callId, status });
}

/** Takes the conference apart; the calls stay. */
export function partConference(work: Work): void {
  for (const { call } of liveLegs(work.state)) {
    if (!call.inConference) continue;
    work.commands.push({ type: 'bridge', callId: call.id, otherCallId: null });
    change(work, call.id, { inConference: false });
  }
}

/** Holds every other call that talks, so that one microphone speaks to one party. A conference the call is not part of ends. */
export function holdOthers(work: Work, callId: string): void {
  if (!findLeg(work.state, callId)?.call.inConference) partConference(work);
  for (const { call } of liveLegs(work.state)) {
    if (call.id === callId || call.phase !== 'active' || call.held || call.inConference) continue;
    setHold(work, call.id, true);
  }
}

export function setHold(work: Work, callId: string, held: boolean): void {
  change(work, callId, { held });
  setMicrophone(work, callId);
  setLeg(work, callId, { refusals: 0 });
  negotiate(work, callId);
}

/**
 * Silences the microphone of a muted or held call: `sendonly` alone would let who is on hold listen in. It waits for no
 * re-INVITE, so it holds without a line too.
 */
export function setMicrophone(work: Work, callId: string): void {
  const leg = findLeg(work.state, callId);
  if (!leg?.media) return;
  const { muted, held } = leg.call;
  work.commands.push({ type: 'set-muted', callId, muted: muted || held });
}

/** Asks the far end for what we want and it has not agreed to yet; one re-INVITE at a time. */
export function negotiate(work: Work, callId: string): void {
  const leg = findLeg(work.state, callId);
  if (!leg || leg.call.phase !== 'active' || leg.asking || leg.glare || !leg.media) return;
  if (!isUp(work.state.line)) return;
  if (leg.call.held === leg.agreedHold && !leg.restart) return;
  const asking = { hold: leg.call.held, iceRestart: leg.restart };
  setLeg(work, callId, { asking });
  work.commands.push({ type: 'reinvite', callId, ...asking });
}
