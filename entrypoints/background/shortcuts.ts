import { browser } from 'wxt/browser';
import { notifyFailure } from './notices';
import type { EngineApi } from '@/utils/messaging/apis';
import type { Envelope } from '@/utils/messaging/rpc';

const STEPS: Record<string, 1 | -1> = { 'next-number': 1, 'previous-number': -1 };

/** Asks the page in front to show its next or previous number. */
async function stepNumber(direction: 1 | -1): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return;
  const question: Envelope = { to: 'page', id: crypto.randomUUID(), method: 'stepNumber', args: [direction] };
  await browser.tabs.sendMessage(tab.id, question, { frameId: 0 });
}

/** Keys the user may set in the browser's own list of shortcuts. */
export function listenToShortcuts(engine: EngineApi): void {
  browser.commands.onCommand.addListener((command) => {
    const step = STEPS[command];
    // A page without numbers, or without our script, has nothing to step to.
    if (step) stepNumber(step).catch(() => undefined);
    if (command === 'answer-or-hang-up') void engine.answerOrHangUp().catch(notifyFailure);
  });
}
