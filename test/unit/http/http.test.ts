import { describe, expect, it } from 'vitest';
import { isAllowedOrigin } from '@/utils/http/allowed-origin';
import { createHttp } from '@/utils/http/fetch';
import { limitInFlight } from '@/utils/http/in-flight';
import { asObject, asObjects, asText, parseJson } from '@/utils/http/json';
import { takeSlot } from '@/utils/http/rate-limit';
import { backoff } from '@/utils/http/retry';
import { retryAfter } from '@/utils/http/retry-after';

type Sent = { url: string; init: RequestInit };

function http(answer: (sent: Sent) => Response | Promise<Response>, maxBytes?: number) {
  const sent: Sent[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return answer({ url, init });
  }) as unknown as typeof globalThis.fetch;
  return {
    client: createHttp({ fetch, allowedOrigins: () => ['https://api.example.com/*'], maxBytes }),
    sent,
  };
}
const get = (url = 'https://api.example.com/x') => ({ method: 'GET' as const, url });

describe('the way out', () => {
  it('carries no cookies and no referrer, and keeps nothing', async () => {
    const { client, sent } = http(() => new Response('{"a":1}', { headers: { 'X-Thing': '1' } }));
    expect(await client(get())).toMatchObject({ status: 200, body: '{"a":1}', headers: { 'x-thing': '1' } });
    expect(sent[0]!.init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'manual',
    });
  });

  it('goes nowhere that was not granted, and says that nothing was sent', async () => {
    const { client, sent } = http(() => new Response(''));
    await expect(client(get('https://evil.example/'))).rejects.toMatchObject({
      kind: 'not-allowed',
      sent: false,
    });
    expect(sent).toEqual([]);
  });

  it('reports a redirect instead of following it', async () => {
    const { client } = http(
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
    );
    await expect(client(get())).rejects.toMatchObject({ kind: 'redirected' });
  });

  it('gives up an answer that is too large, also when it never says how large it is', async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_000)) });
    const { client } = http(() => new Response(endless), 10_000);
    await expect(client(get())).rejects.toMatchObject({ kind: 'too-large', sent: true });
  });

  it('tells a time-out from being given up, and both from a dead network', async () => {
    const hanging = ({ init }: Sent) =>
      new Promise<Response>((_, reject) => {
        init.signal!.addEventListener('abort', () => reject(new DOMException('stop', 'AbortError')));
      });
    await expect(http(hanging).client({ ...get(), timeoutMs: 1 })).rejects.toMatchObject({ kind: 'timeout' });
    const user = new AbortController();
    const given = http(hanging).client({ ...get(), signal: user.signal });
    queueMicrotask(() => user.abort());
    await expect(given).rejects.toMatchObject({ kind: 'aborted' });
    const dead = http(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(dead.client(get())).rejects.toMatchObject({ kind: 'network', sent: true });
  });

  it('sends nothing for a request given up before', async () => {
    const { client, sent } = http(() => new Response(''));
    await expect(client({ ...get(), signal: AbortSignal.abort() })).rejects.toMatchObject({ sent: false });
    expect(sent).toEqual([]);
  });
});

describe('granted origins', () => {
  it.each([
    ['https://api.example.com/x', 'https://api.example.com', true],
    ['https://api.example.com/x', 'https://api.example.com/*', true],
    ['https://a.example.com/', 'https://*.example.com/*', true],
    ['https://anything.example/', 'https://*/*', true],
    ['http://api.example.com/', 'https://api.example.com/*', false],
    ['https://api.example.com.evil.example/', 'https://api.example.com/*', false],
    ['https://evilexample.com/', 'https://*.example.com/*', false],
    ['https://api.example.com@evil.example/', 'https://api.example.com/*', false],
    ['https://user@api.example.com/', 'https://api.example.com/*', false],
    ['https://api.example.com:8443/', 'https://api.example.com/*', false],
    ['data:text/html,x', 'https://*/*', false],
    ['not an address', 'https://*/*', false],
  ])('%s within %s: %s', (address, pattern, allowed) => {
    expect(isAllowedOrigin(address, [pattern])).toBe(allowed);
  });
});

describe('waiting before a repeat', () => {
  const policy = { baseMs: 1_000, capMs: 60_000 };

  it('doubles up to the cap, spread evenly from nothing', () => {
    expect(backoff(1, policy, 0)).toBe(0);
    expect(backoff(1, policy, 0.5)).toBe(500);
    expect(backoff(3, policy, 0.5)).toBe(2_000);
    expect(backoff(40, policy, 0.999)).toBeLessThanOrEqual(60_000);
  });

  it('never undercuts the server', () => {
    expect(backoff(1, policy, 0.5, 30_000)).toBe(30_000);
  });

  it.each([
    ['120', 120_000],
    ['Mon, 23 Feb 2026 12:00:30 GMT', 30_000],
    ['Mon, 23 Feb 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['', null],
    [undefined, null],
    ['999999999', 86_400_000],
  ])('reads Retry-After %s', (header, ms) => {
    expect(retryAfter(header, Date.parse('2026-02-23T12:00:00Z'))).toBe(ms);
  });
});

describe('a rate limit', () => {
  const limit = { limit: 3, windowMs: 1_000 };

  it('allows so many in any window, and tells when the next is free', () => {
    let taken: number[] = [];
    for (const at of [0, 100, 200]) ({ taken } = takeSlot(taken, at, limit));
    expect(takeSlot(taken, 300, limit)).toEqual({ taken: [0, 100, 200], waitMs: 700 });
    expect(takeSlot(taken, 1_000, limit)).toEqual({ taken: [100, 200, 1_000], waitMs: 0 });
  });

  it('is not blocked for ever by a clock that was ahead', () => {
    const { taken, waitMs } = takeSlot([9e12, 9e12, 9e12], 5_000, limit);
    expect(waitMs).toBe(1_000);
    expect(takeSlot(taken, 6_000, limit).waitMs).toBe(0);
  });
});

describe('JSON from outside', () => {
  it('is read without trusting its shape', () => {
    expect(parseJson('<html>')).toBeUndefined();
    expect(parseJson('{"a":')).toBeUndefined();
    expect(asObject([1])).toEqual({});
    expect(asObjects([{ a: 1 }, null, 'x', [1]])).toHaveLength(1);
    expect([asText('x'), asText(5), asText(NaN), asText({}), asText(null)]).toEqual(['x', '5', '', '', '']);
  });

  it('cannot reach a prototype', () => {
    const hostile = asObject(parseJson('{"__proto__":{"polluted":1},"constructor":1}'));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(hostile.polluted).toBeUndefined();
    expect(hostile.toString).toBeUndefined();
  });
});

describe('calls in flight', () => {
  it('are never more than allowed, and urgent ones go first', async () => {
    const inTurn = limitInFlight(2);
    const order: string[] = [];
    let running = 0;
    let most = 0;
    const task = (name: string) => async () => {
      most = Math.max(most, ++running);
      order.push(name);
      await Promise.resolve();
      running--;
    };
    await Promise.all([
      ...['a', 'b', 'c', 'd'].map((name) => inTurn(task(name))),
      inTurn(task('urgent'), true),
    ]);
    expect(most).toBe(2);
    expect(order.indexOf('urgent')).toBe(2);
  });
});
