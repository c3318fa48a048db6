import { isUp, type Line, type LineCommand, type LineStep, type LineTimer } from '@/utils/phone/line-state';
import {
  clampExpires,
  type Moment,
  MOST_SECONDS,
  REFRESH_AT,
  retryDelay,
  TIMING,
} from '@/utils/phone/line-timing';
import type { LineProblem } from '@/utils/phone/phone-status';

const ALL_TIMERS: readonly LineTimer[] = [
  'retry',
  'connect-limit',
  'register-limit',
  'refresh',
  'ping',
  'ping-limit',
];
/** How often a call's line is tried again at once before the waits grow. */
const BUSY_RETRIES = 4;

/** Stops timers. */
export const quiet = (timers: readonly LineTimer[] = ALL_TIMERS): LineCommand[] =>
  timers.map((timer) => ({ type: 'unwait', timer }));

/** Opens a socket to the server in use. */
export function connect(line: Line): LineStep {
  return {
    line: { ...line, phase: 'connecting', retryAt: undefined },
    commands: [
      ...quiet(),
      { type: 'connect', server: line.servers[line.server] ?? '' },
      { type: 'wait', timer: 'connect-limit', ms: TIMING.connectLimit },
    ],
  };
}

/** REGISTERs of the last minute, oldest first. */
const recent = (line: Line, now: number) => line.registers.filter((at) => now - at < 60_000);

/** How long until another REGISTER may be sent, milliseconds: whatever the PBX does, there is no storm (F-13, T-32). */
function registerWait(line: Line, now: number): number {
  const sent = recent(line, now);
  // Room for two, should this one be challenged.
  const most = TIMING.registersPerMinute - 2;
  return sent.length <= most ? 0 : sent[sent.length - 1 - most]! + 60_000 - now;
}

/** The socket stands. A call that goes on does not wait until another REGISTER may be sent. */
export function connected(line: Line, moment: Moment): LineStep {
  const ms = registerWait(line, moment.now);
  // A user who asks for it is not kept waiting.
  const isAsked = !line.busy && line.failures === 0;
  if (ms <= 0 || isAsked) return register({ ...line, phase: 'registering' }, moment);
  return {
    line: { ...line, phase: 'connected' },
    commands: [
      { type: 'unwait', timer: 'connect-limit' },
      { type: 'wait', timer: 'retry', ms },
      ...firstPing(line),
    ],
  };
}

/** Opens a socket now, or as soon as another REGISTER may follow it, unless a call waits for it. */
export function connectWhenAllowed(line: Line, moment: Moment): LineStep {
  const ms = registerWait(line, moment.now);
  if (ms <= 0 || line.busy) return connect(line);
  return {
    line: { ...line, phase: 'waiting', retryAt: moment.now + ms },
    commands: [...quiet(), { type: 'wait', timer: 'retry', ms }],
  };
}

/** Sends REGISTER: to come up, to refresh, or to see whether the line lives. */
export function register(line: Line, { now }: Moment): LineStep {
  const ms = registerWait(line, now);
  if (ms > 0 && isUp(line)) return { line, commands: [{ type: 'wait', timer: 'refresh', ms }] };
  return {
    line: { ...line, registers: [...recent(line, now), now] },
    commands: [
      { type: 'unwait', timer: 'connect-limit' },
      { type: 'register', expires: line.registerSeconds },
      { type: 'wait', timer: 'register-limit', ms: TIMING.registerLimit },
    ],
  };
}

/** The PBX registered us. */
export function registered(line: Line, expires: number | null): LineStep {
  const granted = clampExpires(expires ?? line.registerSeconds);
  const up: Line = {
    ...line,
    phase: 'registered',
    problem: undefined,
    sipStatus: undefined,
    retryAt: undefined,
    failures: 0,
    failuresHere: 0,
  };
  return {
    line: up,
    commands: [
      { type: 'unwait', timer: 'register-limit' },
      { type: 'wait', timer: 'refresh', ms: granted * 1000 * REFRESH_AT },
      ...firstPing(up),
    ],
  };
}

