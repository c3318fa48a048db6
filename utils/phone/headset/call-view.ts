import type { Call } from '@/utils/phone/call';
import type { Lamps } from '@/utils/phone/headset/headset-report';

/** The calls as somebody with three buttons sees them. */
export interface CallView {
  /** Rings and waits for an answer. */
  ringing?: string;
  /** The call at the ear: talking, being placed or being answered; a held one where there is no other. */
  current?: string;
  /** A held call beside the current one. */
  other?: string;
  /** The current call is muted. */
  muted: boolean;
  /** The current call is held by us. */
  held: boolean;
}

/** What a button of a headset or a media key asks for. */
export type ButtonAction =
  | { type: 'answer'; callId: string }
  | { type: 'decline'; callId: string }
  | { type: 'hang-up'; callId: string }
  | { type: 'mute'; callId: string; muted: boolean }
  | { type: 'hold'; callId: string; held: boolean };

export function viewCalls(calls: readonly Call[]): CallView {
  const live = calls.filter(({ phase }) => phase !== 'ended');
  const mine = live.filter(({ phase }) => phase !== 'incoming');
  const current = mine.find(({ held }) => !held) ?? mine.at(-1);
  return {
    ringing: live.find(({ phase }) => phase === 'incoming')?.id,
    current: current?.id,
    other: mine.find((call) => call !== current && call.held)?.id,
    muted: current?.muted ?? false,
    held: current?.held ?? false,
  };
}

/** What a headset shows for these calls. */
export function lampsFor({ ringing, current, other, muted, held }: CallView): Lamps {
  return {
    'off-hook': current !== undefined,
    mute: current !== undefined && muted,
    ring: ringing !== undefined,
    hold: held || other !== undefined,
  };
}
