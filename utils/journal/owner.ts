/** Who this engine is, and which engines live. */
export interface Owner {
  name: string;
  alive(): Promise<ReadonlySet<string>>;
}

const PREFIX = 'switchhook-engine-';

/**
 * Takes a Web Lock for as long as this context lives, and knows others by theirs: the browser frees a lock the moment
 * its holder dies, so a call whose owner holds none was interrupted.
 */
export async function createOwner(locks: Pick<LockManager, 'request' | 'query'>, id: string): Promise<Owner> {
  const name = PREFIX + id;
  await new Promise<void>((held, reject) => {
    locks
      .request(name, () => {
        held();
        return new Promise<never>(() => undefined);
      })
      .catch(reject);
  });
  return {
    name,
    async alive() {
      const { held = [] } = await locks.query();
      return new Set(held.flatMap((lock) => (lock.name?.startsWith(PREFIX) ? [lock.name] : [])));
    },
  };
}
