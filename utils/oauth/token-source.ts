import type { Lock } from '@/utils/platform/lock';
import { takeSlot } from '@/utils/http/rate-limit';
import { OAuthError } from '@/utils/oauth/oauth-error';
import type { AccessToken } from '@/utils/oauth/token-endpoint';

/** A place for one value, shared by all contexts. */
export interface Cell<T> {
  get(): Promise<T | undefined>;
  set(value: T | undefined): Promise<void>;
}

/** A cell in memory. */
export function memoryCell<T>(value?: T): Cell<T> {
  return {
    get: async () => value,
    set: async (next) => {
      value = next;
    },
  };
}

/** What limits renewals; survives restarts. */
export interface RenewalHistory {
  /** Times of renewals, epoch milliseconds. */
  taken: number[];
  /** The server asked us to wait until then. */
  blockedUntil?: number;
}

/** What the source needs. */
export interface TokenSourceOptions {
  /** The token of the moment. Must never reach a disk. */
  access: Cell<AccessToken>;
  /** Not secret; should survive a restart of the browser. */
  renewals: Cell<RenewalHistory>;
  lock: Lock;
  now: () => number;
  /** Asks the server for a new access token. */
  refresh: () => Promise<AccessToken>;
  /** The sign-in ended: the server no longer takes the refresh token. */
  onSignedOut?: () => void;
}

/** Gives out access tokens; asks the server as seldom as possible. */
export interface TokenSource {
  /** A token that should work. */
  current(): Promise<AccessToken>;
  /** A token other than `refused`, which the API did not take. However many ask, one request is made. */
  renew(refused: string): Promise<AccessToken>;
  /** Forgets the token (sign-out, other settings). */
  forget(): Promise<void>;
}

/** Zoho allows ten access tokens per refresh token in ten minutes; one is left for other devices. */
const RENEWALS = { limit: 9, windowMs: 10 * 60_000 };
/** Tokens live an hour; they are renewed after 55 minutes, before a call in flight can outlive them. */
const RENEW_AHEAD_MS = 5 * 60_000;
const LOCK = 'switchhook-zoho-token';

/** See `TokenSource`. The lock makes it one flight across all contexts, the cell lets the others see the result. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { access, now } = options;
  let pending: Promise<AccessToken> | null = null;

  const fresh = (token: AccessToken | undefined, refused: string | null): token is AccessToken =>
    token !== undefined && token.value !== refused && token.expiresAt - RENEW_AHEAD_MS > now();

  async function renewLocked(refused: string | null): Promise<AccessToken> {
    return options.lock(LOCK, async () => {
      const there = await access.get();
      if (fresh(there, refused)) return there;
      const before = await takeRenewal();
      try {
        const token = await options.refresh();
        await access.set(token);
        return token;
      } catch (error) {
        // Zoho counts tokens it made: what it never heard of is not counted against us either.
        if (error instanceof OAuthError && error.unheard) await options.renewals.set(before);
        await noteFailure(error);
        throw error;
      }
    });
  }

  /** Counts the renewal before it is tried, so that a crash cannot lose count. Gives the history without it. */
  async function takeRenewal(): Promise<RenewalHistory> {
    const history = (await options.renewals.get()) ?? { taken: [] };
    const slot = takeSlot(history.taken, now(), RENEWALS);
    // A block further ahead than any the server may ask for comes from a clock that was wrong.
    const blocked = Math.min((history.blockedUntil ?? 0) - now(), 24 * 3_600_000);
    const waitMs = Math.max(slot.waitMs, blocked);
    if (waitMs > 0)
      throw new OAuthError(
        'wait',
        'Zoho allows only ten sign-ins in ten minutes. We wait, then go on by ourselves.',
        {
          retryAt: now() + waitMs,
        },
      );
    await options.renewals.set({ taken: slot.taken });
    return { taken: slot.taken.slice(0, -1) };
  }

  async function noteFailure(error: unknown): Promise<void> {
    if (!(error instanceof OAuthError)) return;
    if (error.kind === 'wait') {
      const history = (await options.renewals.get()) ?? { taken: [] };
      await options.renewals.set({ ...history, blockedUntil: error.retryAt });
    }
    if (error.kind === 'signed-out') {
      await access.set(undefined);
      options.onSignedOut?.();
    }
  }

  function share(refused: string | null): Promise<AccessToken> {
    pending ??= renewLocked(refused).finally(() => {
      pending = null;
    });
    return pending;
  }

  return {
    async current() {
      const token = await access.get();
      return fresh(token, null) ? token : share(null);
    },
    async renew(refused) {
      const there = await access.get();
      if (fresh(there, refused)) return there;
      const shared = await share(refused);
      // A flight begun by `current` may have landed on the very token that was refused.
      return shared.value === refused ? share(refused) : shared;
    },
    forget: () => access.set(undefined),
  };
}
