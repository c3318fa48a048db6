/** The first message on a port: everything. */
export interface SnapshotMessage<State> {
  seq: number;
  snapshot: State;
}

/** Every later message: the keys that changed. */
export interface PatchMessage<State> {
  seq: number;
  patch: Partial<State>;
}

export type StateMessage<State> = SnapshotMessage<State> | PatchMessage<State>;

/** The top-level keys in which two JSON-safe states differ; null when they are equal. */
export function diffState<State extends object>(before: State, after: State): Partial<State> | null {
  const patch: Partial<State> = {};
  for (const key of Object.keys(after) as (keyof State)[])
    if (before[key] !== after[key] && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      patch[key] = after[key];
  return Object.keys(patch).length === 0 ? null : patch;
}

/** What a page holds: the newest state and the number of the message that made it. */
export interface Held<State> {
  seq: number;
  state: State;
}

/** The state after a message; null when a message was missed and a new snapshot is needed. */
export function applyMessage<State extends object>(
  held: Held<State> | null,
  message: StateMessage<State>,
): Held<State> | null {
  if ('snapshot' in message) return { seq: message.seq, state: message.snapshot };
  if (!held || message.seq !== held.seq + 1) return null;
  return { seq: message.seq, state: { ...held.state, ...message.patch } };
}
