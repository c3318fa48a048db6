import { assertNever } from '@/utils/platform/assert-never';
import {
  connect,
  connected,
  connectWhenAllowed,
  fail,
  nextPing,
  probe,
  quiet,
  refused,
  register,
  registered,
} from '@/utils/phone/line-moves';
import {
  isUp,
  type Line,
  type LineInput,
  type LineStep,
  type LineTimer,
  NO_LINE,
} from '@/utils/phone/line-state';
import { clampExpires, type Moment, TIMING } from '@/utils/phone/line-timing';

/**
 * What the line does about `input`. Pure: nothing here touches the network; it is told what happened and says what to do.
 */
export function stepLine(line: Line, input: LineInput, moment: Moment): LineStep {
  switch (input.type) {
    case 'line-set': {
      const fresh: Line = {
        ...NO_LINE,
        servers: input.servers,
        registerSeconds: clampExpires(input.registerSeconds),
        busy: line.busy,
        registers: line.registers,
        problem: input.problem,
      };
      if (input.problem) return { line: fresh, commands: [...quiet(), { type: 'close' }] };
      return connect(fresh);
    }
    case 'socket-open':
      return line.phase === 'connecting' ? connected(line, moment) : { line, commands: [] };
    case 'socket-closed':
      return isLive(line) ? fail(line, 'unreachable', moment) : { line, commands: [] };
    case 'registered':
      return isConnected(line) ? registered(line, input.expires) : { line, commands: [] };
    case 'register-refused':
      return isConnected(line) ? refused(line, input, moment) : { line, commands: [] };
    case 'register-proven':
      return { line: { ...line, registers: [...line.registers, moment.now] }, commands: [] };
    case 'pong':
      if (!isUp(line)) return { line, commands: [] };
      return {
        line: { ...line, answersOptions: true },
        commands: [{ type: 'unwait', timer: 'ping-limit' }, nextPing({ ...line, answersOptions: true })],
      };
    case 'line-timer':
      return timer(line, input.timer, moment);
    case 'online':
    case 'woke':
      if (line.phase === 'waiting') return connectWhenAllowed({ ...line, failures: 0 }, moment);
      return isUp(line) ? probe(line, TIMING.urgentPingLimit, moment) : { line, commands: [] };
    case 'silent':
      return isUp(line) ? probe(line, TIMING.silentPingLimit, moment) : { line, commands: [] };
    case 'moved':
      // What was sent from the old address waits in vain for its answer.
      return isLive(line) || line.phase === 'waiting' ? connect(line) : { line, commands: [] };
    case 'offline':
      return isLive(line) || line.phase === 'waiting'
        ? fail(line, 'offline', moment)
        : { line, commands: [] };
    case 'busy': {
      const changed = { ...line, busy: input.busy };
      if (line.busy === input.busy || !isUp(line)) return { line: changed, commands: [] };
      return { line: changed, commands: [nextPing(changed)] };
    }
    case 'reconnect':
      if (line.servers.length === 0 || line.problem === 'not-set-up' || line.problem === 'no-password')
        return { line, commands: [] };
      return connect({ ...line, failures: 0, failuresHere: 0 });
    case 'stop':
      return {
        line: { ...line, phase: 'off', problem: undefined, sipStatus: undefined, retryAt: undefined },
        commands: [...quiet(), { type: 'close' }],
      };
    default:
      return assertNever(input);
  }
}

const isConnected = (line: Line) => line.phase === 'registering' || isUp(line);
const isLive = (line: Line) => line.phase === 'connecting' || isConnected(line);

function timer(line: Line, name: LineTimer, moment: Moment): LineStep {
  switch (name) {
    case 'retry':
      if (line.phase === 'connected') return register(line, moment);
      return line.phase === 'waiting' ? connect(line) : { line, commands: [] };
    case 'connect-limit':
      return line.phase === 'connecting' ? fail(line, 'unreachable', moment) : { line, commands: [] };
    case 'register-limit':
      return isConnected(line) ? fail(line, 'no-answer', moment) : { line, commands: [] };
    case 'refresh':
      return isUp(line) ? register(line, moment) : { line, commands: [] };
    case 'ping':
      return isUp(line)
        ? probe(line, line.busy ? TIMING.busyPingLimit : TIMING.pingLimit, moment)
        : { line, commands: [] };
    case 'ping-limit':
      if (!isUp(line)) return { line, commands: [] };
      if (line.answersOptions) return fail(line, 'unreachable', moment);
      return {
        line: { ...line, answersOptions: false },
        commands: [nextPing({ ...line, answersOptions: false })],
      };
    default:
      return assertNever(name);
  }
}
