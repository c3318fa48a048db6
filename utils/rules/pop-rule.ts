import type { PopSettings } from '@/utils/rules/rules-config';
import type { Call } from '@/utils/phone/call';

/** A moment at which a record's page may open. */
export type PopMoment = PopSettings['when'];

/**
 * The moment a call has just reached, or null when it reached none: `ringing` when it comes in or the far end rings,
 * `answered`, `ended`. A call that ended before it rang has no moments.
 */
export function momentOf(before: Call | null, after: Call): PopMoment | null {
  if (before?.phase === after.phase) return null;
  if (after.phase === 'incoming' || after.phase === 'ringing') return 'ringing';
  if (after.phase === 'active') return before?.phase === 'active' ? null : 'answered';
  return after.phase === 'ended' ? 'ended' : null;
}

/**
 * Whether the record's page opens by itself now: only for incoming calls, only when exactly one record is meant, and
 * not for a call that another phone took.
 *
 * @param reached moments the call has reached so far. The record may become known only after the moment: then the page
 *   opens when it does.
 */
export function popsNow(
  call: Call,
  settings: PopSettings,
  state: { reached: ReadonlySet<PopMoment>; picked: boolean; popped: boolean },
): boolean {
  if (settings.how !== 'automatic' || call.direction !== 'inbound') return false;
  if (state.popped || !state.picked || call.end?.cause === 'answered-elsewhere') return false;
  return state.reached.has(settings.when);
}
