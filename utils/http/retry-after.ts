/** The longest wait we believe a server: a day. A longer one is more likely a broken clock. */
const LONGEST_MS = 24 * 3_600_000;

/**
 * Milliseconds a `Retry-After` header asks us to wait (RFC 9110 §10.2.3: seconds or an HTTP date), or null where it is
 * absent or makes no sense: a bad header costs its timing, not the repeat.
 */
export function retryAfter(header: string | undefined, now: number): number | null {
  const text = header?.trim();
  if (!text) return null;
  const ms = /^\d{1,9}$/.test(text)
    ? Number(text) * 1000
    : /^[A-Z][a-z]{2}/.test(text)
      ? Date.parse(text) - now
      : NaN;
  if (!Number.isFinite(ms)) return null;
  return Math.min(Math.max(0, ms), LONGEST_MS);
}
