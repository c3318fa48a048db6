import { readFileSync } from 'node:fs';
import type { ChromiumSandbox } from '../browsers/chromium.ts';

interface Composition {
  /** PNG of the page behind. */
  behind: string;
  /** PNG of the window in front, and its width in CSS pixels. */
  front: string;
  frontWidth: number;
  /** File that is written. */
  to: string;
}

const asData = (file: string) => `data:image/png;base64,${readFileSync(file).toString('base64')}`;

/** Lays the picture of one window over that of another, as they stand on a user's screen. */
export async function composePicture(
  { context }: ChromiumSandbox,
  { behind, front, frontWidth, to }: Composition,
): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.setContent(
    `<style>
       body { margin: 0; background: #dfe4ea; }
       img { position: absolute; border-radius: 10px; box-shadow: 0 18px 50px rgb(20 30 50 / .35); }
     </style>
     <img src="${asData(behind)}" style="left: 24px; top: 24px; width: 1120px">
     <img src="${asData(front)}" style="right: 40px; bottom: 36px; width: ${frontWidth}px">`,
  );
  await page.locator('img').last().waitFor();
  await page.screenshot({ path: to });
  await page.close();
}
