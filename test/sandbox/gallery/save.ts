import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';

/**
 * Saves a picture of every scene, light and dark, under the product's own content security policy:
 * `node test/sandbox/gallery/save.ts [part of a name] [--dark]`. Pictures go to `.demo/gallery/`.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const wanted = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '';
const schemes = process.argv.includes('--dark') ? (['light', 'dark'] as const) : (['light'] as const);

interface Listed {
  key: string;
  page: string;
  width: number;
  height: number;
  clicks: string[];
  type?: string;
}

async function shoot(page: Page, base: string, scene: Listed, scheme: 'light' | 'dark'): Promise<string[]> {
  const problems: string[] = [];
  const note = (text: string) => problems.push(`${scene.key}: ${text}`);
  page.removeAllListeners();
  page.on('console', (message) => message.type() === 'error' && note(message.text()));
  page.on('pageerror', (error) => note(error.message));
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width: scene.width, height: scene.height });
  await page.goto(`${base}?scene=${scene.key}`);
  await page.waitForSelector('body[data-ready]');
  for (const words of scene.clicks) await page.getByText(words).or(page.getByLabel(words)).first().click();
  if (scene.type) await page.locator('input').first().fill(scene.type);
  if (scene.type === 'Jane') await page.getByText('Otto').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[data-pending]'));
  await page.waitForTimeout(450);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) note(`is ${wide} px too wide`);
  const clipped = await page.evaluate(() =>
    [...document.querySelectorAll('button, label, h1, h2, h3, strong, p')]
      .filter((node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1)
      .map((node) => node.textContent?.slice(0, 40)),
  );
  for (const text of clipped) note(`clips “${text}”`);
  await page.screenshot({
    path: join(root, '.demo/gallery', `${scene.key}-${scheme}.png`),
    fullPage: scene.page !== 'call',
  });
  return problems;
}

await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  build: { outDir: join(root, '.demo/gallery-site'), emptyOutDir: true, assetsInlineLimit: 0 },
});
const server = await preview({
  root: here,
  configFile: false,
  logLevel: 'warn',
  build: { outDir: join(root, '.demo/gallery-site') },
  preview: { port: 0, host: '127.0.0.1' },
});
const base = server.resolvedUrls!.local[0]!;
mkdirSync(join(root, '.demo/gallery'), { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  await page.goto(base);
  const list = JSON.parse((await page.locator('body').getAttribute('data-scenes'))!) as Listed[];
  const problems: string[] = [];
  for (const scene of list.filter(({ key }) => key.includes(wanted)))
    for (const scheme of schemes) problems.push(...(await shoot(page, base, scene, scheme)));
  console.log(problems.length > 0 ? problems.join('\n') : `${list.length} scenes, no complaint`);
} finally {
  await browser.close();
  await server.close();
}
