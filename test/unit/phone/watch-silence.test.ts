import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchSilence } from '@/utils/phone/media/watch-silence';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells once that packets come, that they come no more, and that they come again, though a hold lies between', async () => {
  const told: string[] = [];
  let [packets, flowing, held] = [0, true, false];
  const peer = {
    connectionState: 'connected' as const,
    getStats: async () =>
      new Map([
        ['in', { type: 'inbound-rtp', packetsReceived: (packets += flowing ? 25 : 0) }],
      ]) as unknown as RTCStatsReport,
  };
  const watch = watchSilence(
    peer,
    ({ type }) => told.push(type),
    () => held,
  );
  const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);
  await seconds(3);
  expect(told).toEqual(['heard']);
  flowing = false;
  await seconds(3);
  expect(told).toEqual(['heard', 'silent']);
  held = true;
  await seconds(3);
  [held, flowing] = [false, true];
  await seconds(3);
  expect(told).toEqual(['heard', 'silent', 'heard']);
  watch.stop();
});
