/** Now and chance, passed in so that decisions stay pure. */
export interface Moment {
  /** Epoch milliseconds. */
  now: number;
  /** 0 ≤ x < 1. */
  random: () => number;
}

/** Milliseconds, unless the name says otherwise. A dead line is found in `…Every` + `…Limit`: 7 s in a call, 31 s idle. */
export const TIMING = {
  connectLimit: 5_000,
  registerLimit: 8_000,
  pingEvery: 25_000,
  pingLimit: 6_000,
  busyPingEvery: 4_000,
  busyPingLimit: 3_000,
  /** After waking up or a change of network. */
  urgentPingLimit: 2_000,
  /** While a call hears nothing, there is no time to lose: it is found and repaired within five seconds. */
  silentPingLimit: 1_500,
  /** Where the PBX does not answer OPTIONS, REGISTER proves the line, within the limit per minute. */
  registerEvery: 60_000,
  busyRegisterEvery: 30_000,
  /** Messages. One that is challenged counts twice, as it goes out again with credentials. */
  registersPerMinute: 6,
  /** The browser says it is offline; it is asked again even if it forgets to say `online`. */
  offlineRetry: 30_000,
  longestRetry: 30_000,
  /** A server's `Retry-After` is honoured up to here. */
  longestRetryAfter: 600_000,
} as const;

export const FEWEST_SECONDS = 60;
export const MOST_SECONDS = 3600;
/** Part of the granted time after which the registration is refreshed. */
export const REFRESH_AT = 0.85;

/** Registration time in seconds, within bounds that neither storm nor sleep (a registrar may grant 4294967 or nonsense). */
export function clampExpires(seconds: number): number {
  if (!Number.isFinite(seconds)) return FEWEST_SECONDS;
  return Math.min(MOST_SECONDS, Math.max(FEWEST_SECONDS, Math.floor(seconds)));
}

/**
 * Back-off with full jitter: the first retry within half a second, then random up to 1, 2, 4 … 30 s, so that fifty phones
 * of one PBX do not come back in the same instant. `Retry-After` is a lower bound, except when another server is next.
 */
export function retryDelay(
  failures: number,
  retryAfterSeconds: number | undefined,
  otherServer: boolean,
  { random }: Pick<Moment, 'random'>,
): number {
  const ceiling = failures === 0 ? 500 : Math.min(TIMING.longestRetry, 1000 * 2 ** Math.min(failures, 10));
  const jittered = Math.round(random() * (otherServer ? 500 : ceiling));
  if (retryAfterSeconds === undefined || otherServer) return jittered;
  return jittered + Math.min(TIMING.longestRetryAfter, Math.max(0, retryAfterSeconds) * 1000);
}
