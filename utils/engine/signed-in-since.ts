import type { Vault } from '@/utils/settings/vault-store';

/** When an account signed in, across restarts of the browser. */
export interface SignedInSince {
  /** Epoch milliseconds; an account seen for the first time signed in now. Never rejects. */
  of(account: string): Promise<number>;
  /** Somebody signs in or out: the next account seen begins anew. Never rejects. */
  forget(): Promise<void>;
}

const KEY = 'crm.signedInSince';

/** Keeps the time beside the tokens, so that it goes when they go. */
export function createSignedInSince(vault: Pick<Vault, 'get' | 'set'>, now: () => number): SignedInSince {
  return {
    async of(account) {
      try {
        const [known, at] = ((await vault.get(KEY)) ?? '').split('\n');
        if (known === account && Number(at) > 0) return Number(at);
        const begun = now();
        await vault.set(KEY, `${account}\n${begun}`);
        return begun;
      } catch {
        // Locked, or the disk refuses: the status may say less, the sign-in stands.
        return now();
      }
    },
    forget: () => vault.set(KEY, '').catch(() => undefined),
  };
}
