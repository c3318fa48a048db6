import type { LineProblem } from '@/utils/phone/phone-status';

/** The line to the PBX: which server, connected or not, registered or not, and when to try again. */
export interface Line {
  /**
   * - `off`          nothing to do: not set up, or stopped by the user.
   * - `connecting`   a socket is being opened.
   * - `connected`    the socket stands and calls go on over it, but REGISTER was sent too often to be sent again yet.
   * - `registering`  the socket stands, the PBX has not yet answered our REGISTER.
   * - `registered`   the last round trip worked.
   * - `waiting`      it failed; `retryAt` says when it is tried again.
   * - `stopped`      it failed in a way that trying again would make worse (wrong password); the user must act.
   */
  phase: 'off' | 'connecting' | 'connected' | 'registering' | 'registered' | 'waiting' | 'stopped';
  problem?: LineProblem;
  sipStatus?: number;
  retryAt?: number;
  servers: readonly string[];
  /** Index of the server in use. */
  server: number;
  registerSeconds: number;
  /** Failures in a row, on all servers and on this one. */
  failures: number;
  failuresHere: number;
  /** When REGISTER was sent, with and without credentials, within the last minute. */
  registers: readonly number[];
  /** Whether this PBX answers OPTIONS at all; until it did once, its silence proves nothing. */
  answersOptions: boolean | null;
  /** Calls are going on: the line is watched closer. */
  busy: boolean;
}

/** Whether calls can be repaired and ended over the line. */
export const isUp = ({ phase }: Line) => phase === 'registered' || phase === 'connected';

export const NO_LINE: Line = {
  phase: 'off',
  problem: 'not-set-up',
  servers: [],
  server: 0,
  registerSeconds: 300,
  failures: 0,
  failuresHere: 0,
  registers: [],
  answersOptions: null,
  busy: false,
};

export type LineTimer = 'retry' | 'connect-limit' | 'register-limit' | 'refresh' | 'ping' | 'ping-limit';

export type LineInput =
  | { type: 'line-set'; servers: readonly string[]; registerSeconds: number; problem?: LineProblem }
  | { type: 'socket-open' }
  | { type: 'socket-closed' }
  | { type: 'registered'; expires: number | null; others?: number }
  | { type: 'register-refused'; status: number; retryAfter?: number; minExpires?: number }
  /** REGISTER was challenged and went out again with credentials. */
  | { type: 'register-proven' }
  | { type: 'pong' }
  | { type: 'line-timer'; timer: LineTimer }
  | { type: 'online' }
  | { type: 'offline' }
  | { type: 'woke' }
  /** A call hears nothing any more. */
  | { type: 'silent' }
  /** It hears nothing because this machine has another address now. */
  | { type: 'moved' }
  | { type: 'busy'; busy: boolean }
  | { type: 'reconnect' }
  | { type: 'stop' };

export type LineCommand =
  | { type: 'connect'; server: string }
  | { type: 'close' }
  | { type: 'register'; expires: number }
  | { type: 'ping' }
  | { type: 'wait'; timer: LineTimer; ms: number }
  | { type: 'unwait'; timer: LineTimer };

export interface LineStep {
  line: Line;
  commands: LineCommand[];
}
