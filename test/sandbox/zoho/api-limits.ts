import { type Answer, json, zohoError } from './answer.ts';

/** The editions that Zoho's page on API limits names. */
export type Edition = 'free' | 'standard' | 'professional' | 'enterprise' | 'ultimate';

interface EditionLimits {
  readonly creditsPerDay: number;
  /** Calls in flight, per organisation and app. */
  readonly concurrency: number;
}

export const EDITIONS: Readonly<Record<Edition, EditionLimits>> = {
  free: { creditsPerDay: 5_000, concurrency: 5 },
  standard: { creditsPerDay: 51_000, concurrency: 10 },
  professional: { creditsPerDay: 53_000, concurrency: 15 },
  enterprise: { creditsPerDay: 56_000, concurrency: 20 },
  ultimate: { creditsPerDay: 62_000, concurrency: 25 },
};

/** Heavy calls (COQL, composite, sorted lists, big writes, convert) in flight together. */
const SUB_CONCURRENCY = 10;
const DAY_MS = 86_400_000;

/** What a call costs, in credits and in places among the calls in flight. */
export interface Cost {
  readonly credits: number;
  readonly places: number;
  readonly heavy: boolean;
}

export interface ApiLimits {
  edition: Edition;
  /** Credits of the running 24 hours; a test may set it to run the organisation dry. */
  creditsUsed: number;
  /** Set false to switch the counting off in tests of other things. */
  enforced: boolean;
}

/** Zoho's own refusal when there are too many calls; it says nothing of when to come back. */
export const tooManyRequests: Answer = json(
  429,
  zohoError('TOO_MANY_REQUESTS', 'You have made too many requests'),
);

/** Counts credits and calls in flight. `enter` gives the way out, or the refusal. */
export function createLimitKeeper(now: () => number) {
  const limits: ApiLimits = { edition: 'enterprise', creditsUsed: 0, enforced: true };
  let inFlight = 0;
  let heavyInFlight = 0;
  let windowStart = now();

  return {
    limits,
    enter(cost: Cost): { leave: () => void } | { refusal: Answer } {
      if (now() - windowStart >= DAY_MS) {
        windowStart = now();
        limits.creditsUsed = 0;
      }
      const { creditsPerDay, concurrency } = EDITIONS[limits.edition];
      const full =
        inFlight + cost.places > concurrency ||
        (cost.heavy && heavyInFlight >= SUB_CONCURRENCY) ||
        limits.creditsUsed + cost.credits > creditsPerDay;
      if (limits.enforced && full) return { refusal: tooManyRequests };
      limits.creditsUsed += cost.credits;
      inFlight += cost.places;
      if (cost.heavy) heavyInFlight++;
      return {
        leave: () => {
          inFlight -= cost.places;
          if (cost.heavy) heavyInFlight--;
        },
      };
    },
    /** The header appears only once half the credits are gone. */
    headers(): Record<string, string> {
      const { creditsPerDay } = EDITIONS[limits.edition];
      return limits.creditsUsed * 2 < creditsPerDay
        ? {}
        : { 'x-api-credits-remaining': String(Math.max(0, creditsPerDay - limits.creditsUsed)) };
    },
  };
}
