import { expect, it } from 'vitest';
import { createSignedInSince } from '@/utils/engine/signed-in-since';

function bench() {
  const kept = new Map<string, string>();
  const clock = { now: 1_000 };
  const vault = {
    get: async (key: string) => kept.get(key) ?? null,
    set: async (key: string, value: string) => void kept.set(key, value),
  };
  return { clock, vault, start: () => createSignedInSince(vault, () => clock.now) };
}

it('a sign-in keeps its time over restarts, until somebody signs in or out', async () => {
  const { clock, start } = bench();
  expect(await start().of('org/1')).toBe(1_000);
  clock.now = 9_000;
  expect(await start().of('org/1')).toBe(1_000);
  await start().forget();
  expect(await start().of('org/1')).toBe(9_000);
  expect(await start().of('org/2')).toBe(9_000);
});

it('a locked vault costs the time, not the sign-in', async () => {
  const { clock } = bench();
  const locked = async () => Promise.reject(new Error('locked'));
  const since = createSignedInSince({ get: locked, set: locked }, () => clock.now);
  await since.forget();
  expect(await since.of('org/1')).toBe(1_000);
});
