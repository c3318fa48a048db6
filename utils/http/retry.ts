/** How long repeats may wait. */
export interface BackoffPolicy {
  /** Upper bound of the first wait, milliseconds. */
  baseMs: number;
  /** Upper bound of every wait. */
  capMs: number;
}

/**
 * Wait before repeat number `attempt` (1 is the first): full jitter, that is evenly between nothing and
 * `base · 2^(attempt-1)` capped (Brooker, "Exponential Backoff And Jitter"). The server's own word is a lower bound.
 *
 * @param random in [0, 1).
 */
export function backoff(
  attempt: number,
  policy: BackoffPolicy,
  random: number,
  serverSaysMs: number | null = null,
): number {
  const bound = Math.min(policy.capMs, policy.baseMs * 2 ** Math.max(0, attempt - 1));
  return Math.max(Math.ceil(random * bound), serverSaysMs ?? 0);
}
