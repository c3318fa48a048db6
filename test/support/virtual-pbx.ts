import { stepLine } from '@/utils/phone/line';
import { type Line, type LineCommand, type LineInput, NO_LINE } from '@/utils/phone/line-state';
import { seededRandom } from './random';

/** A PBX in virtual time: what it does with what the line sends. */
export type Registrar = (now: number, attempt: number) => LineInput | null;

/** Two servers, registered for five minutes. */
export const SET: LineInput = {
  type: 'line-set',
  servers: ['wss://a/ws', 'wss://b/ws'],
  registerSeconds: 300,
};
/** Grants five minutes. */
export const ok: Registrar = () => ({ type: 'registered', expires: 300 });
/** Refuses with this status. */
export const refusal =
  (status: number, more: object = {}): Registrar =>
  () => ({ type: 'register-refused', status, ...more });

/** The line, the PBX and the time between them. */
export interface VirtualPbx {
  line: Line;
  /** When each REGISTER was sent, and to which server, milliseconds. */
  registers: { at: number; server: string }[];
  /** When each message of a REGISTER was sent: the second one has credentials. */
  messages: number[];
  connects: { at: number; server: string }[];
  now: number;
  feed(input: LineInput): void;
  run(ms: number): void;
}

/** `connects` says whether a server takes connections, `answers` whether it answers OPTIONS. */
export function virtualPbx({
  registrar = ok,
  connects = () => true,
  pongs = () => true,
  challenges = true,
  set = SET,
}: {
  registrar?: Registrar;
  connects?: (server: string, now: number) => boolean;
  pongs?: (now: number) => boolean;
  challenges?: boolean;
  set?: LineInput;
} = {}): VirtualPbx {
  const random = seededRandom(11);
  const timers = new Map<string, { at: number; input: LineInput }>();
  let server = '';
  let sequence = 0;
  const later = (name: string, ms: number, input: LineInput) =>
    timers.set(name, { at: self.now + Math.max(1, ms), input });
  const act = (command: LineCommand) => {
    switch (command.type) {
      case 'connect':
        server = command.server;
        self.connects.push({ at: self.now, server });
        timers.delete('socket');
        later('socket', 20, connects(server, self.now) ? { type: 'socket-open' } : { type: 'socket-closed' });
        return;
      case 'close':
        timers.delete('socket');
        for (const name of timers.keys()) if (name.startsWith('answer')) timers.delete(name);
        return;
      case 'register': {
        self.registers.push({ at: self.now, server });
        self.messages.push(self.now);
        if (challenges) {
          self.messages.push(self.now);
          later(`answer ${++sequence}`, 5, { type: 'register-proven' });
        }
        const answer = registrar(self.now, self.registers.length);
        if (answer) later(`answer ${++sequence}`, 20, answer);
        return;
      }
      case 'ping':
        if (pongs(self.now)) later(`answer ${++sequence}`, 20, { type: 'pong' });
        return;
      case 'wait':
        later(command.timer, command.ms, { type: 'line-timer', timer: command.timer });
        return;
      case 'unwait':
        timers.delete(command.timer);
        return;
      default:
    }
  };
  const self: VirtualPbx = {
    line: NO_LINE,
    registers: [],
    messages: [],
    connects: [],
    now: 1_000_000,
    feed(input) {
      const step = stepLine(self.line, input, { now: self.now, random });
      self.line = step.line;
      step.commands.forEach(act);
    },
    run(ms) {
      const end = self.now + ms;
      for (;;) {
        const next = [...timers].sort((a, b) => a[1].at - b[1].at)[0];
        if (!next || next[1].at > end) break;
        timers.delete(next[0]);
        self.now = next[1].at;
        self.feed(next[1].input);
      }
      self.now = end;
    },
  };
  self.feed(set);
  return self;
}

/** The most messages to register within any minute. */
export function busiestMinute({ messages }: VirtualPbx): number {
  return Math.max(
    0,
    ...messages.map((at) => messages.filter((each) => each >= at && each < at + 60_000).length),
  );
}
