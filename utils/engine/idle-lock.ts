import type { EngineApi } from '@/utils/messaging/apis';
import type { Vault } from '@/utils/settings/vault-store';

interface IdleLockDeps {
  vault: Pick<Vault, 'locked' | 'hasPassphrase' | 'lock'>;
  /** Minutes without use after which the vault locks; 0 for never. */
  minutes: () => number;
  /** A call is going on. */
  busy: () => boolean;
  now: () => number;
  /** The vault has just been locked. */
  onLocked: () => Promise<void>;
}

/** What the product asks of itself says nothing about anybody being there. */
const UNATTENDED: readonly string[] = [
  'tick',
  'settingsChanged',
  'prepareFromPage',
  'dialFromPage',
  'takeBackFromPage',
] satisfies (keyof EngineApi)[];

/** Locks a vault that has a passphrase when nobody has used the product for a while. */
export function createIdleLock(deps: IdleLockDeps) {
  let usedAt = deps.now();

  return {
    /** The same methods; each call from a page of ours counts as use. */
    watching(api: EngineApi): EngineApi {
      const watched = Object.entries(api).map(([name, method]: [string, (...args: never[]) => unknown]) => [
        name,
        UNATTENDED.includes(name)
          ? method
          : (...args: never[]) => {
              usedAt = deps.now();
              return method(...args);
            },
      ]);
      return Object.fromEntries(watched) as EngineApi;
    },
    /** Looks whether it is time; asked each minute. */
    async tick(): Promise<void> {
      if (deps.busy()) usedAt = deps.now();
      const { vault } = deps;
      const idle = deps.minutes() > 0 && deps.now() - usedAt >= deps.minutes() * 60_000;
      if (!idle || (await vault.locked()) || !(await vault.hasPassphrase())) return;
      vault.lock();
      await deps.onLocked();
    },
  };
}
