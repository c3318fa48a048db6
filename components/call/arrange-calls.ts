import type { CallCard } from '@/utils/messaging/app-state';

/** Which call fills the window, which one knocks, which ones wait beside it. */
export interface CallArrangement {
  main: CallCard | null;
  /** Rings while another call goes on. */
  knocking: CallCard | null;
  /** Further calls that stand, such as one on hold. */
  others: CallCard[];
}

const stands = ({ call }: CallCard) => call.phase !== 'ended';
const rings = ({ call }: CallCard) => call.phase === 'incoming';

/**
 * The call one talks in comes first, then one being placed or answered, then one that rings, then one on hold; a call
 * that has ended shows its summary only while nothing else goes on. `selected` is what the user clicked.
 */
export function arrangeCalls(cards: readonly CallCard[], selected?: string): CallArrangement {
  const standing = cards.filter(stands);
  const talking = standing.filter((card) => !rings(card));
  const ringing = standing.filter(rings);
  const weight = ({ call }: CallCard) =>
    (call.id === selected ? 4 : 0) + (call.phase === 'active' ? (call.held ? 0 : 2) : 1);
  const main =
    [...talking].sort((a, b) => weight(b) - weight(a))[0] ??
    ringing[0] ??
    cards.findLast(({ call }) => call.phase === 'ended') ??
    null;
  const knocking = ringing.find((card) => card !== main) ?? null;
  return { main, knocking, others: standing.filter((card) => card !== main && card !== knocking) };
}
