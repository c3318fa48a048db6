import { describe, expect, it } from 'vitest';
import type { CallPhase } from '@/utils/phone/call';
import { findLeg, liveLegs } from '@/utils/phone/legs';
import type { MediaEvent } from '@/utils/phone/media/media-host';
import { NEW_PHONE, type PhoneInput, type PhoneState } from '@/utils/phone/phone-state';
import { step } from '@/utils/phone/step';
import { seededRandom } from '../../support/random';
import { createContractWatch } from '../../support/sip-port-contract';

const EVENTS = 100_000;

/**
 * The reference: what a call's phase must become, written as short rules over what happened, without looking at how the
 * phone does it.
 */
function expected(
  phase: CallPhase | undefined,
  input: PhoneInput,
  before: PhoneState,
): CallPhase | 'any' | undefined {
  if (!phase || phase === 'ended') return phase;
  const early = phase === 'preparing' || phase === 'calling' || phase === 'ringing';
  const ringsHere = phase === 'incoming' || phase === 'answering';
  if (!isOfOneCall(input)) return 'any';
  switch (input.type) {
    case 'answer':
      return phase === 'incoming' ? 'answering' : phase;
    case 'decline':
      return ringsHere ? 'ended' : phase;
    case 'hang-up':
    case 'bye':
      return 'ended';
    case 'invited':
      return phase === 'preparing' ? 'calling' : phase;
    case 'progress':
      return phase === 'calling' && input.status > 100 ? 'ringing' : phase;
    case 'established':
      return phase === 'preparing' || phase === 'incoming' ? phase : 'active';
    case 'refused':
      return phase === 'active' ? phase : 'ended';
    case 'cancelled':
      return ringsHere ? 'ended' : phase;
    case 'media-failed':
      if (phase === 'answering') return 'incoming';
      if (phase === 'preparing') return input.kind === 'ask' ? 'preparing' : 'ended';
      return phase === 'active' ? 'any' : phase;
    case 'media':
      if (input.event.type !== 'closed') return phase;
      if (phase === 'answering' && !findLeg(before, input.callId)?.media) return phase;
      return early || phase === 'answering' ? 'ended' : phase;
    case 'call-timer':
      if (input.timer === 'microphone')
        return findLeg(before, input.callId)?.call.needsMicrophone ? 'ended' : phase;
      return input.timer === 'ring-limit' && phase === 'incoming'
        ? 'ended'
        : input.timer === 'lost'
          ? 'any'
          : phase;
    case 'reinvite-refused':
      return input.status === 481 && findLeg(before, input.callId)?.asking ? 'ended' : 'any';
    case 'transfer-progress':
      return 'any';
    default:
      return phase;
  }
}

/** What happens to the line happens to every call. */
const isOfOneCall = (input: PhoneInput): input is PhoneInput & { callId: string } =>
  'callId' in input && !(input.type === 'media' && input.event.type === 'moved');

/** The other call that ends with what happens to this one: it was joined with it, or this one takes its place. */
function endsToo(input: PhoneInput, before: PhoneState): string | null | undefined {
  const leg = 'callId' in input ? findLeg(before, input.callId) : undefined;
  if (!leg) return null;
  const { phase, transfer } = leg.call;
  if (input.type === 'established' && phase === 'answering') return leg.replaces;
  const asked = phase !== 'ended' && transfer && transfer.state !== 'failed';
  return input.type === 'transfer-progress' && input.status === 200 && asked ? leg.joins : null;
}

