import type { AppState } from '@/utils/messaging/app-state';

/** A text that changes when the history may have: a call ended, or what became of its log was learnt. */
export function historyVersion({ calls, outbox }: Pick<AppState, 'calls' | 'outbox'>): string {
  const ended = calls
    .filter(({ call }) => call.phase === 'ended')
    .map(({ call, log }) => `${call.id} ${log.state}`);
  return [outbox.waiting, outbox.attention, ...ended].join();
}
