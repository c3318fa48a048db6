/**
 * Lets at most `limit` tasks run at once; others wait their turn, urgent ones first.
 * CRMs count calls in flight per organisation, shared by all its users (Zoho's Free edition: five).
 */
export function limitInFlight(limit: number): <T>(task: () => Promise<T>, urgent?: boolean) => Promise<T> {
  let running = 0;
  const urgentQueue: (() => void)[] = [];
  const queue: (() => void)[] = [];
  return async (task, urgent = false) => {
    if (running >= limit) await new Promise<void>((go) => (urgent ? urgentQueue : queue).push(go));
    else running++;
    try {
      return await task();
    } finally {
      const next = urgentQueue.shift() ?? queue.shift();
      if (next) next();
      else running--;
    }
  };
}
