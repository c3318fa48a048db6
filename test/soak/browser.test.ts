import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowserLives, type BrowserLives } from '../support/browser-lives.ts';

const seed = Number(process.env.SEED ?? 1);
const LIVES = Number(process.env.LIVES ?? 100);
let lives: BrowserLives;
beforeAll(async () => {
  lives = await startBrowserLives(seed);
});
afterAll(() => lives?.stop());

it(`${LIVES} browsers killed at every named step and at random log every call once`, async () => {
  const { points } = lives;
  // Each named step once, then every third death at random.
  for (let life = 0; life < LIVES; life += 1)
    await lives.live(life >= points.length && life % 3 === 0 ? null : points[life % points.length]!, 4);
  await lives.settle();
  console.log(`seed ${seed}`, lives.result(), Object.fromEntries(lives.deaths));
  expect(lives.result()).toMatchObject({ lost: 0, duplicated: 0, duplicateLeads: 0 });
});
