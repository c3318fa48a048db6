import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { aimAt, clickAt, doubleClickAt, pointOn, type Point } from '../support/hand.ts';
import { CONTACT, paintedTexts, standStill, useNumbersExtension } from '../support/numbers-extension.ts';
import { contentWorld, spokenFocus } from '../support/content-world.ts';

describe('numbers on pages, with the extension in Chromium', () => {
  const extension = useNumbersExtension();

  async function hoverNumber(page: Page, selector: string): Promise<Point> {
    const point = await pointOn(page, selector);
    await aimAt(page, point);
    return point;
  }

  const clickNumber = async (page: Page, selector: string) => clickAt(page, await pointOn(page, selector));

  it('paints the numbers of a Zoho record, and nothing else', async () => {
    const page = await extension.openContact();
    expect((await paintedTexts(page, 5)).toSorted()).toEqual(
      ['(212) 555-0106', '+1 415 555 0103', '3125550152', '(702) 555-0131', '(702) 555-0132'].toSorted(),
    );
    await page.close();
  });

  // Before any call is asked for: a window that asks for a confirmation would take the front, and the keys with it.
  it('leads keyboard and screen reader from number to number, to a call, and back to where they were', async () => {
    const page = await extension.openContact();
    await page.evaluate(() => {
      const field = document.createElement('input');
      field.setAttribute('aria-label', 'Notes');
      document.body.prepend(field);
      field.focus();
    });
    const spoken = expect.poll(() => spokenFocus(page), { timeout: 10_000 });
    await extension.command('next-number');
    await spoken.toBe('button Call +1 212 555 0106 US');
    await extension.command('next-number');
    await spoken.toBe('button Call +1 415 555 0103 US');
    await extension.command('previous-number');
    await spoken.toBe('button Call +1 212 555 0106 US');
    await page.keyboard.press('Tab');
    await spoken.toBe('button Not a number on this site');
    await page.keyboard.press('Escape');
    await spoken.toBe('textbox Notes');
    await extension.command('next-number');
    await spoken.toBe('button Call +1 212 555 0106 US');
    await standStill(page, 600);
    await page.keyboard.press('Enter');
    expect(await extension.nextAsked()).toMatchObject({ number: '+12125550106', trusted: true });
    await spoken.toBe('textbox Notes');
    await page.close();
  });

  it('dials a clicked number with the record of the page', async () => {
    const page = await extension.openContact();
    await clickNumber(page, '#plain .cxPhoneViewValue');
    expect(await extension.nextAsked()).toEqual({
      number: '+12125550106',
      country: 'US',
      record: { module: 'Contacts', id: '5150868000000123456' },
      trusted: true,
    });
    await page.close();
  });

  it('knows where a pointer that came at once, and moved no more, came to rest', async () => {
    const page = await extension.openContact();
    const { x, y } = await pointOn(page, '#plain .cxPhoneViewValue');
    // Both at one time, as nearly as can be: the second comes before a moving pointer is looked at again.
    await Promise.all([page.mouse.move(x, y + 300), page.mouse.move(x, y)]);
    await standStill(page, 610);
    await page.mouse.down();
    await page.mouse.up();
    expect(await extension.nextAsked()).toMatchObject({ number: '+12125550106', trusted: true });
    await page.close();
  });

  it('dials from a list with the record of the row', async () => {
    const page = await extension.openContact();
    await clickNumber(page, '#row-number');
    expect((await extension.nextAsked()).record).toEqual({ module: 'Contacts', id: '5150868000000777001' });
    await page.close();
  });

  it('dials from the button beside the number, and takes the button away', async () => {
    const page = await extension.openContact();
    await hoverNumber(page, '#plain .cxPhoneViewValue');
    const button = (await page.locator('switchhook-call').boundingBox())!;
    await page.mouse.move(button.x + 30, button.y + 10);
    await standStill(page, 350);
    await page.mouse.click(button.x + 30, button.y + 10);
    expect(await extension.nextAsked()).toMatchObject({ number: '+12125550106', trusted: true });
    await page.close();
  });

  it('says beside the number why no call began, in words the page cannot read', async () => {
    const page = await extension.openContact();
    await clickNumber(page, '#plain .cxPhoneViewValue');
    await extension.nextAsked();
    await page.locator('switchhook-call').waitFor();
    const world = await contentWorld(page, extension.browser.extensionId);
    expect(await world.dom()).toContain('The phone is not connected. Open Switchhook to see why.');
    expect(await page.evaluate(() => document.documentElement.textContent)).not.toContain('not connected');
    await page.close();
  });

  it('forgets numbers of a shape for a site, and takes that back', async () => {
    const page = await extension.openContact();
    await hoverNumber(page, '#plain .cxPhoneViewValue');
    const button = (await page.locator('switchhook-call').boundingBox())!;
    await page.mouse.click(button.x + button.width - 12, button.y + button.height / 2);
    await page.waitForFunction(() => (CSS.highlights.get('switchhook-number')?.size ?? 0) < 5);
    const note = (await page.locator('switchhook-call').boundingBox())!;
    await page.mouse.click(note.x + note.width - 20, note.y + note.height / 2);
    expect(await paintedTexts(page, 5)).toHaveLength(5);
    await page.close();
    const again = await extension.openContact();
    expect(await paintedTexts(again, 5)).toHaveLength(5);
    expect(await extension.asked()).toEqual([]);
    await again.close();
  });

  it.each([
    ['at the right edge', 'right:2px;top:40px'],
    ['at the lower edge', 'left:2px;bottom:2px;width:100%'],
    ['on a zoomed page', 'left:40px;top:40px;zoom:1.5'],
    ['on a page from right to left', 'right:300px;top:40px;direction:rtl'],
  ])('shows the button whole, beside the number, %s', async (where, style) => {
    const page = await extension.open(
      `/edge/${encodeURIComponent(where)}`,
      `<!doctype html><title>Edge</title><div id="number" style="position:fixed;${style}">(212) 555-0106</div>`,
    );
    await paintedTexts(page, 1);
    await hoverNumber(page, '#number');
    await page.locator('switchhook-call').waitFor();
    const chip = (await page.locator('switchhook-call').boundingBox())!;
    const size = page.viewportSize()!;
    expect(
      Math.min(chip.x, chip.y, size.width - chip.x - chip.width, size.height - chip.y - chip.height),
    ).toBeGreaterThanOrEqual(0);
    await page.close();
  });

  it('takes the button along when the page is scrolled under it', async () => {
    const path = '/scrolled';
    const page = await extension.open(
      path,
      '<!doctype html><title>Long</title><p style="margin-top:300px" id="number">(212) 555-0106</p><div style="height:4000px"></div>',
    );
    await paintedTexts(page, 1);
    await page.bringToFront();
    expect(await extension.askPage(path, 'stepNumber', 1)).toBe(true);
    const offset = async () => {
      const chip = (await page.locator('switchhook-call').boundingBox())!;
      return chip.y - (await page.locator('#number').boundingBox())!.y;
    };
    const before = await offset();
    await page.evaluate(() => scrollBy(0, 120));
    await page.waitForFunction(() => scrollY === 120);
    await standStill(page, 50);
    expect(Math.abs((await offset()) - before)).toBeLessThanOrEqual(2);
    await page.close();
  });

  it.each([
    ['its telephony icon', '#bridge zpb-phone', '+14155550103'],
    ['its Skype icon', '#skype .cxPhoneSkypeCall', '+13125550152'],
    ['a tel: link', '#tel', '+12065550106'],
  ])('takes over %s', async (_, selector, number) => {
    const page = await extension.openContact();
    await clickNumber(page, selector);
    expect(await extension.nextAsked()).toMatchObject({ number });
    expect(page.url()).toContain(CONTACT);
    await page.close();
  });

  it('has doubts about a link that shows another number than it calls', async () => {
    const page = await extension.openContact();
    await clickNumber(page, '#differs');
    expect(await extension.nextAsked()).toMatchObject({ number: '+19005550199', doubt: 'differs-from-link' });
    await page.close();
  });

  it('never dials masked numbers, account numbers and what is being written', async () => {
    const page = await extension.openContact();
    for (const selector of ['#masked .cxPhoneViewValue', '#account', '#editor'])
      await clickNumber(page, selector);
    await extension.settled(page);
    expect(await extension.asked()).toEqual([]);
    await page.close();
  });

  it('leaves selecting, double clicks and clicks with modifiers to the page', async () => {
    const page = await extension.openContact();
    const { x, y } = await hoverNumber(page, '#plain .cxPhoneViewValue');
    await doubleClickAt(page, { x, y });
    await extension.takenBack();
    await extension.settled(page);
    expect(await page.evaluate(() => getSelection()!.toString())).not.toBe('');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y, { steps: 4 });
    await page.mouse.up();
    await extension.settled(page);
    await page.evaluate(() => getSelection()!.removeAllRanges());
    await page.keyboard.down('Control');
    await page.mouse.click(x, y);
    await page.keyboard.up('Control');
    await extension.settled(page);
    expect(await extension.asked()).toEqual([]);
    await page.close();
  });

  it('takes a call back when a second click comes late, but still makes a double click', async () => {
    const page = await extension.openContact();
    const { x, y } = await hoverNumber(page, '#plain .cxPhoneViewValue');
    await page.mouse.click(x, y);
    expect((await extension.nextAsked()).trusted).toBe(true);
    // The browser counts: so long as it takes the clicks for one double click, the page has it.
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await extension.takenBack();
    await extension.settled(page);
    expect(await extension.asked()).toEqual([]);
    await page.close();
  });

  it('finds and dials in a frame of the same page', async () => {
    const page = await extension.openContact();
    const frame = (await page.locator('#frame').boundingBox())!;
    await page.mouse.move(frame.x + 90, frame.y + 26);
    await page.mouse.move(frame.x + 92, frame.y + 26);
    await standStill(page, 600);
    await page.mouse.click(frame.x + 92, frame.y + 26);
    expect(await extension.nextAsked()).toMatchObject({ number: '+14805550117' });
    await page.close();
  });
});
