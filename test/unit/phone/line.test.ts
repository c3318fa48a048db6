import { describe, expect, it } from 'vitest';
import type { Line, LineInput } from '@/utils/phone/line-state';
import { clampExpires, retryDelay } from '@/utils/phone/line-timing';
import { seededRandom } from '../../support/random';
import { busiestMinute, refusal, SET, virtualPbx } from '../../support/virtual-pbx';

const HOUR = 3_600_000;

describe('the line', () => {
  it('connects, registers, and proves itself by OPTIONS', () => {
    const pbx = virtualPbx();
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
    const pbx = virtualPbx({ set: { type: 'line-set', servers: [], registerSeconds: 300, problem } });
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
    const pbx = virtualPbx({ registrar: refusal(status) });
    pbx.run(24 * HOUR);
    pbx.feed({ type: 'online' });
    pbx.run(HOUR);
    expect(pbx.line).toMatchObject({ phase: 'stopped', problem, sipStatus: status });
    expect(pbx.registers).toHaveLength(1);
  });

  it('tries again at once when the user asks', () => {
    let status = 403;
    const pbx = virtualPbx({
      registrar: () => (status ? { type: 'register-refused', status } : { type: 'registered', expires: 300 }),
    });
    pbx.run(1000);
    status = 0;
    pbx.feed({ type: 'reconnect' });
    pbx.run(1000);
    expect(pbx.line).toMatchObject({ phase: 'registered', problem: undefined, sipStatus: undefined });
  });

  it.each<[string, Parameters<typeof virtualPbx>[0]]>([
    ['grants 4294967 seconds', { registrar: () => ({ type: 'registered', expires: 4_294_967 }) }],
    ['grants no time', { registrar: () => ({ type: 'registered', expires: null }) }],
    ['grants 0 seconds', { registrar: () => ({ type: 'registered', expires: 0 }) }],
    ['grants 1 second', { registrar: () => ({ type: 'registered', expires: 1 }) }],
    [
      'wants 1 second more each time',
      { registrar: (_, n) => ({ type: 'register-refused', status: 423, minExpires: n }) },
    ],
    ['wants 4294967 seconds', { registrar: refusal(423, { minExpires: 4_294_967 }) }],
    ['answers 401 for ever', { registrar: refusal(401) }],
    ['answers 500', { registrar: refusal(500) }],
    ['answers 503 with Retry-After 0', { registrar: refusal(503, { retryAfter: 0 }) }],
    ['answers 302', { registrar: refusal(302) }],
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
    const pbx = virtualPbx(options);
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
      const pbx = virtualPbx({ challenges });
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

  it('honours Retry-After, but not for ever', () => {
    const pbx = virtualPbx({
      registrar: refusal(500, { retryAfter: 40 }),
      set: { ...SET, servers: ['wss://a/ws'] } as LineInput,
    });
    pbx.run(1000);
    expect(pbx.line.retryAt! - pbx.now).toBeGreaterThanOrEqual(38_000);
    expect(retryDelay(3, 10 ** 9, false, { random: () => 0 })).toBe(600_000);
    pbx.run(60_000);
    expect(pbx.registers).toHaveLength(2);
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
    const pbx = virtualPbx();
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
