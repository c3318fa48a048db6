/** At most `limit` events in any `windowMs`. */
export interface RateLimit {
  limit: number;
  windowMs: number;
}

/**
 * Takes one slot of a sliding window.
 *
 * @param taken times of earlier events, epoch milliseconds, any order; times in the future (a clock that was set back)
 *   count as now, so that they cannot block for ever.
 * @returns the times to keep, and 0 or the milliseconds until a slot is free (then nothing was taken).
 */
export function takeSlot(
  taken: readonly number[],
  now: number,
  { limit, windowMs }: RateLimit,
): { taken: number[]; waitMs: number } {
  const recent = taken
    .map((at) => Math.min(at, now))
    .filter((at) => now - at < windowMs)
    .sort((a, b) => a - b);
  if (recent.length < limit) return { taken: [...recent, now], waitMs: 0 };
  return { taken: recent, waitMs: recent[recent.length - limit]! + windowMs - now };
}
