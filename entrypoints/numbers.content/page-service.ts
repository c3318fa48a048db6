import type { NumbersClient } from './numbers-client';
import type { PageApi } from '@/utils/messaging/page-api';
import { serve } from '@/utils/messaging/rpc';

/** Answers the popup and the shell until the signal ends it; nobody else gets an answer. */
export function servePage(client: NumbersClient, signal: AbortSignal): void {
  const handlers: { [Method in keyof PageApi]: (...args: Parameters<PageApi[Method]>) => unknown } = {
    isOn: (host) => location.host === host,
    listNumbers: client.report,
    setEnabled: client.setEnabled,
    showNumber: client.show,
    stepNumber: client.step,
  };
  serve('page', handlers, (_, kind) => kind === 'page' || kind === 'shell', signal);
}