/** One long random day of a phone: users, callers, networks and late messages in any order. */
function live(seed: number, events: number) {
  const random = seededRandom(seed);
  const watch = createContractWatch();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let state = NEW_PHONE;
  let now = 1_000_000;
  let made = 0;
  const problems: string[] = [];
  const seen = new Set<string>();

  function feed(input: PhoneInput): void {
    const before = state;
    // The media host and SIP.js keep their own promises: no answer of theirs comes before it was asked for.
    if (input.type === 'media-open') watch.callOf(input.callId).media = true;
    if (input.type === 'media-failed') watch.callOf(input.callId).media = false;
    if (input.type === 'reinvited' || input.type === 'reinvite-refused')
      watch.callOf(input.callId).asking = false;
    if (input.type === 'incoming') watch.callOf(input.call.callId).incoming = true;
    if (input.type === 'media' && input.event.type === 'closed') watch.callOf(input.callId).media = false;
    const next = step(before, input, { now, random });
    state = next.state;
    for (const command of next.commands) watch.take(command);
    for (const { call } of before.calls) {
      const after = findLeg(state, call.id)?.call.phase;
      const own = 'callId' in input && input.callId === call.id;
      const other = endsToo(input, before) === call.id ? 'ended' : call.phase;
      const want = own ? expected(call.phase, input, before) : isOfOneCall(input) ? other : 'any';
      const forgotten = input.type === 'call-timer' && input.timer === 'forget' && call.phase === 'ended';
      if (after === undefined ? !forgotten : want !== 'any' && after !== want)
        problems.push(`${call.phase} + ${JSON.stringify(input)} -> ${after}, not ${want}`);
      if (call.phase === 'ended' && after !== undefined && after !== 'ended')
        problems.push('an ended call came back');
    }
    for (const leg of state.calls) seen.add(leg.call.phase);
    const talking = liveLegs(state).filter(({ call }) => call.phase === 'active' && !call.held);
    const together = talking.filter(({ call }) => call.inConference).length;
    if (talking.length > Math.max(1, together) || (together !== 0 && together !== 2))
      problems.push(`${talking.length} talk, ${together} in conference, after ${JSON.stringify(input)}`);
    for (const { call, media } of liveLegs(state))
      if (media && watch.callOf(call.id).silent !== (call.muted || call.held))
        problems.push(
          `the far end can${call.held ? ' still' : 'not'} hear us, after ${JSON.stringify(input)}`,
        );
    if (liveLegs(state).filter(({ call }) => call.direction === 'inbound').length > 3)
      problems.push('too many callers');
  }

  function someCall(): string {
    return state.calls.length > 0 && random() < 0.97 ? pick(state.calls).call.id : 'nobody';
  }

  /** Something that could happen now; one in ten could not, and must not matter. */
  function next(): PhoneInput {
    const callId = someCall();
    const leg = findLeg(state, callId);
    const asking = leg?.asking ? 1 : 0;
    const otherCallId = someCall();
    const mediaEvents: MediaEvent[] = [
      { type: 'connected' },
      { type: 'disconnected' },
      { type: 'silent' },
      { type: 'heard' },
      { type: 'moved' },
      { type: 'quality', quality: { verdict: pick(['good', 'no-audio-in', 'poor-network'] as const) } },
      { type: 'microphone-lost' },
      { type: 'device-changed', kind: 'input' },
      ...(random() < 0.05 ? [{ type: 'closed' } as const] : []),
    ];
    const waiting = [...watch.timers];
    const timer = waiting.length > 0 ? pick(waiting).split(' ') : null;
    const choices: (PhoneInput | null | 0)[] = [
      liveLegs(state).length < 3
        ? {
            type: 'dial',
            callId: `out${++made}`,
            target: '1002',
            remote: { number: '1002', name: '' },
            tonesOnAnswer: '',
          }
        : null,
      {
        type: 'incoming',
        call: {
          callId: `in${++made}`,
          ...(random() < 0.3 ? { replaces: callId } : {}),
          pbxId: 'x',
          remote: { number: '1003', name: '' },
          facts: {},
        },
      },
      { type: 'answer', callId },
      random() < 0.3 ? { type: 'decline', callId } : null,
      random() < 0.3 ? { type: 'hang-up', callId } : null,
      { type: 'mute', callId, muted: random() < 0.5 },
      { type: 'hold', callId, held: random() < 0.5 },
      { type: 'dtmf', callId, tones: '1' },
      { type: 'transfer', callId, target: '1004' },
      { type: 'transfer-to', callId, otherCallId },
      { type: 'conference', callId, otherCallId, on: random() < 0.6 },
      leg && !leg.media && leg.call.phase !== 'incoming' ? { type: 'media-open', callId } : null,
      leg && !leg.media && random() < 0.4
        ? { type: 'media-failed', callId, kind: pick(['ask', 'failed'] as const) }
        : null,
      random() < 0.2 ? { type: 'microphone-ready' } : null,
      { type: 'media', callId, event: pick(mediaEvents) },
      leg?.call.direction === 'outbound' ? { type: 'invited', callId, pbxId: 'p', facts: {} } : null,
      leg?.call.direction === 'outbound' && leg.call.phase !== 'preparing'
        ? { type: 'progress', callId, status: pick([100, 180, 183]), earlyMedia: random() < 0.5 }
        : null,
      leg?.media ? { type: 'established', callId } : null,
      random() < 0.3
        ? { type: 'refused', callId, status: pick([404, 480, 486, 487, 488, 603, 500]), reason: '' }
        : null,
      random() < 0.2 ? { type: 'cancelled', callId, elsewhere: random() < 0.5 } : null,
      random() < 0.2 ? { type: 'bye', callId } : null,
      { type: 'remote-hold', callId, held: random() < 0.5 },
      asking && { type: 'reinvited', callId },
      asking && { type: 'reinvite-refused', callId, status: pick([491, 500, 503, 488, 408, 481]) },
      random() < 0.3 ? { type: 'transfer-progress', callId, status: pick([100, 180, 200, 486]) } : null,
      timer && random() < 0.5 ? { type: 'call-timer', timer: timer[0] as 'forget', callId: timer[1]! } : null,
      random() < 0.08 ? { type: 'socket-closed' } : null,
      { type: 'socket-open' },
      { type: 'registered', expires: 300 },
      random() < 0.3 ? { type: 'register-proven' } : null,
      { type: 'pong' },
      { type: 'line-timer', timer: pick(['retry', 'refresh', 'ping'] as const) },
      random() < 0.03 ? { type: 'line-timer', timer: 'ping-limit' } : null,
      random() < 0.03 ? { type: 'offline' } : null,
      { type: 'online' },
      random() < 0.02 ? { type: 'woke' } : null,
    ];
    return pick(choices.filter((choice): choice is PhoneInput => !!choice));
  }

  feed({ type: 'line-set', servers: ['wss://a', 'wss://b'], registerSeconds: 300 });
  for (let i = 0; i < events && problems.length === 0 && watch.broken.length === 0; i++) {
    now += Math.floor(random() * 2000);
    const input = next();
    if (input.type === 'call-timer') watch.timers.delete(`${input.timer} ${input.callId}`);
    feed(input);
  }
  return { state, problems, broken: watch.broken, seen, feed, watch };
}

