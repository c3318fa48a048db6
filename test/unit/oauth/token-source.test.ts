import { describe, expect, it } from 'vitest';
import { OAuthError } from '@/utils/oauth/oauth-error';
import type { AccessToken } from '@/utils/oauth/token-endpoint';
import { createTokenSource, memoryCell, type RenewalHistory } from '@/utils/oauth/token-source';
import { webLock } from '@/utils/platform/lock';

const HOUR = 3_600_000;

function setup(options: { contexts?: number; fail?: () => OAuthError | null; lock?: boolean } = {}) {
  let now = 10 * HOUR;
  let made = 0;
  const access = memoryCell<AccessToken>();
  const renewals = memoryCell<RenewalHistory>();
  // The browser's own kind of lock, as all contexts of an extension share it.
  const lock = webLock(navigator.locks);
  const signedOut: number[] = [];
  const sources = Array.from({ length: options.contexts ?? 1 }, () =>
    createTokenSource({
      access,
      renewals,
      lock,
      now: () => now,
      refresh: async () => {
        made++;
        await Promise.resolve();
        const error = options.fail?.();
        if (error) throw error;
        return { value: `token-${made}`, apiOrigin: 'https://x', obtainedAt: now, expiresAt: now + HOUR };
      },
      onSignedOut: () => void signedOut.push(now),
    }),
  );
  return { sources, made: () => made, advance: (ms: number) => void (now += ms), signedOut, now: () => now };
}

describe('access tokens', () => {
  it('are kept for 55 minutes and renewed before they run out', async () => {
    const { sources, made, advance } = setup();
    const [source] = sources;
    await source!.current();
    advance(54 * 60_000);
    expect((await source!.current()).value).toBe('token-1');
    advance(60_000);
    expect((await source!.current()).value).toBe('token-2');
    expect(made()).toBe(2);
  });

  it('are renewed once for 10,000 requests refused at the same time in five contexts', async () => {
    const { sources, made } = setup({ contexts: 5 });
    const { value } = await sources[0]!.current();
    const renewed = await Promise.all(
      Array.from({ length: 10_000 }, (_, index) => sources[index % 5]!.renew(value)),
    );
    expect(made()).toBe(2);
    expect(new Set(renewed.map((token) => token.value))).toEqual(new Set(['token-2']));
  });

  it('are never asked for more than ten times in ten minutes, even in a loop', async () => {
    const { sources, made, advance } = setup();
    let token = await sources[0]!.current();
    const errors: unknown[] = [];
    for (let i = 0; i < 50; i++) {
      advance(1_000);
      token = await sources[0]!.renew(token.value).catch((error: unknown) => {
        errors.push(error);
        return token;
      });
    }
    expect(made()).toBeLessThanOrEqual(10);
    expect(errors[0]).toMatchObject({ kind: 'wait' });
    advance(600_000);
    await expect(sources[0]!.renew(token.value)).resolves.toBeTruthy();
  });

  it('are asked for again however often the network failed, as Zoho counts only those it made', async () => {
    let offline = true;
    const { sources, made } = setup({
      fail: () => (offline ? new OAuthError('unreachable', 'Offline', { unheard: true }) : null),
    });
    for (let i = 0; i < 30; i++)
      await expect(sources[0]!.current()).rejects.toMatchObject({ kind: 'unreachable' });
    offline = false;
    await expect(sources[0]!.current()).resolves.toMatchObject({ value: 'token-31' });
    expect(made()).toBe(31);
  });

  it('count where the server may have heard us, though no answer came', async () => {
    const { sources, made } = setup({ fail: () => new OAuthError('unreachable', 'Too slow') });
    for (let i = 0; i < 30; i++) await sources[0]!.current().catch(() => undefined);
    expect(made()).toBe(9);
  });

  it('wait when the server says so, and stay signed in', async () => {
    let throttled = true;
    const { sources, made, advance, signedOut, now } = setup({
      fail: () => (throttled ? new OAuthError('wait', 'Wait', { retryAt: now() + 600_000 }) : null),
    });
    await expect(sources[0]!.current()).rejects.toMatchObject({ kind: 'wait' });
    throttled = false;
    await expect(sources[0]!.current()).rejects.toMatchObject({ kind: 'wait' });
    expect(made()).toBe(1);
    advance(600_000);
    await expect(sources[0]!.current()).resolves.toMatchObject({ value: 'token-2' });
    expect(signedOut).toEqual([]);
  });

  it('end with the sign-in', async () => {
    const { sources, signedOut } = setup({ fail: () => new OAuthError('signed-out', 'Gone') });
    await expect(sources[0]!.current()).rejects.toMatchObject({ kind: 'signed-out' });
    expect(signedOut).toHaveLength(1);
  });
});
