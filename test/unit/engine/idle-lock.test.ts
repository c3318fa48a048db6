import { describe, expect, it } from 'vitest';
import { createIdleLock } from '@/utils/engine/idle-lock';
import type { EngineApi } from '@/utils/messaging/apis';

function bench({ minutes = 10, passphrase = true } = {}) {
  let now = 0;
  let locked = false;
  let busy = false;
  const told: string[] = [];
  const lock = createIdleLock({
    vault: {
      locked: async () => locked,
      hasPassphrase: async () => passphrase,
      lock: () => void (locked = true),
    },
    minutes: () => minutes,
    busy: () => busy,
    now: () => now,
    onLocked: async () => void told.push('locked'),
  });
  const api = lock.watching({
    tick: () => lock.tick(),
    history: async () => [],
  } as unknown as EngineApi);
  const pass = async (passed: number) => {
    for (let minute = 0; minute < passed; minute++) {
      now += 60_000;
      await api.tick();
    }
  };
  return { api, pass, told, setBusy: (on: boolean) => void (busy = on) };
}

describe('the vault', () => {
  it('locks after the minutes set, counted from the last use', async () => {
    const { api, pass, told } = bench();
    await pass(9);
    await api.history({ text: '', limit: 1 });
    await pass(9);
    expect(told).toEqual([]);
    await pass(1);
    expect(told).toEqual(['locked']);
    await pass(30);
    expect(told).toEqual(['locked']);
  });

  it('stays open during a call, and for the minutes after it', async () => {
    const { pass, told, setBusy } = bench();
    setBusy(true);
    await pass(60);
    setBusy(false);
    await pass(9);
    expect(told).toEqual([]);
    await pass(1);
    expect(told).toEqual(['locked']);
  });

  it('never locks by itself where that is off, or where there is no passphrase', async () => {
    const off = bench({ minutes: 0 });
    await off.pass(600);
    const open = bench({ passphrase: false });
    await open.pass(600);
    expect([...off.told, ...open.told]).toEqual([]);
  });
});
