import type { Outcome } from '@/utils/journal/journal-row';
import type { Call } from '@/utils/phone/call';

/** How an ended (or interrupted) call came out. */
export function outcomeOf(call: Call): Outcome {
  if (call.answeredAt !== undefined) return 'answered';
  if (call.direction === 'outbound') return 'not-reached';
  return call.end?.cause === 'answered-elsewhere' ? 'answered-elsewhere' : 'missed';
}

/** Whole seconds of talk, at least one for an answered call; 0 when it was not answered or the clock went back. */
export function talkSecondsOf(call: Call, endedAt: number): number {
  if (call.answeredAt === undefined) return 0;
  return Math.max(1, Math.round((endedAt - call.answeredAt) / 1000));
}
