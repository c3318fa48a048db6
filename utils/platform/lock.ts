/** Runs a task while nobody else holds the lock of that name, in any context of the extension; frees it when the context dies. */
export type Lock = <T>(name: string, task: () => Promise<T>) => Promise<T>;

/** The lock of the Web Locks API. */
export function webLock(locks: Pick<LockManager, 'request'>): Lock {
  return <T>(name: string, task: () => Promise<T>) => locks.request(name, task) as Promise<T>;
}

/** A lock within one context, for hosts without Web Locks. */
export function localLock(): Lock {
  const last = new Map<string, Promise<unknown>>();
  return <T>(name: string, task: () => Promise<T>) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(task, task);
    last.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  };
}
