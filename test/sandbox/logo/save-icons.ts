import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Draws the icons of `public/icons/` from the two SVG files here: `node test/sandbox/logo/save-icons.ts`. */
const SIZES = { 16: 'logo-small.svg', 32: 'logo-small.svg', 48: 'logo.svg', 128: 'logo.svg' };

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const [size, file] of Object.entries(SIZES)) {
    const page = await browser.newPage({ viewport: { width: Number(size), height: Number(size) } });
    const svg = readFileSync(new URL(file, import.meta.url)).toString('base64');
    await page.setContent(
      `<body style="margin:0"><img width="${size}" height="${size}" style="display:block" src="data:image/svg+xml;base64,${svg}">`,
    );
    await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    const path = fileURLToPath(new URL(`../../../public/icons/${size}.png`, import.meta.url));
    await page.screenshot({ path, omitBackground: true });
  }
} finally {
  await browser.close();
}
