import type { ButtonAction, CallView } from '@/utils/phone/headset/call-view';
import type { HeadsetControl } from '@/utils/phone/headset/headset-map';

/** What is known of one headset between two reports. */
export interface HeadsetState {
  /** Controls as the last report had them. */
  readonly on: Readonly<Partial<Record<HeadsetControl, boolean>>>;
  /** When we last changed its mute lamp, milliseconds. */
  readonly muteShownAt: number;
}

export const NEW_HEADSET: HeadsetState = { on: {}, muteShownAt: Number.NEGATIVE_INFINITY };

/** Some headsets answer a changed mute lamp with the report of their own mute button. */
const ECHO = 250;

/** What one report means. */
export interface HeadsetStep {
  state: HeadsetState;
  actions: ButtonAction[];
  /**
   * What the headset must be shown: `again` the present lamps, because it believes something that is not so; `next` the
   * lamps that follow, even if they are the same, because it waits for our word. Else only what changes.
   */
  show?: 'again' | 'next';
}

type Report = ReadonlyMap<HeadsetControl, { on: boolean; latching: boolean }>;

/**
 * Decides what a report of a headset asks for. Only changes count, and a change that follows what we told the headset is its
 * answer, not a press: it goes off-hook because we lit "off-hook", and on-hook because we put it out. So a hook that goes off
 * while a call stands says nothing, and neither does one that goes on when there is none.
 */
export function stepHeadset(state: HeadsetState, report: Report, view: CallView, now: number): HeadsetStep {
  const on = { ...state.on };
  const actions: ButtonAction[] = [];
  let show: HeadsetStep['show'];
  for (const [control, { on: isOn, latching }] of report) {
    if (isOn === (on[control] ?? false)) continue;
    on[control] = isOn;
    if (control === 'mute') {
      if (!latching && (!isOn || now - state.muteShownAt < ECHO)) continue;
      actions.push(...mute(view, latching ? isOn : !view.muted));
      // Outside calls there is nothing to mute, and the next call must not begin silent.
      if (view.current === undefined) show = 'again';
    } else if (control === 'hook' && latching) {
      const wish = hookMoved(view, isOn);
      actions.push(...wish);
      if (wish.length > 0) show = 'next';
      else if (isOn && view.current === undefined) show = 'again';
    } else if (isOn) actions.push(...pressed(control, view));
  }
  return { state: { ...state, on }, actions, show };
}

const mute = ({ current, muted }: CallView, wanted: boolean): ButtonAction[] =>
  current === undefined || muted === wanted ? [] : [{ type: 'mute', callId: current, muted: wanted }];

/** A hook that stays where it is put, like a handset: off answers, on ends. */
function hookMoved(view: CallView, off: boolean): ButtonAction[] {
  if (off) return view.current === undefined ? answerRinging(view) : [];
  return endCurrent(view);
}

function pressed(control: HeadsetControl, view: CallView): ButtonAction[] {
  switch (control) {
    case 'hook':
      return view.current === undefined ? answerRinging(view) : endCurrent(view);
    case 'reject':
      return view.ringing === undefined ? [] : [{ type: 'decline', callId: view.ringing }];
    case 'flash':
    case 'hold':
      return flash(view);
    default:
      return [];
  }
}

const answerRinging = ({ ringing }: CallView): ButtonAction[] =>
  ringing === undefined ? [] : [{ type: 'answer', callId: ringing }];

/** Ends the call at the ear; a caller who waits is answered then, as on every desk phone. */
const endCurrent = (view: CallView): ButtonAction[] =>
  view.current === undefined ? [] : [{ type: 'hang-up', callId: view.current }, ...answerRinging(view)];

/** A waiting caller is answered and the other held; two calls are swapped; one call is held or taken back. */
function flash({ ringing, current, other, held }: CallView): ButtonAction[] {
  if (ringing !== undefined) return [{ type: 'answer', callId: ringing }];
  if (other !== undefined) return [{ type: 'hold', callId: other, held: false }];
  return current === undefined ? [] : [{ type: 'hold', callId: current, held: !held }];
}
