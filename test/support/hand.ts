import type { Page } from 'playwright-core';
import { standStill } from './numbers-extension.ts';

export interface Point {
  x: number;
  y: number;
}

/** As long as a person needs to aim and press. */
const AIM_MS = 610;

/** Moves the pointer onto a point and rests there, as a person does before the press. */
export async function aimAt(page: Page, { x, y }: Point): Promise<void> {
  await page.mouse.move(x - 4, y);
  await page.mouse.move(x, y);
  await standStill(page, AIM_MS);
}

/** Clicks a point as a person does. */
export async function clickAt(page: Page, point: Point): Promise<void> {
  await aimAt(page, point);
  await page.mouse.down();
  await page.mouse.up();
}

/** Clicks a point twice, as fast as the browser takes it: nothing of this machine's comes between the clicks. */
export async function doubleClickAt(page: Page, point: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const sent = [1, 2].flatMap((clickCount) =>
    (['mousePressed', 'mouseReleased'] as const).map((type) =>
      session.send('Input.dispatchMouseEvent', { type, ...point, button: 'left', clickCount }),
    ),
  );
  await Promise.all(sent);
  await session.detach();
}

/** A point on the beginning of the element, where its text is. */
export async function pointOn(page: Page, selector: string): Promise<Point> {
  const { x, y, width, height } = (await page.locator(selector).boundingBox())!;
  return { x: x + Math.min(20, width / 2), y: y + height / 2 };
}

/** Pulls with the button held down, from one point to another. */
export async function pull(page: Page, from: Point, to: Point): Promise<void> {
  await aimAt(page, from);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
}
