import type { Call } from '@/utils/phone/call';
import { assertNever } from '@/utils/platform/assert-never';
import { causeOfRefusal } from '@/utils/phone/end-cause';
import {
  callUnwait,
  callWait,
  change,
  endCall,
  findLeg,
  holdOthers,
  liveLegs,
  move,
  negotiate,
  newLeg,
  partConference,
  setLeg,
  setMicrophone,
  type Work,
} from '@/utils/phone/legs';
import { isUp, type LineInput } from '@/utils/phone/line-state';
import type { IncomingCall, SipEvent } from '@/utils/phone/sip-port';
import { watchRepair } from '@/utils/phone/repair';
import { answer, QUIET } from '@/utils/phone/step-user';

/** Calls at a time: one talking and one waiting, or two ringing. The next caller hears busy. */
const MOST_CALLS = 2;
/** INVITEs in ten seconds; more is a flood, and hears busy (T-23). */
const MOST_ARRIVALS = 20;
/** Tries of one re-INVITE that crosses another, over half a minute. */
const MOST_RETRIES = 12;
/** Longest ringing, milliseconds, should the caller's CANCEL have been lost. */
const RING_LIMIT = 180_000;

type CallSipEvent = Exclude<SipEvent, { type: Extract<LineInput['type'], SipEvent['type']> }>;

/** What the PBX told about calls. Messages for calls that ended are late, and change nothing. */
export function stepSip(work: Work, event: CallSipEvent): void {
  switch (event.type) {
    case 'incoming':
      return incoming(work, event.call);
    case 'voicemail':
      work.state = { ...work.state, voicemail: { waiting: event.waiting, count: event.count } };
      return;
    case 'presence':
      work.state = { ...work.state, presence: { ...work.state.presence, [event.number]: event.state } };
      return;
    default:
      return onCall(work, event);
  }
}

function incoming(work: Work, { callId, pbxId, remote, facts, replaces }: IncomingCall): void {
  const { now } = work.moment;
  if (findLeg(work.state, callId)) return;
  const arrivals = [...work.state.arrivals.filter((at) => now - at < 10_000), now];
  work.state = { ...work.state, arrivals };
  const live = liveLegs(work.state).length;
  const { autoAnswer } = work.state.settings;
  const goesOn = goesOnWith(work, replaces);
  if (arrivals.length > MOST_ARRIVALS || !(goesOn || hasRoom(work))) {
    work.commands.push({ type: 'end', callId, status: 486 });
    return;
  }
  const call: Call = {
    id: callId,
    pbxId,
    direction: 'inbound',
    phase: 'incoming',
    remote,
    facts: work.state.otherPhones ? { ...facts, otherPhones: true } : facts,
    startedAt: now,
    ringingAt: now,
    ...QUIET,
  };
  work.state = {
    ...work.state,
    calls: [...work.state.calls, newLeg(call, { replaces: goesOn ? replaces : null })],
  };
  work.commands.push({ type: 'ring', callId });
  callWait(work, 'ring-limit', callId, RING_LIMIT);
  if (autoAnswer && live === 0) answer(work, call);
}

function hasRoom({ state }: Work): boolean {
  const live = liveLegs(state).length;
  const { doNotDisturb, waiting } = state.settings;
  return !doNotDisturb && live < MOST_CALLS && (live === 0 || waiting);
}

/**
 * The new call takes the place of one that stands: that is no second call, and no disturbance. It rings all the same: who
 * talks to whom is for the user to say.
 */
function goesOnWith({ state }: Work, replaces: string | undefined): replaces is string {
  if (!replaces || findLeg(state, replaces)?.call.phase !== 'active') return false;
  return !liveLegs(state).some((leg) => leg.replaces === replaces);
}

function onCall(
  work: Work,
  event: Exclude<CallSipEvent, { type: 'incoming' | 'voicemail' | 'presence' }>,
): void {
  const leg = findLeg(work.state, event.callId);
  if (!leg || leg.call.phase === 'ended') return;
  const { call } = leg;
  const { now } = work.moment;
  switch (event.type) {
    case 'invited':
      if (move(work, call.id, { type: 'invited', at: now }))
        change(work, call.id, { pbxId: event.pbxId, facts: { ...call.facts, ...event.facts } });
      return;
    case 'progress':
      if (event.status <= 100) return;
      move(work, call.id, { type: 'rang', at: now, earlyMedia: event.earlyMedia || call.earlyMedia });
      return;
    case 'established':
      return established(work, event);
    case 'refused':
      if (call.phase !== 'active')
        endCall(work, call.id, causeOfRefusal(event.status, event.reason, call.phase === 'ringing'), false);
      return;
    case 'cancelled':
      if (call.phase === 'incoming' || call.phase === 'answering')
        endCall(
          work,
          call.id,
          { cause: event.elsewhere ? 'answered-elsewhere' : 'cancelled', by: 'them' },
          false,
        );
      return;
    case 'bye': {
      return endCall(
        work,
        call.id,
        {
          cause: isMoving(work, call) ? 'transferred' : 'hung-up',
          by: 'them',
          ...(event.reason ? { reason: event.reason } : {}),
        },
        false,
      );
    }
    case 'remote-hold':
      change(work, call.id, { heldByRemote: event.held });
      return;
    case 'reinvited':
      return reinvited(work, call.id);
    case 'reinvite-refused':
      return reinviteRefused(work, call.id, event.status);
    case 'transfer-progress':
      return transferred(work, call, event.status);
    default:
      return assertNever(event);
  }
}

