import type { CallCard } from '@/utils/messaging/app-state';

/** A text that changes when the history may have: a call ended, or what became of its log was learnt. */
export function historyVersion(calls: readonly CallCard[]): string {
  return calls
    .filter(({ call }) => call.phase === 'ended')
    .map(({ call, log }) => `${call.id} ${log.state}`)
    .join();
}
