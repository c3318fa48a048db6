import { describe, expect, it } from 'vitest';
import { applyMessage, diffState, type Held } from '@/utils/messaging/state-patch';

interface State {
  line: string;
  calls: { id: string }[];
}

describe('the state stream', () => {
  it('sends only what changed, and nothing when nothing did', () => {
    const before: State = { line: 'off', calls: [{ id: 'a' }] };
    expect(diffState(before, { line: 'off', calls: [{ id: 'a' }] })).toBeNull();
    expect(diffState(before, { line: 'registered', calls: before.calls })).toEqual({ line: 'registered' });
  });

  it("gives every follower the publisher's state, whatever the order of changes", () => {
    let held: Held<State> | null = null;
    let state: State = { line: 'off', calls: [] };
    held = applyMessage<State>(held, { seq: 7, snapshot: state });
    for (let seq = 8; seq < 40; seq += 1) {
      const next: State = {
        line: seq % 3 ? 'registered' : 'off',
        calls: Array.from({ length: seq % 4 }, (_, n) => ({ id: `${n}` })),
      };
      const patch = diffState(state, next);
      state = next;
      held = applyMessage<State>(held, { seq, patch: patch ?? {} });
      expect(held?.state).toEqual(state);
    }
  });

  it('asks for a new snapshot when a message was missed', () => {
    const held = applyMessage<State>(null, { seq: 1, snapshot: { line: 'off', calls: [] } });
    expect(applyMessage<State>(held, { seq: 3, patch: { line: 'registered' } })).toBeNull();
    expect(applyMessage<State>(null, { seq: 1, patch: { line: 'registered' } })).toBeNull();
  });
});
