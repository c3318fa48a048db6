import { createRandom, type Random } from './random.ts';
import type { RecordedRequest } from './recorded-request.ts';

/**
 * What goes wrong with one request. Several may be combined: a delay and then a dropped connection, for example.
 * Without `afterCommit`, `status`, `html`, `reset` and `wrongType` come instead of the work: nothing is stored.
 */
export interface Fault {
  /** Answers with this status and Zoho's usual body for it. */
  status?: number;
  /** A body for `status`, in place of Zoho's usual one. */
  body?: unknown;
  /** Waits before doing anything. */
  delayMs?: number;
  /** Sends the body in small pieces over this time. */
  slowBodyMs?: number;
  /** Closes the connection before the request is carried out. */
  reset?: boolean;
  /** Carries the request out, then closes the connection without an answer. */
  dropAfterCommit?: boolean;
  /** Answers with a web page, as a proxy or a maintenance page does; status 200 unless `status` says otherwise. */
  html?: boolean;
  /** Carries the request out, then sends only half of the JSON. */
  truncate?: boolean;
  /** Carries the request out, then answers valid JSON of a shape nobody expects. */
  wrongType?: boolean;
  /** Search sees the records as they were this long ago. */
  staleSearchMs?: number;
  /** Shifts the Date header, as a server with a wrong clock would. */
  dateSkewMs?: number;
  /** Treats the access token as expired. */
  expiredToken?: boolean;
}

/** A fault and the requests it is meant for; without `match` it takes the next API or accounts request. */
export interface FaultPlan extends Fault {
  /** A part of the path, a pattern over "METHOD host/path", or a function. */
  match?: string | RegExp | ((request: RecordedRequest) => boolean);
}

export const FAULT_KINDS = [
  'too-many-requests',
  'internal-error',
  'bad-gateway',
  'unavailable',
  'delay',
  'slow-body',
  'reset',
  'drop-after-commit',
  'html',
  'truncate',
  'wrong-type',
  'expired-token',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Storm {
  /** Share of requests that meet a fault, 0 to 1. */
  rate: number;
  seed: number;
  kinds?: readonly FaultKind[];
  match?: FaultPlan['match'];
}

export interface Faults {
  /** Queues a fault for the next matching request, or the next `times` of them. */
  next(plan: FaultPlan, times?: number): void;
  /** From now on a share of all requests meets a random fault, until `clear`. */
  storm(storm: Storm): void;
  clear(): void;
  /** How many faults were done so far, by kind of field or of storm. */
  readonly counts: ReadonlyMap<string, number>;
}

const STORM_FAULTS: Record<FaultKind, (random: Random) => Fault> = {
  'too-many-requests': () => ({ status: 429 }),
  'internal-error': () => ({ status: 500 }),
  'bad-gateway': () => ({ status: 502, html: true }),
  unavailable: () => ({ status: 503, html: true }),
  delay: (random) => ({ delayMs: 20 + random.below(80) }),
  'slow-body': (random) => ({ slowBodyMs: 20 + random.below(80) }),
  reset: () => ({ reset: true }),
  'drop-after-commit': () => ({ dropAfterCommit: true }),
  html: () => ({ html: true }),
  truncate: () => ({ truncate: true }),
  'wrong-type': () => ({ wrongType: true }),
  'expired-token': () => ({ expiredToken: true }),
};

function fits(match: FaultPlan['match'], request: RecordedRequest): boolean {
  if (match === undefined) return true;
  if (typeof match === 'function') return match(request);
  const line = `${request.method} ${request.host}${request.path}`;
  return typeof match === 'string' ? line.includes(match) : match.test(line);
}

/** The queue of faults, and `take`, by which the server asks what shall go wrong with a request. */
export function createFaults(): Faults & { take(request: RecordedRequest): Fault } {
  let queue: { plan: FaultPlan; left: number }[] = [];
  let storm: { plan: Storm; random: Random } | undefined;
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

  return {
    counts,
    next: (plan, times = 1) => void queue.push({ plan, left: times }),
    storm: (plan) => void (storm = { plan, random: createRandom(plan.seed) }),
    clear() {
      queue = [];
      storm = undefined;
    },
    take(request) {
      const entry = queue.find(({ plan }) => fits(plan.match, request));
      if (entry) {
        if (--entry.left <= 0) queue = queue.filter((other) => other !== entry);
        const { match: _match, ...fault } = entry.plan;
        for (const name of Object.keys(fault)) count(name);
        return fault;
      }
      if (!storm || !fits(storm.plan.match, request) || storm.random.next() >= storm.plan.rate) return {};
      const kind = storm.random.pick(storm.plan.kinds ?? FAULT_KINDS);
      count(kind);
      return STORM_FAULTS[kind](storm.random);
    },
  };
}
