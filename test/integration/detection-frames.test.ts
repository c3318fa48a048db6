import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { paintedTexts, useNumbersExtension } from '../support/numbers-extension.ts';

describe('numbers in frames, with the extension in Chromium', () => {
  const extension = useNumbersExtension();

  const frameIn = async (page: Page, id: string): Promise<Frame> =>
    (await (await page.waitForSelector(`#${id}`, { state: 'attached' })).contentFrame())!;

  it.each([
    ['its markup in an attribute', '<iframe id="inner" srcdoc="<p>(212) 555-0111</p>"></iframe>'],
    [
      'a script that writes it',
      `<iframe id="inner"></iframe><script>inner.contentDocument.body.append('(212) 555-0111')</script>`,
    ],
  ])('finds them in a frame with %s', async (_, markup) => {
    const page = await extension.open('/frames', `<!doctype html><p>Frames</p>${markup}`);
    expect(await paintedTexts(await frameIn(page, 'inner'), 1)).toEqual(['(212) 555-0111']);
    await page.close();
  });

  it('finds them in a frame that is filled after a page without digits was read', async () => {
    const page = await extension.open('/late', '<!doctype html><p>Frames</p><iframe id="inner"></iframe>');
    expect(await extension.askPage('/late', 'isOn', 'crm.zoho.com')).toBe(true);
    const other = await extension.open('/inner', '<!doctype html><p>(212) 555-0112</p>');
    await other.close();
    await page.evaluate(() => (document.querySelector('iframe')!.src = '/inner'));
    await page.waitForFunction(() => document.querySelector('iframe')!.contentDocument!.querySelector('p'));
    expect(await paintedTexts(await frameIn(page, 'inner'), 1)).toEqual(['(212) 555-0112']);
    await page.close();
  });
});
