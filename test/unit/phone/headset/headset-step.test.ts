import { describe, expect, it } from 'vitest';
import { type CallView, lampsFor, viewCalls } from '@/utils/phone/headset/call-view';
import type { HeadsetControl } from '@/utils/phone/headset/headset-map';
import { type HeadsetState, NEW_HEADSET, stepHeadset } from '@/utils/phone/headset/headset-step';
import { mediaKeyActions } from '@/utils/phone/headset/media-keys';
import { makeCall } from '../../../support/make-call';

const NOTHING: CallView = { muted: false, held: false };
const RINGS: CallView = { ...NOTHING, ringing: 'in' };
const TALKS: CallView = { ...NOTHING, current: 'a' };
const KNOCKS: CallView = { ...TALKS, ringing: 'in' };
const TWO: CallView = { ...TALKS, other: 'b' };

/** A headset whose hook stays where it is put, and whose mute is a key. */
function headset() {
  let state: HeadsetState = NEW_HEADSET;
  let now = 10_000;
  return {
    report(view: CallView, on: Partial<Record<HeadsetControl, boolean>>, momentaryHook = false) {
      now += 1000;
      const report = new Map(
        Object.entries({ hook: false, mute: false, flash: false, reject: false, ...on }).map(
          ([control, isOn]) =>
            [
              control as HeadsetControl,
              { on: isOn, latching: control === 'hook' && !momentaryHook },
            ] as const,
        ),
      );
      const step = stepHeadset(state, report, view, now);
      ({ state } = step);
      return { actions: step.actions, show: step.show };
    },
    muteShown() {
      state = { ...state, muteShownAt: now + 900 };
    },
  };
}

describe('the hook of a headset', () => {
  it('answers what rings, and ends what is talked', () => {
    const { report } = headset();
    expect(report(RINGS, { hook: true }).actions).toEqual([{ type: 'answer', callId: 'in' }]);
    expect(report({ ...NOTHING, current: 'in' }, {}).actions).toEqual([{ type: 'hang-up', callId: 'in' }]);
  });

  it('that follows what the screen did is an echo and does nothing', () => {
    const { report } = headset();
    // Answered on the screen: we lit "off-hook", and it went off-hook.
    expect(report(TALKS, { hook: true })).toEqual({ actions: [], show: undefined });
    // Ended on the screen: we put it out, and it went on-hook.
    expect(report(NOTHING, {})).toEqual({ actions: [], show: undefined });
  });

  it('lifted with nothing to answer is put back', () => {
    const { report } = headset();
    expect(report(NOTHING, { hook: true })).toEqual({ actions: [], show: 'again' });
  });

  it('pressed while another caller waits ends the one and answers the other', () => {
    const { report } = headset();
    report(TALKS, { hook: true });
    expect(report(KNOCKS, {})).toEqual({
      actions: [
        { type: 'hang-up', callId: 'a' },
        { type: 'answer', callId: 'in' },
      ],
      // It has closed its sound: it must be told again that a call stands.
      show: 'next',
    });
  });

  it('that springs back answers and ends by each press', () => {
    const { report } = headset();
    expect(report(RINGS, { hook: true }, true).actions).toEqual([{ type: 'answer', callId: 'in' }]);
    expect(report(TALKS, {}, true).actions).toEqual([]);
    expect(report(TALKS, { hook: true }, true).actions).toEqual([{ type: 'hang-up', callId: 'a' }]);
  });

  it('says nothing twice: a report that repeats itself is no press', () => {
    const { report } = headset();
    report(RINGS, { hook: true });
    expect(report(RINGS, { hook: true }).actions).toEqual([]);
  });
});

