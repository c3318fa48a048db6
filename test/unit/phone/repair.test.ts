import { describe, expect, it } from 'vitest';
import { findLeg } from '@/utils/phone/legs';
import type { MediaEvent } from '@/utils/phone/media/media-host';
import { NEW_PHONE, type PhoneCommand, type PhoneInput } from '@/utils/phone/phone-state';
import { step } from '@/utils/phone/step';

const CALL = 'in-1';
const NO_SOUND: MediaEvent = { type: 'quality', quality: { verdict: 'no-audio-in' } };

/**
 * A phone in a call, with a clock of its own, whose phone system agrees to each re-INVITE after `answerMs`. `soundAfter` says after
 * which of them there is sound again.
 */
function talking({ soundAfter = Infinity, path = false, answerMs = 100 } = {}) {
  let state = NEW_PHONE;
  let now = 1_000_000;
  const begun = now;
  const due = new Map<string, { at: number; input: PhoneInput }>();
  /** When re-INVITEs with an ICE restart left, milliseconds since the call began to talk. */
  const repairs: number[] = [];

  function feed(input: PhoneInput): void {
    const next = step(state, input, { now, random: () => 0.5 });
    state = next.state;
    next.commands.forEach(take);
  }

  function take(command: PhoneCommand): void {
    if (command.type === 'call-wait') {
      const { timer, callId, ms } = command;
      due.set(`${timer} ${callId}`, { at: now + ms, input: { type: 'call-timer', timer, callId } });
    }
    if (command.type === 'call-unwait') due.delete(`${command.timer} ${command.callId}`);
    if (command.type !== 'reinvite') return;
    if (command.iceRestart) repairs.push(now - begun);
    due.set('answer', { at: now + answerMs, input: { type: 'reinvited', callId: command.callId } });
    if (repairs.length < soundAfter) return;
    const back: MediaEvent = path ? { type: 'connected' } : { type: 'heard' };
    due.set('sound', { at: now + 300, input: { type: 'media', callId: CALL, event: back } });
  }

  function run(ms: number): void {
    const end = now + ms;
    for (;;) {
      const [next] = [...due].toSorted(([, a], [, b]) => a.at - b.at);
      if (!next || next[1].at > end) break;
      due.delete(next[0]);
      now = next[1].at;
      feed(next[1].input);
    }
    now = end;
  }

  feed({ type: 'line-set', servers: ['wss://a'], registerSeconds: 300 });
  feed({ type: 'socket-open' });
  feed({ type: 'registered', expires: 300 });
  feed({
    type: 'incoming',
    call: { callId: CALL, pbxId: 'x', remote: { number: '1003', name: '' }, facts: {} },
  });
  feed({ type: 'answer', callId: CALL });
  feed({ type: 'media-open', callId: CALL });
  feed({ type: 'established', callId: CALL });
  return {
    repairs,
    run,
    feed,
    media: (event: MediaEvent) => feed({ type: 'media', callId: CALL, event }),
    /** Tells every four seconds what the statistics tell, as long as there is no sound. */
    silence(ms: number) {
      for (let passed = 0; passed < ms; passed += 4_000) {
        if (findLeg(state, CALL)?.silent) feed({ type: 'media', callId: CALL, event: NO_SOUND });
        run(4_000);
      }
    },
    call: () => findLeg(state, CALL)!.call,
  };
}

describe('a call without sound', () => {
  it('is repaired again and again, with twice the patience each time', () => {
    const phone = talking();
    phone.media({ type: 'silent' });
    phone.media(NO_SOUND);
    phone.silence(600_000);
    const waits = phone.repairs.map((at, i) => at - (phone.repairs[i - 1] ?? 0));
    expect(waits.slice(0, 7)).toEqual([0, 3_100, 6_100, 12_100, 24_100, 48_100, 96_100]);
    expect(phone.repairs.length).toBeLessThanOrEqual(11);
    expect(phone.call().phase).toBe('active');
  });

  it('is left alone once the sound is back, and the next trouble is mended', () => {
    const phone = talking({ soundAfter: 2 });
    phone.media({ type: 'silent' });
    phone.media(NO_SOUND);
    phone.silence(600_000);
    expect(phone.repairs).toEqual([0, 3_100]);
    phone.media({ type: 'silent' });
    phone.media(NO_SOUND);
    phone.silence(60_000);
    expect(phone.repairs.slice(2)).toEqual([600_000]);
  });

  it('is repaired again when the first repair of a lost path came too early', () => {
    const phone = talking({ soundAfter: 2, path: true });
    phone.media({ type: 'disconnected' });
    phone.run(30_000);
    expect(phone.repairs).toEqual([1_500, 4_600]);
    expect(phone.call()).toMatchObject({ phase: 'active', reconnecting: false });
  });

  it('is repaired after the line, though ICE has said nothing yet, and not twice for two reasons', () => {
    const phone = talking({ soundAfter: 2 });
    phone.media({ type: 'silent' });
    phone.feed({ type: 'socket-closed' });
    phone.run(1_000);
    phone.feed({ type: 'line-timer', timer: 'retry' });
    phone.feed({ type: 'socket-open' });
    phone.feed({ type: 'registered', expires: 300 });
    phone.run(50);
    phone.media(NO_SOUND);
    phone.run(150);
    phone.media({ type: 'disconnected' });
    phone.run(2_000);
    phone.media(NO_SOUND);
    expect(phone.repairs).toEqual([1_000]);
    phone.run(2_000);
    expect(phone.repairs).toEqual([1_000, 4_100]);
  });

  it('is not repaired again before the first repair is agreed to, however long the browser looks for addresses', () => {
    const phone = talking({ answerMs: 9_000 });
    phone.media({ type: 'silent' });
    phone.media(NO_SOUND);
    phone.media({ type: 'disconnected' });
    phone.run(8_000);
    phone.media(NO_SOUND);
    phone.run(3_900);
    expect(phone.repairs).toEqual([0]);
    phone.run(200);
    expect(phone.repairs).toEqual([0, 12_000]);
  });

  it.each([
    ['we hold', { type: 'hold', callId: CALL, held: true }],
    ['they hold us', { type: 'remote-hold', callId: CALL, held: true }],
  ] as const)('is right to have none while %s', (_, hold) => {
    const phone = talking();
    phone.media({ type: 'silent' });
    phone.feed(hold);
    phone.media(NO_SOUND);
    phone.silence(60_000);
    expect(phone.repairs).toEqual([]);
  });

  it('that pauses as it likes is asked about seldom', () => {
    const phone = talking({ soundAfter: 1 });
    for (let pause = 0; pause < 100; pause++) {
      phone.media({ type: 'silent' });
      phone.media(NO_SOUND);
      phone.run(6_000);
    }
    expect(phone.repairs.length).toBeGreaterThan(3);
    expect(phone.repairs.length).toBeLessThanOrEqual(11);
  });
});
