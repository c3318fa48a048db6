import { describe, expect, it } from 'vitest';
import {
  type Call,
  type CallEvent,
  type CallPhase,
  IllegalTransition,
  printDiagram,
  transition,
  TRANSITIONS,
} from '@/utils/phone/call';
import { makeCall } from '../../support/make-call';

const PHASES = Object.keys(TRANSITIONS) as CallPhase[];
const EVENTS: CallEvent[] = [
  { type: 'invited', at: 2 },
  { type: 'rang', at: 3, earlyMedia: false },
  { type: 'answering', at: 4 },
  { type: 'answer-failed', at: 5 },
  { type: 'established', at: 6 },
  { type: 'changed', at: 7, change: { muted: true } },
  { type: 'ended', at: 8, end: { cause: 'hung-up', by: 'us' } },
];

/** The table as the reader understands it, written down a second time. */
const LEGAL: Record<CallPhase, Partial<Record<CallEvent['type'], CallPhase>>> = {
  preparing: { invited: 'calling', changed: 'preparing', ended: 'ended' },
  calling: { rang: 'ringing', established: 'active', changed: 'calling', ended: 'ended' },
  ringing: { rang: 'ringing', established: 'active', changed: 'ringing', ended: 'ended' },
  incoming: { answering: 'answering', changed: 'incoming', ended: 'ended' },
  answering: { 'answer-failed': 'incoming', established: 'active', changed: 'answering', ended: 'ended' },
  active: { changed: 'active', ended: 'ended' },
  ended: {},
};

function callIn(phase: CallPhase): Call {
  const direction = phase === 'incoming' || phase === 'answering' ? 'inbound' : 'outbound';
  return Object.freeze(makeCall({ phase, direction, startedAt: 1 }));
}

describe.each(PHASES)('a call that is %s', (phase) => {
  it.each(EVENTS)('on $type', (event) => {
    const before = callIn(phase);
    const copy = structuredClone(before);
    const next = LEGAL[phase][event.type];
    if (next) expect(transition(before, event).phase).toBe(next);
    else expect(() => transition(before, event)).toThrow(IllegalTransition);
    expect(before).toEqual(copy);
  });
});

describe('a call', () => {
  it('keeps the time of its first ringing', () => {
    const rang = transition(callIn('calling'), { type: 'rang', at: 10, earlyMedia: false });
    expect(transition(rang, { type: 'rang', at: 20, earlyMedia: true })).toMatchObject({
      ringingAt: 10,
      earlyMedia: true,
    });
  });

  it('says why it ended and is no longer reconnecting', () => {
    const call = { ...callIn('active'), reconnecting: true, inConference: true };
    expect(transition(call, { type: 'ended', at: 9, end: { cause: 'connection-lost' } })).toMatchObject({
      endedAt: 9,
      end: { cause: 'connection-lost' },
      reconnecting: false,
      inConference: false,
    });
  });
});

describe('the diagram', () => {
  it('has an arrow for each move and no other', () => {
    const arrows = printDiagram()
      .split('\n')
      .filter((line) => /^ {2}\w+ --> \w+: /.test(line));
    const moves = PHASES.flatMap((from) =>
      Object.entries(LEGAL[from])
        .filter(([, to]) => to !== from)
        .map(([event, to]) => `  ${from} --> ${to}: ${event}`),
    );
    expect(arrows.sort()).toEqual(moves.sort());
  });
});