function established(work: Work, event: Extract<SipEvent, { type: 'established' }>): void {
  const leg = findLeg(work.state, event.callId)!;
  const { id } = leg.call;
  if (move(work, id, { type: 'established', at: work.moment.now })) {
    callUnwait(work, 'ring-limit', id);
    if (leg.replaces) endCall(work, leg.replaces, { cause: 'transferred', by: 'them' }, true);
    if (leg.tonesOnAnswer) work.commands.push({ type: 'send-dtmf', callId: id, tones: leg.tonesOnAnswer });
    holdOthers(work, id);
  }
  // Told a second time, with what only the answer of the far end says.
  if (event.remote?.name && !leg.call.remote.name)
    change(work, id, { remote: { ...leg.call.remote, name: event.remote.name } });
  if (event.pbxId) change(work, id, { pbxId: event.pbxId });
  if (event.facts) change(work, id, { facts: { ...leg.call.facts, ...event.facts } });
}

function reinvited(work: Work, callId: string): void {
  const leg = findLeg(work.state, callId)!;
  if (!leg.asking) return;
  const { hold, iceRestart } = leg.asking;
  setLeg(work, callId, {
    asking: null,
    agreedHold: hold,
    refusals: 0,
    restart: leg.restart && !iceRestart,
  });
  if (iceRestart && !leg.mediaDown && isUp(work.state.line)) change(work, callId, { reconnecting: false });
  if (iceRestart) watchRepair(work, callId);
  negotiate(work, callId);
}

/** A dialog the PBX does not know (481) is over; what crossed is tried again; other refusals are accepted. */
function reinviteRefused(work: Work, callId: string, status: number): void {
  const leg = findLeg(work.state, callId)!;
  if (!leg.asking) return;
  const refusals = leg.refusals + 1;
  const { iceRestart } = leg.asking;
  setLeg(work, callId, { asking: null, refusals });
  if (status === 481 || (status === 408 && refusals >= 2))
    return endCall(work, callId, { cause: 'connection-lost', sipStatus: status }, status !== 481);
  if ((status === 491 || status === 500 || status === 408 || status === 503) && refusals <= MOST_RETRIES) {
    const ms = retryAfterRefusal(status, refusals, leg.call.direction === 'outbound', work.moment.random);
    setLeg(work, callId, { glare: true });
    return callWait(work, 'glare', callId, ms);
  }
  if (iceRestart) {
    // Some PBXs refuse new ICE credentials (488): a plain re-INVITE at least refreshes where they send their requests.
    setLeg(work, callId, { restart: false, agreedHold: refusals >= 2 ? leg.call.held : !leg.call.held });
    if (refusals >= 2 && !leg.mediaDown) change(work, callId, { reconnecting: false });
    return negotiate(work, callId);
  }
  if (leg.call.held && !leg.agreedHold && talksElsewhere(work, callId)) return holdAlone(work, callId);
  // Who cannot be taken off hold is no part of a conference.
  if (leg.agreedHold && leg.call.inConference) partConference(work);
  change(work, callId, { held: leg.agreedHold, reconnecting: leg.mediaDown });
  setMicrophone(work, callId);
}

const talksElsewhere = (work: Work, callId: string) =>
  liveLegs(work.state).some(({ call }) => call.id !== callId && call.phase === 'active' && !call.held);

/** The far end refuses to be held, but the user talks to somebody else now: it stays held here, where it hears nothing. */
function holdAlone(work: Work, callId: string): void {
  const { mediaDown } = findLeg(work.state, callId)!;
  setLeg(work, callId, { agreedHold: true });
  change(work, callId, { reconnecting: mediaDown });
}

/** Milliseconds: RFC 3261 §14.1 for glare; else a moment, longer each time, for what is only in each other's way. */
function retryAfterRefusal(
  status: number,
  refusals: number,
  ownsCallId: boolean,
  random: () => number,
): number {
  if (status !== 491) return Math.floor((0.5 + random() / 2) * Math.min(4000, 150 * 2 ** refusals));
  return ownsCallId ? 2100 + 10 * Math.floor(random() * 190) : 10 * Math.floor(random() * 200);
}

/** Somebody is asked to take this call, or to take it together with the other one that is handed over. */
function isMoving({ state }: Work, call: Call): boolean {
  return state.calls.some(
    (leg) =>
      (leg.call.id === call.id || leg.joins === call.id) &&
      leg.call.transfer !== undefined &&
      leg.call.transfer.state !== 'failed',
  );
}

function transferred(work: Work, call: Call, status: number): void {
  if (!call.transfer || call.transfer.state === 'failed') return;
  const { to } = call.transfer;
  if (status >= 300) return change(work, call.id, { transfer: { to, state: 'failed', sipStatus: status } });
  if (status >= 200) {
    change(work, call.id, { transfer: { to, state: 'done' } });
    const joins = findLeg(work.state, call.id)?.joins;
    endCall(work, call.id, { cause: 'transferred', by: 'us' }, true);
    // Its far end says goodbye by itself only where it understood Replaces.
    if (joins) endCall(work, joins, { cause: 'transferred', by: 'us' }, true);
    return;
  }
  change(work, call.id, { transfer: { to, state: status > 100 ? 'ringing' : 'trying' } });
}
