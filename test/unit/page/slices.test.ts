import { expect, it } from 'vitest';
import { createSlices, finish } from '@/utils/page/slices';

it('lets the page have the thread when a slice is used up', async () => {
  let time = 0;
  let rests = 0;
  const slices = createSlices(
    () => time,
    async () => {
      rests++;
    },
  );
  function* work() {
    for (let i = 0; i < 30; i++) {
      time++;
      yield;
    }
    return 'done';
  }
  slices.begin();
  expect(await slices.run(work())).toBe('done');
  expect(rests).toBe(5);
});

it('finishes without a pause where there is no page to wait for', () => {
  function* work() {
    yield;
    return 7;
  }
  expect(finish(work())).toBe(7);
});
