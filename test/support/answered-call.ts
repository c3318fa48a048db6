import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';
import type { DeskCall } from '../sandbox/pbx/pbx-sandbox.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { callWindow } from './product-pages.ts';

/** A contact of the sandbox's CRM. */
export const AMELIA = { name: 'Amelia Hart', e164: '+15035550141' };

/** Amelia calls, is seen by name and answered; resolves when the answer is on disk, so that a death after it is one in a call. */
export async function answeredCall(
  { pbx }: Pick<Sandbox, 'pbx'>,
  browser: ChromiumSandbox,
): Promise<{ desk: DeskCall; window: Page }> {
  const desk = await pbx.customer.call('1001', { from: AMELIA.e164 });
  const window = await callWindow(browser);
  await window.getByText(AMELIA.name).first().waitFor();
  await window.getByRole('button', { name: 'Answer' }).click();
  await desk.answered();
  await window.getByRole('button', { name: 'Hang up', exact: true }).waitFor();
  await expect.poll(() => window.evaluate(isAnswerOnDisk), { timeout: 15_000 }).toBe(true);
  return { desk, window };
}

/** Runs in a page of the extension: whether the journal holds a call that is answered and goes on. */
function isAnswerOnDisk(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('switchhook-journal');
    opening.addEventListener('error', () => reject(opening.error!));
    opening.addEventListener('success', () => {
      const rows = opening.result.transaction('calls').objectStore('calls').getAll();
      rows.addEventListener('error', () => reject(rows.error!));
      rows.addEventListener('success', () => {
        opening.result.close();
        const calls = rows.result as { closed: 0 | 1; call: { answeredAt?: number } }[];
        resolve(calls.some(({ closed, call }) => !closed && call.answeredAt !== undefined));
      });
    });
  });
}
