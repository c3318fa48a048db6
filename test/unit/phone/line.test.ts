import { describe, expect, it } from 'vitest';
import { stepLine } from '@/utils/phone/line';
import { isUp, type Line, type LineCommand, type LineInput, NO_LINE } from '@/utils/phone/line-state';
import { clampExpires, retryDelay } from '@/utils/phone/line-timing';
import { seededRandom } from '../../support/random';

/** A PBX in virtual time: what it does with what the line sends. */
type Registrar = (now: number, attempt: number) => LineInput | null;

const SET: LineInput = { type: 'line-set', servers: ['wss://a/ws', 'wss://b/ws'], registerSeconds: 300 };
const ok: Registrar = () => ({ type: 'registered', expires: 300 });
const after =
  (status: number, more: object = {}): Registrar =>
  () => ({ type: 'register-refused', status, ...more });

interface World {
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
function world({
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
} = {}): World {
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
  const self: World = {
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
function busiestMinute({ messages }: World): number {
  return Math.max(
    0,
    ...messages.map((at) => messages.filter((each) => each >= at && each < at + 60_000).length),
  );
}

const HOUR = 3_600_000;

describe('the line', () => {
  it('connects, registers, and proves itself by OPTIONS', () => {
    const pbx = world();
    pbx.run(1000);
    expect(pbx.line).toMatchObject({ phase: 'registered', answersOptions: true });
    pbx.run(HOUR);
    expect(pbx.line.phase).toBe('registered');
    // 300 seconds, refreshed at 85 %.
    expect(pbx.registers.length).toBeGreaterThanOrEqual(14);
    expect(pbx.registers.length).toBeLessThanOrEqual(16);
  });

  it.each<[string, LineInput['type'] | null, object]>([
    ['is not set up', null, { problem: 'not-set-up' }],
    ['has no password', null, { problem: 'no-password' }],
  ])('stays off when it %s', (_, __, { problem }: { problem?: Line['problem'] }) => {
    const pbx = world({ set: { type: 'line-set', servers: [], registerSeconds: 300, problem } });
    pbx.run(HOUR);
    pbx.feed({ type: 'reconnect' });
    pbx.feed({ type: 'online' });
    expect(pbx.connects).toEqual([]);
    expect(pbx.line).toMatchObject({ phase: 'off', problem });
  });

  it.each([
    [401, 'wrong-password'],
    [407, 'wrong-password'],
    [403, 'not-allowed'],
    [404, 'unknown-user'],
  ])('stops at %i and says %s', (status, problem) => {
    const pbx = world({ registrar: after(status) });
    pbx.run(24 * HOUR);
    pbx.feed({ type: 'online' });
    pbx.run(HOUR);
    expect(pbx.line).toMatchObject({ phase: 'stopped', problem, sipStatus: status });
    expect(pbx.registers).toHaveLength(1);
  });

  it('tries again at once when the user asks', () => {
    let status = 403;
    const pbx = world({
      registrar: () => (status ? { type: 'register-refused', status } : { type: 'registered', expires: 300 }),
    });
    pbx.run(1000);
    status = 0;
    pbx.feed({ type: 'reconnect' });
    pbx.run(1000);
    expect(pbx.line).toMatchObject({ phase: 'registered', problem: undefined, sipStatus: undefined });
  });

  it.each<[string, Parameters<typeof world>[0]]>([
    ['grants 4294967 seconds', { registrar: () => ({ type: 'registered', expires: 4_294_967 }) }],
    ['grants no time', { registrar: () => ({ type: 'registered', expires: null }) }],
    ['grants 0 seconds', { registrar: () => ({ type: 'registered', expires: 0 }) }],
    ['grants 1 second', { registrar: () => ({ type: 'registered', expires: 1 }) }],
    [
      'wants 1 second more each time',
      { registrar: (_, n) => ({ type: 'register-refused', status: 423, minExpires: n }) },
    ],
    ['wants 4294967 seconds', { registrar: after(423, { minExpires: 4_294_967 }) }],
    ['answers 401 for ever', { registrar: after(401) }],
    ['answers 500', { registrar: after(500) }],
    ['answers 503 with Retry-After 0', { registrar: after(503, { retryAfter: 0 }) }],
    ['answers 302', { registrar: after(302) }],
    ['never answers', { registrar: () => null, pongs: () => false }],
    ['never takes a connection', { connects: () => false }],
    [
      'takes every other REGISTER',
      {
        registrar: (_, n) =>
          n % 2 ? { type: 'registered', expires: 60 } : { type: 'register-refused', status: 500 },
      },
    ],
    ['answers no OPTIONS', { pongs: () => false }],
  ])('sends REGISTER at most 6 times a minute to a PBX that %s', (_, options) => {
    const pbx = world(options);
    pbx.run(HOUR);
    expect(busiestMinute(pbx)).toBeLessThanOrEqual(6);
    pbx.feed({ type: 'busy', busy: true });
    for (let i = 0; i < 200; i++) {
      pbx.feed({ type: i % 2 ? 'online' : 'woke' });
      pbx.run(3000);
    }
    expect(busiestMinute(pbx)).toBeLessThanOrEqual(6);
  });

  it.each([
    [true, false],
    [false, false],
    [true, true],
    [false, true],
  ])(
    'sends no storm over a line that breaks every ten seconds (challenged: %s, in a call: %s)',
    (challenges, busy) => {
      const pbx = world({ challenges });
      pbx.feed({ type: 'busy', busy });
      for (let i = 0; i < 360; i++) {
        pbx.run(10_000);
        pbx.feed({ type: 'socket-closed' });
      }
      expect(busiestMinute(pbx)).toBeLessThanOrEqual(6);
      pbx.run(120_000);
      expect(pbx.line.phase).toBe('registered');
    },
  );

  it.each([
    ['idle', false, 35_000],
    ['in a call', true, 10_000],
  ])('finds a half-open connection when %s', (_, busy, within) => {
    let dead = Infinity;
    const pbx = world({
      pongs: (now) => now < dead,
      registrar: (now, n) => (now < dead ? ok(now, n) : null),
    });
    pbx.run(60_000);
    pbx.feed({ type: 'busy', busy });
    for (let wait = 0; wait < 30_000; wait += 1700) {
      pbx.run(wait + 30_000);
      expect(pbx.line.phase).toBe('registered');
      dead = pbx.now;
      const before = pbx.connects.length;
      pbx.run(within);
      expect(pbx.connects.length, `after ${wait} ms`).toBeGreaterThan(before);
      dead = Infinity;
      pbx.run(120_000);
    }
  });

  it('learns later that a PBX answers OPTIONS', () => {
    let deaf = true;
    const pbx = world({ pongs: () => !deaf });
    pbx.run(60_000);
    expect(pbx.line).toMatchObject({ phase: 'registered', answersOptions: false });
    deaf = false;
    pbx.run(120_000);
    expect(pbx.line).toMatchObject({ phase: 'registered', answersOptions: true });
  });

  it('finds a removed line within two seconds of waking up', () => {
    let dead = false;
    const pbx = world({ pongs: () => !dead });
    pbx.run(60_000);
    dead = true;
    pbx.feed({ type: 'woke' });
    pbx.run(2_100);
    expect(pbx.line).toMatchObject({ phase: 'waiting', problem: 'unreachable' });
  });

  it('goes to the next server after two failures, and at once in a call', () => {
    const idle = world({ connects: (server) => server === 'wss://b/ws' });
    idle.run(30_000);
    expect(idle.line.phase).toBe('registered');
    expect(idle.connects.map(({ server }) => server)).toEqual(['wss://a/ws', 'wss://a/ws', 'wss://b/ws']);

    let gone = false;
    const busy = world({ connects: (server) => server === 'wss://b/ws' || !gone });
    busy.run(1000);
    busy.feed({ type: 'busy', busy: true });
    gone = true;
    busy.feed({ type: 'socket-closed' });
    busy.run(2000);
    expect(busy.line).toMatchObject({ phase: 'registered', server: 1 });
  });

  it('honours Retry-After, but not for ever', () => {
    const pbx = world({
      registrar: after(500, { retryAfter: 40 }),
      set: { ...SET, servers: ['wss://a/ws'] } as LineInput,
    });
    pbx.run(1000);
    expect(pbx.line.retryAt! - pbx.now).toBeGreaterThanOrEqual(38_000);
    expect(retryDelay(3, 10 ** 9, false, { random: () => 0 })).toBe(600_000);
    pbx.run(60_000);
    expect(pbx.registers).toHaveLength(2);
  });

  it('moves three times within a minute without waiting, where the PBX challenges once', () => {
    const pbx = world({ challenges: false });
    pbx.feed({ type: 'register-proven' });
    for (let move = 0; move < 3; move++) {
      pbx.run(10_000);
      pbx.feed({ type: 'offline' });
      pbx.feed({ type: 'online' });
      pbx.run(100);
      expect(pbx.line.phase, `after move ${move}`).toBe('registered');
    }
  });

  it('keeps a call that moves more often than it may register, and registers when it may', () => {
    const pbx = world();
    pbx.run(1000);
    pbx.feed({ type: 'busy', busy: true });
    for (let move = 0; move < 6; move++) {
      pbx.run(5000);
      pbx.feed({ type: 'socket-closed' });
      pbx.run(1100);
      expect(isUp(pbx.line), `after move ${move}`).toBe(true);
    }
    expect(pbx.line.phase).toBe('connected');
    pbx.run(60_000);
    expect(pbx.line.phase).toBe('registered');
    expect(busiestMinute(pbx)).toBeLessThanOrEqual(6);
  });

  it("finds a call's dead line though it was not allowed to register on it", () => {
    let dead = false;
    const pbx = world({ pongs: () => !dead });
    pbx.run(1000);
    pbx.feed({ type: 'busy', busy: true });
    for (let move = 0; move < 3; move++) {
      pbx.feed({ type: 'socket-closed' });
      pbx.run(1100);
    }
    expect(pbx.line.phase).toBe('connected');
    dead = true;
    const before = pbx.connects.length;
    pbx.run(8000);
    expect(pbx.connects.length).toBeGreaterThan(before);
  });

  it('finds a dead line within two seconds after a call went silent, and leaves a live one alone', () => {
    let dead = false;
    const pbx = world({ pongs: () => !dead });
    pbx.run(60_000);
    pbx.feed({ type: 'silent' });
    pbx.run(5_000);
    expect(pbx.line.phase).toBe('registered');
    pbx.feed({ type: 'busy', busy: true });
    dead = true;
    // Whenever the next proof in turn would be due.
    pbx.run(3_900);
    pbx.feed({ type: 'silent' });
    pbx.run(1_600);
    expect(pbx.line).toMatchObject({ phase: 'waiting', problem: 'unreachable' });
  });

  it('waits while the browser is offline, and comes back with it', () => {
    const pbx = world();
    pbx.run(1000);
    pbx.feed({ type: 'offline' });
    expect(pbx.line).toMatchObject({ phase: 'waiting', problem: 'offline' });
    pbx.run(5000);
    pbx.feed({ type: 'online' });
    pbx.run(100);
    expect(pbx.line.phase).toBe('registered');
  });

  it('spreads the return of many phones', () => {
    const delays = Array.from({ length: 200 }, (_, i) =>
      retryDelay(4, undefined, false, { random: seededRandom(i) }),
    );
    expect(Math.min(...delays)).toBeLessThan(1500);
    expect(Math.max(...delays)).toBeGreaterThan(14_000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(16_000);
  });

  it('does nothing more after it was stopped', () => {
    const pbx = world();
    pbx.run(1000);
    pbx.feed({ type: 'stop' });
    const before = pbx.connects.length + pbx.registers.length;
    pbx.run(HOUR);
    pbx.feed({ type: 'socket-closed' });
    pbx.feed({ type: 'online' });
    expect(pbx.connects.length + pbx.registers.length).toBe(before);
    expect(pbx.line.phase).toBe('off');
  });
});

describe('a registration time', () => {
  it.each([
    [300, 300],
    [0, 60],
    [-5, 60],
    [59.9, 60],
    [4_294_967, 3600],
    [Number.NaN, 60],
    [Infinity, 60],
  ])('of %d seconds counts as %d', (seconds, clamped) => {
    expect(clampExpires(seconds)).toBe(clamped);
  });
});
