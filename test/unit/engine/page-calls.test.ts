import { expect, it } from 'vitest';
import { createPageCalls } from '@/utils/engine/page-calls';
import type { PageDialRequest, SenderPage } from '@/utils/messaging/page-request';

const page: SenderPage = { host: 'crm.zoho.com', tabId: 1, frameId: 0 };
const request: PageDialRequest = { number: '+12025550123', country: 'US', trusted: true };

/** A page's calls, and what became of them. `asks`: the engine asks the user before it dials. */
function bench({ asks = false } = {}) {
  const log: string[] = [];
  let time = 1_000_000;
  const calls = createPageCalls({
    dialling: {
      async prepare({ number }) {
        log.push(`prepared ${number}`);
        return () => void log.push('let go');
      },
      async dial({ number, host }) {
        log.push(`dialled ${number} for ${host}`);
        return asks ? { confirmationId: 'question' } : { callId: 'call' };
      },
      async confirm(id, yes) {
        log.push(`${id}: ${yes}`);
      },
    },
    hangUp: async (callId) => void log.push(`hung up ${callId}`),
    now: () => time,
  });
  return { calls, log, pass: (ms: number) => (time += ms) };
}

it('a double click lets go of what its first click readied', async () => {
  const { calls, log } = bench();
  await calls.prepareFromPage(request, page);
  await calls.takeBackFromPage(null, page);
  expect(log).toEqual(['prepared +12025550123', 'let go']);
});

it('a double click so slow that its first click dialled takes the call back, once', async () => {
  const { calls, log, pass } = bench();
  await calls.prepareFromPage(request, page);
  expect(await calls.dialFromPage(request, page)).toBe('dialled');
  pass(300);
  await calls.takeBackFromPage(null, page);
  await calls.takeBackFromPage(null, page);
  expect(log).toEqual(['prepared +12025550123', 'dialled +12025550123 for crm.zoho.com', 'hung up call']);
});

it('a double click takes back the question its first click led to', async () => {
  const { calls, log } = bench({ asks: true });
  expect(await calls.dialFromPage(request, page)).toBe('asked');
  await calls.takeBackFromPage(null, page);
  expect(log.at(-1)).toBe('question: false');
});

it('a call that has begun is its own: neither a later click nor another frame takes it back', async () => {
  const { calls, log, pass } = bench();
  await calls.dialFromPage(request, page);
  await calls.takeBackFromPage(null, { ...page, frameId: 7 });
  await calls.takeBackFromPage(null, { ...page, tabId: 2 });
  pass(1_000);
  await calls.takeBackFromPage(null, page);
  expect(log).toEqual(['dialled +12025550123 for crm.zoho.com']);
});

it('what is no number is neither readied nor dialled', async () => {
  const { calls, log } = bench();
  const nothing = { ...request, number: 'x\r\ny' };
  await calls.prepareFromPage(nothing, page);
  await expect(calls.dialFromPage(nothing, page)).rejects.toMatchObject({ kind: 'not-a-number' });
  await calls.takeBackFromPage(null, page);
  expect(log).toEqual([]);
});