describe('the mute key', () => {
  it('mutes and unmutes the call at the ear', () => {
    const { report } = headset();
    report(TALKS, { hook: true });
    expect(report(TALKS, { hook: true, mute: true }).actions).toEqual([
      { type: 'mute', callId: 'a', muted: true },
    ]);
    expect(report({ ...TALKS, muted: true }, { hook: true }).actions).toEqual([]);
    expect(report({ ...TALKS, muted: true }, { hook: true, mute: true }).actions).toEqual([
      { type: 'mute', callId: 'a', muted: false },
    ]);
  });

  it('reported right after we changed the lamp is an echo', () => {
    const device = headset();
    device.report(TALKS, { hook: true });
    device.muteShown();
    expect(device.report({ ...TALKS, muted: true }, { hook: true, mute: true }).actions).toEqual([]);
  });

  it('pressed without a call leaves the next call loud', () => {
    expect(headset().report(NOTHING, { mute: true })).toEqual({ actions: [], show: 'again' });
  });

  it('that is a switch, such as a boom, says which way', () => {
    const flip = (on: boolean, view: CallView, state: HeadsetState) =>
      stepHeadset(state, new Map([['mute', { on, latching: true }]]), view, 0);
    const up = flip(true, TALKS, NEW_HEADSET);
    expect(up.actions).toEqual([{ type: 'mute', callId: 'a', muted: true }]);
    expect(flip(false, { ...TALKS, muted: true }, up.state).actions).toEqual([
      { type: 'mute', callId: 'a', muted: false },
    ]);
    // Unmuted on the screen already.
    expect(flip(false, TALKS, up.state).actions).toEqual([]);
  });
});

describe('flash', () => {
  it('holds and answers, swaps, or holds and resumes', () => {
    const press = (view: CallView) => headset().report(view, { flash: true }).actions;
    expect(press(KNOCKS)).toEqual([{ type: 'answer', callId: 'in' }]);
    expect(press(TWO)).toEqual([{ type: 'hold', callId: 'b', held: false }]);
    expect(press(TALKS)).toEqual([{ type: 'hold', callId: 'a', held: true }]);
    expect(press({ ...TALKS, held: true })).toEqual([{ type: 'hold', callId: 'a', held: false }]);
    expect(press(NOTHING)).toEqual([]);
  });
});

describe('the reject key', () => {
  it('declines what rings and nothing else', () => {
    expect(headset().report(KNOCKS, { reject: true }).actions).toEqual([{ type: 'decline', callId: 'in' }]);
    expect(headset().report(TALKS, { reject: true }).actions).toEqual([]);
  });
});

describe('the calls, for somebody with three buttons', () => {
  const ringing = makeCall({ id: 'in', phase: 'incoming' });
  const talking = makeCall({ id: 'a', phase: 'active', muted: true });
  const held = makeCall({ id: 'b', phase: 'active', held: true });

  it('are one at the ear, one that waits, one that rings', () => {
    expect(viewCalls([])).toMatchObject({ muted: false, held: false });
    expect(viewCalls([held, talking, ringing])).toEqual({
      ringing: 'in',
      current: 'a',
      other: 'b',
      muted: true,
      held: false,
    });
    expect(viewCalls([held])).toMatchObject({ current: 'b', other: undefined, held: true });
    expect(viewCalls([makeCall({ id: 'x', phase: 'ended' })]).current).toBeUndefined();
  });

  it('light the lamps', () => {
    expect(lampsFor(viewCalls([ringing]))).toEqual({
      'off-hook': false,
      mute: false,
      ring: true,
      hold: false,
    });
    expect(lampsFor(viewCalls([talking, held]))).toEqual({
      'off-hook': true,
      mute: true,
      ring: false,
      hold: true,
    });
  });

  it('give media keys their meaning, and no key without a call', () => {
    expect(mediaKeyActions(viewCalls([]))).toEqual({
      play: null,
      pause: null,
      hangup: null,
      togglemicrophone: null,
    });
    expect(mediaKeyActions(viewCalls([ringing]))).toMatchObject({
      play: { type: 'answer', callId: 'in' },
      pause: { type: 'answer', callId: 'in' },
      hangup: null,
    });
    expect(mediaKeyActions(viewCalls([talking, ringing]))).toMatchObject({
      play: null,
      hangup: { type: 'hang-up', callId: 'a' },
      togglemicrophone: { type: 'mute', callId: 'a', muted: false },
    });
  });
});
