import { expect, it, vi } from 'vitest';
import { engineApi } from '@/utils/engine/engine-api';
import { RpcError } from '@/utils/messaging/rpc';

function bench(saveSettings: () => Promise<void>) {
  const setDoNotDisturb = vi.fn(async () => {});
  const shell = { saveSettings: vi.fn(saveSettings) };
  // The rest of the engine is not asked.
  const parts = { phone: { setDoNotDisturb }, shell } as unknown as Parameters<typeof engineApi>[0];
  return { api: engineApi(parts), setDoNotDisturb, shell };
}

it('do not disturb is kept for the next start of the browser', async () => {
  const { api, setDoNotDisturb, shell } = bench(async () => {});
  await api.setDoNotDisturb(true);
  expect(setDoNotDisturb).toHaveBeenCalledWith(true);
  expect(shell.saveSettings).toHaveBeenCalledWith({ 'calls.doNotDisturb': true });
});

it('do not disturb holds until then where the organisation has set something else', async () => {
  const { api, setDoNotDisturb } = bench(() =>
    Promise.reject(new RpcError('locked', 'Your organisation has set this.')),
  );
  await api.setDoNotDisturb(true);
  expect(setDoNotDisturb).toHaveBeenCalledWith(true);
});

it('who sets do not disturb is told when it could not be kept', async () => {
  const { api, setDoNotDisturb } = bench(() =>
    Promise.reject(new RpcError('failed', 'No room on the disk.')),
  );
  await expect(api.setDoNotDisturb(true)).rejects.toThrow('No room');
  expect(setDoNotDisturb).toHaveBeenCalledWith(true);
});