/** What begins the proofs of a fresh connection: whether this PBX answers OPTIONS is asked at once. */
function firstPing(line: Line): LineCommand[] {
  return line.answersOptions === null
    ? [{ type: 'ping' }, { type: 'wait', timer: 'ping-limit', ms: TIMING.pingLimit }]
    : [{ type: 'unwait', timer: 'ping-limit' }, nextPing(line)];
}

/** Asks the PBX for a sign of life: by OPTIONS, or by REGISTER where it does not answer OPTIONS. */
export function probe(line: Line, limit: number, moment: Moment): LineStep {
  if (line.answersOptions === false) {
    const step = register(line, moment);
    // OPTIONS too: should it be answered after all, it is the cheaper proof.
    return { line: step.line, commands: [...step.commands, { type: 'ping' }, nextPing(line)] };
  }
  return {
    line,
    commands: [
      // The next one in turn would set back the limit of this one.
      { type: 'unwait', timer: 'ping' },
      { type: 'ping' },
      { type: 'wait', timer: 'ping-limit', ms: limit },
    ],
  };
}

/** When the line is proven next. */
export function nextPing(line: Line): LineCommand {
  if (line.answersOptions === false)
    return { type: 'wait', timer: 'ping', ms: line.busy ? TIMING.busyRegisterEvery : TIMING.registerEvery };
  return { type: 'wait', timer: 'ping', ms: line.busy ? TIMING.busyPingEvery : TIMING.pingEvery };
}

/** The PBX refused to register us. */
export function refused(
  line: Line,
  answer: { status: number; retryAfter?: number; minExpires?: number },
  moment: Moment,
): LineStep {
  const { status } = answer;
  if (status === 401 || status === 407) return stop(line, 'wrong-password', status);
  if (status === 403) return stop(line, 'not-allowed', status);
  if (status === 404) return stop(line, 'unknown-user', status);
  if (status === 423 && line.registerSeconds < MOST_SECONDS) {
    const wanted = clampExpires(answer.minExpires ?? MOST_SECONDS);
    const seconds = wanted > line.registerSeconds ? wanted : MOST_SECONDS;
    return register({ ...line, registerSeconds: seconds }, moment);
  }
  return fail(line, 'rejected', moment, answer);
}

function stop(line: Line, problem: LineProblem, sipStatus: number): LineStep {
  return {
    line: { ...line, phase: 'stopped', problem, sipStatus, retryAt: undefined },
    commands: [...quiet(), { type: 'close' }],
  };
}

/** Something failed that may work later, here or on the next server. */
export function fail(
  line: Line,
  problem: LineProblem,
  moment: Moment,
  answer: { status?: number; retryAfter?: number } = {},
): LineStep {
  const failuresHere = line.failuresHere + 1;
  // In a call every second counts: the next server is tried at once. So it is when a server says it is overloaded.
  const patience = line.busy || answer.status === 503 ? 1 : 2;
  const moves = line.servers.length > 1 && problem !== 'offline' && failuresHere >= patience;
  // A network that comes up breaks the first sockets; a call does not pay for that with longer and longer waits.
  const failures = line.busy ? Math.max(0, line.failures - BUSY_RETRIES) : line.failures;
  const ms = Math.max(
    problem === 'offline' ? TIMING.offlineRetry : retryDelay(failures, answer.retryAfter, moves, moment),
    line.busy ? 0 : registerWait(line, moment.now),
  );
  return {
    line: {
      ...line,
      phase: 'waiting',
      problem,
      sipStatus: answer.status,
      retryAt: moment.now + ms,
      failures: line.failures + 1,
      failuresHere: moves ? 0 : failuresHere,
      server: moves ? (line.server + 1) % line.servers.length : line.server,
      answersOptions: moves ? null : line.answersOptions,
    },
    commands: [...quiet(), { type: 'close' }, { type: 'wait', timer: 'retry', ms }],
  };
}
