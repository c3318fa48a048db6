import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowserLives, type BrowserLives } from '../support/browser-lives.ts';

/** One step each of call, disk, lead and log; `npm run soak` dies at all of them, and at random. */
const STEPS = ['ringing', 'write 2', 'lead committed', 'log asked', 'log committed'];
let lives: BrowserLives;
beforeAll(async () => {
  lives = await startBrowserLives(7);
});
afterAll(() => lives?.stop());

it('browsers killed at named steps of journal, create and outbox log every call once', async () => {
  for (const step of STEPS)
    await lives.live(
      lives.points.find(({ name }) => name === step)!,
      2,
    );
  await lives.settle();
  const { calls, ours, lost, duplicated, duplicateLeads } = lives.result();
  expect(ours).toBeGreaterThan(calls / 2);
  expect({ calls, lost, duplicated, duplicateLeads }).toEqual({
    calls: 2 * STEPS.length,
    lost: 0,
    duplicated: 0,
    duplicateLeads: 0,
  });
});
