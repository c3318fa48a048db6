import { describe, expect, it } from 'vitest';
import { isUp } from '@/utils/phone/line-state';
import { busiestMinute, ok, virtualPbx } from '../../support/virtual-pbx';

const ONE_SERVER = { type: 'line-set', servers: ['wss://a/ws'], registerSeconds: 300 } as const;

describe('a line that breaks or moves', () => {
  it.each([
    ['idle', false, 35_000],
    ['in a call', true, 10_000],
  ])('finds a half-open connection when %s', (_, busy, within) => {
    let dead = Infinity;
    const pbx = virtualPbx({
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
    const pbx = virtualPbx({ pongs: () => !deaf });
    pbx.run(60_000);
    expect(pbx.line).toMatchObject({ phase: 'registered', answersOptions: false });
    deaf = false;
    pbx.run(120_000);
    expect(pbx.line).toMatchObject({ phase: 'registered', answersOptions: true });
  });

  it('finds a removed line within two seconds of waking up', () => {
    let dead = false;
    const pbx = virtualPbx({ pongs: () => !dead });
    pbx.run(60_000);
    dead = true;
    pbx.feed({ type: 'woke' });
    pbx.run(2_100);
    expect(pbx.line).toMatchObject({ phase: 'waiting', problem: 'unreachable' });
  });

  it('goes to the next server after two failures, and at once in a call', () => {
    const idle = virtualPbx({ connects: (server) => server === 'wss://b/ws' });
    idle.run(30_000);
    expect(idle.line.phase).toBe('registered');
    expect(idle.connects.map(({ server }) => server)).toEqual(['wss://a/ws', 'wss://a/ws', 'wss://b/ws']);

    let gone = false;
    const busy = virtualPbx({ connects: (server) => server === 'wss://b/ws' || !gone });
    busy.run(1000);
    busy.feed({ type: 'busy', busy: true });
    gone = true;
    busy.feed({ type: 'socket-closed' });
    busy.run(2000);
    expect(busy.line).toMatchObject({ phase: 'registered', server: 1 });
  });

  it('moves three times within a minute without waiting, where the PBX challenges once', () => {
    const pbx = virtualPbx({ challenges: false });
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
    const pbx = virtualPbx();
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
    const pbx = virtualPbx({ pongs: () => !dead });
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
    const pbx = virtualPbx({ pongs: () => !dead });
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

  it('of a call is replaced at once when the address it was opened from is gone, whatever it was about', () => {
    for (const before of [0, 50, 1_000]) {
      const pbx = virtualPbx({ set: ONE_SERVER });
      pbx.feed({ type: 'busy', busy: true });
      pbx.run(before);
      const connects = pbx.connects.length;
      pbx.feed({ type: 'moved' });
      pbx.run(200);
      expect(pbx.connects.length, `after ${before} ms`).toBe(connects + 1);
      expect(pbx.line.phase).toBe('registered');
    }
    const off = virtualPbx({ set: ONE_SERVER });
    off.feed({ type: 'stop' });
    const connects = off.connects.length;
    off.feed({ type: 'moved' });
    off.run(1_000);
    expect(off.connects.length).toBe(connects);
  });

  it('is tried again within half a second each, four times in a row, while a call goes on', () => {
    let reachable = true;
    const pbx = virtualPbx({ set: ONE_SERVER, connects: () => reachable });
    pbx.run(1000);
    pbx.feed({ type: 'busy', busy: true });
    reachable = false;
    const before = pbx.connects.length;
    pbx.feed({ type: 'socket-closed' });
    pbx.run(4 * 520);
    expect(pbx.connects.length).toBeGreaterThanOrEqual(before + 4);
  });

  it('waits while the browser is offline, and comes back with it', () => {
    const pbx = virtualPbx();
    pbx.run(1000);
    pbx.feed({ type: 'offline' });
    expect(pbx.line).toMatchObject({ phase: 'waiting', problem: 'offline' });
    pbx.run(5000);
    pbx.feed({ type: 'online' });
    pbx.run(100);
    expect(pbx.line.phase).toBe('registered');
  });
});