describe('the phone under 100,000 random events', () => {
  it('follows the reference, keeps the contracts of its ports, and leaves no call stuck', () => {
    const runs = 20;
    const seen = new Set<string>();
    for (let seed = 1; seed <= runs; seed++) {
      const day = live(seed, EVENTS / runs);
      expect(day.problems, `seed ${seed}`).toEqual([]);
      expect(day.broken, `seed ${seed}`).toEqual([]);
      day.seen.forEach((phase) => seen.add(phase));
    }
    expect([...seen].sort()).toEqual(
      ['active', 'answering', 'calling', 'ended', 'incoming', 'preparing', 'ringing'].sort(),
    );
  }, 60_000);

  it('gives the same answer to the same question and changes nothing it was given', () => {
    const { state } = live(7, 500);
    const frozen = JSON.stringify(state);
    const input: PhoneInput = { type: 'hang-up', callId: state.calls[0]?.call.id ?? '' };
    const once = step(state, input, { now: 5, random: () => 0.5 });
    expect(step(state, input, { now: 5, random: () => 0.5 })).toEqual(once);
    expect(JSON.stringify(state)).toBe(frozen);
  });

  it('lets every call end and be forgotten, and says later what it could not say', () => {
    for (let seed = 100; seed < 140; seed++) {
      let { state } = live(seed, 300);
      const random = seededRandom(seed);
      const feed = (input: PhoneInput) => (state = step(state, input, { now: 1, random }).state);
      feed({ type: 'hang-up-all', cause: 'hung-up' });
      expect(liveLegs(state)).toEqual([]);
      for (const { call } of state.calls) feed({ type: 'call-timer', timer: 'forget', callId: call.id });
      feed({ type: 'reconnect' });
      feed({ type: 'socket-open' });
      feed({ type: 'registered', expires: 300 });
      expect(state.calls).toEqual([]);
      expect(state.unsaid).toEqual([]);
    }
  });
});
