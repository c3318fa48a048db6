import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fixture,
  paintedTexts,
  startNumbersExtension,
  type AskedCall,
  type NumbersExtension,
} from '../support/numbers-extension.ts';

const ATTACKS = JSON.parse(
  readFileSync(new URL('../fixtures/detection/attacks.json', import.meta.url), 'utf8'),
) as Record<string, string>;

const RECORD = '/crm/org1/tab/Contacts/5150868000000123456';
const ATTACKED = `<!doctype html><title>Trap</title><div id="box" style="position:absolute;left:60px;top:60px">
<span id="number">(212) 555-0106</span></div><script>function cover(style) { const c = document.createElement('div');
c.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;' + style; document.body.append(c); return c }</script>`;

describe('numbers on pages, with the extension in Chromium', () => {
  let extension: NumbersExtension;
  let heardBefore = 0;

  beforeAll(async () => {
    extension = await startNumbersExtension();
  });
  afterAll(() => extension.close());

  /** What was asked since the last question. */
  async function asked(): Promise<AskedCall[]> {
    const all = await extension.asked();
    const fresh = all.slice(heardBefore);
    heardBefore = all.length;
    return fresh;
  }

  /** Waits until something was asked; the click is a double click's first half until a moment has passed. */
  async function nextAsked(): Promise<AskedCall> {
    for (;;) {
      const [call] = await asked();
      if (call) return call;
    }
  }

  /** A double click can no longer follow, and what was asked has arrived. */
  const settle = (page: Page) => page.waitForTimeout(450);

  async function hoverNumber(page: Page, selector: string): Promise<{ x: number; y: number }> {
    const box = (await page.locator(selector).boundingBox())!;
    const point = { x: box.x + Math.min(20, box.width / 2), y: box.y + box.height / 2 };
    await page.mouse.move(point.x - 4, point.y);
    await page.mouse.move(point.x, point.y);
    // As long as a person needs to aim and press.
    await page.waitForTimeout(600);
    return point;
  }

  async function clickNumber(page: Page, selector: string): Promise<void> {
    const { x, y } = await hoverNumber(page, selector);
    await page.mouse.click(x, y);
  }

  const openContact = async () => {
    const page = await extension.open(RECORD, fixture('zoho/contact.html'));
    await paintedTexts(page, 5);
    return page;
  };

  it('paints the numbers of a Zoho record, and nothing else', async () => {
    const page = await openContact();
    expect((await paintedTexts(page, 5)).toSorted()).toEqual(
      ['(212) 555-0106', '+1 415 555 0103', '3125550152', '(702) 555-0131', '(702) 555-0132'].toSorted(),
    );
    await page.close();
  });

  it('dials a clicked number with the record of the page', async () => {
    const page = await openContact();
    await clickNumber(page, '#plain .cxPhoneViewValue');
    expect(await nextAsked()).toEqual({
      number: '+12125550106',
      country: 'US',
      record: { module: 'Contacts', id: '5150868000000123456' },
      trusted: true,
    });
    await page.close();
  });

  it('dials from a list with the record of the row', async () => {
    const page = await openContact();
    await clickNumber(page, '#row-number');
    expect((await nextAsked()).record).toEqual({ module: 'Contacts', id: '5150868000000777001' });
    await page.close();
  });

  it('dials from the button beside the number, and takes the button away', async () => {
    const page = await openContact();
    await hoverNumber(page, '#plain .cxPhoneViewValue');
    const button = (await page.locator('switchhook-call').boundingBox())!;
    await page.mouse.move(button.x + 30, button.y + 10);
    await page.waitForTimeout(350);
    await page.mouse.click(button.x + 30, button.y + 10);
    expect(await nextAsked()).toMatchObject({ number: '+12125550106', trusted: true });
    expect(await page.locator('switchhook-call').count()).toBe(0);
    await page.close();
  });

  it.each([
    ['its telephony icon', '#bridge zpb-phone', '+14155550103'],
    ['its Skype icon', '#skype .cxPhoneSkypeCall', '+13125550152'],
    ['a tel: link', '#tel', '+12065550106'],
  ])('takes over %s', async (_, selector, number) => {
    const page = await openContact();
    await clickNumber(page, selector);
    expect(await nextAsked()).toMatchObject({ number });
    expect(page.url()).toContain(RECORD);
    await page.close();
  });

  it('has doubts about a link that shows another number than it calls', async () => {
    const page = await openContact();
    await clickNumber(page, '#differs');
    expect(await nextAsked()).toMatchObject({ number: '+19005550199', doubt: 'differs-from-link' });
    await page.close();
  });

  it('never dials masked numbers, account numbers and what is being written', async () => {
    const page = await openContact();
    for (const selector of ['#masked .cxPhoneViewValue', '#account', '#editor'])
      await clickNumber(page, selector);
    await settle(page);
    expect(await asked()).toEqual([]);
    await page.close();
  });

  it('leaves selecting, double clicks and clicks with modifiers to the page', async () => {
    const page = await openContact();
    const { x, y } = await hoverNumber(page, '#plain .cxPhoneViewValue');
    await page.mouse.dblclick(x, y);
    await settle(page);
    expect(await page.evaluate(() => getSelection()!.toString())).not.toBe('');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y, { steps: 4 });
    await page.mouse.up();
    await settle(page);
    await page.evaluate(() => getSelection()!.removeAllRanges());
    await page.keyboard.down('Control');
    await page.mouse.click(x, y);
    await page.keyboard.up('Control');
    await settle(page);
    expect(await asked()).toEqual([]);
    await page.close();
  });

  it('finds and dials in a frame of the same page', async () => {
    const page = await openContact();
    const frame = (await page.locator('#frame').boundingBox())!;
    await page.mouse.move(frame.x + 90, frame.y + 26);
    await page.mouse.move(frame.x + 92, frame.y + 26);
    await page.waitForTimeout(600);
    await page.mouse.click(frame.x + 92, frame.y + 26);
    expect(await nextAsked()).toMatchObject({ number: '+14805550117' });
    await page.close();
  });

  it('lists the numbers for the popup and leads the keyboard to them', async () => {
    const page = await openContact();
    const report = (await extension.askPage(RECORD, 'listNumbers')) as {
      numbers: { e164: string; key: string }[];
    };
    expect(report.numbers.map(({ e164 }) => e164)).toContain('+17025550132');
    await page.bringToFront();
    expect(await extension.askPage(RECORD, 'stepNumber', 1)).toBe(true);
    await page.waitForTimeout(700);
    await page.keyboard.press('Enter');
    expect(await nextAsked()).toMatchObject({ number: '+12125550106' });
    await page.close();
  });

  it('switches off and on again', async () => {
    const page = await openContact();
    await extension.askPage(RECORD, 'setEnabled', false);
    expect(await page.evaluate(() => CSS.highlights.has('switchhook-number'))).toBe(false);
    await extension.askPage(RECORD, 'setEnabled', true);
    expect(await paintedTexts(page, 5)).toHaveLength(5);
    await page.close();
  });

  it('trusts a click on the page the attacks are played on, as long as nobody plays one', async () => {
    const page = await extension.open('/trap/none', ATTACKED);
    await paintedTexts(page, 1);
    await clickNumber(page, '#number');
    expect(await nextAsked()).toMatchObject({ number: '+12125550106', trusted: true });
    await page.close();
  });

  it.each(Object.entries(ATTACKS))('is not tricked into a call: %s', async (name, script) => {
    const page = await extension.open(`/trap/${encodeURIComponent(name)}`, ATTACKED);
    await paintedTexts(page, 1);
    await page.evaluate(script);
    const at = name.startsWith('moved') ? { x: 500, y: 300 } : { x: 90, y: 69 };
    await page.mouse.move(at.x - 3, at.y);
    await page.mouse.move(at.x, at.y);
    await page.waitForTimeout(610);
    await page.mouse.down();
    await page.mouse.up();
    await settle(page);
    expect((await asked()).filter(({ trusted }) => trusted)).toEqual([]);
    await page.close();
  });

  it('hears no event that a script made, of 100,000', async () => {
    const page = await openContact();
    await page.evaluate(() => {
      const targets = [...document.querySelectorAll('#plain span, #tel, zpb-phone, #row-number')];
      const types = [
        'pointermove',
        'pointerdown',
        'mousedown',
        'pointerup',
        'mouseup',
        'click',
        'dblclick',
        'auxclick',
        'keydown',
        'keyup',
        'touchstart',
        'touchend',
        'focus',
        'contextmenu',
      ];
      document.addEventListener('click', (event) => event.preventDefault());
      for (let i = 0; i < 100_000; i++) {
        const target = targets[i % targets.length]!;
        const { x, y } = target.getBoundingClientRect();
        const type = types[i % types.length]!;
        const init = {
          bubbles: true,
          cancelable: true,
          composed: true,
          clientX: x + 3,
          clientY: y + 3,
          detail: 1,
        };
        target.dispatchEvent(
          type.startsWith('pointer') ? new PointerEvent(type, init) : new MouseEvent(type, init),
        );
        if (i % 1000 === 0)
          document.querySelector('switchhook-call')?.dispatchEvent(new MouseEvent('click', init));
      }
    });
    await settle(page);
    expect(await asked()).toEqual([]);
    await page.close();
  });

  it('hears none of 1,000,000 messages a page posts', async () => {
    const page = await openContact();
    await page.evaluate(async () => {
      const envelope = {
        to: 'engine',
        id: 'x',
        method: 'dialFromPage',
        args: [{ number: '+19005550199', trusted: true }],
      };
      const frame = document.querySelector('iframe')!.contentWindow!;
      for (let i = 0; i < 1_000_000; i++) {
        (i % 2 ? window : frame).postMessage(i % 3 ? envelope : i, '*');
        if (i % 20_000 === 0) await new Promise((done) => setTimeout(done));
      }
    });
    await settle(page);
    expect(await asked()).toEqual([]);
    await page.close();
  });

  it('answers a content script that was taken over with nothing but marks and dialling', async () => {
    const page = await openContact();
    const session: CDPSession = await page.context().newCDPSession(page);
    const world = new Promise<number>((found) =>
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.origin.startsWith('chrome-extension://')) found(context.id);
      }),
    );
    await session.send('Runtime.enable');
    const methods = [
      'dialFromPage',
      'detection',
      'injectEngine',
      'ignoreShape',
      'dial',
      'answer',
      'hangUp',
      'readSettings',
      'history',
      'outbox',
      'lookUp',
      'search',
      'createRecord',
      'setSecret',
      'hasSecrets',
      'unlockVault',
      'forgetEverything',
      'signOut',
      'openCrmPage',
      'openPage',
      'notify',
      'grantedOrigins',
      'constructor',
      '__proto__',
      'toString',
      'isOn',
      'listNumbers',
    ];
    const { result } = await session.send('Runtime.evaluate', {
      contextId: await world,
      awaitPromise: true,
      returnByValue: true,
      expression: `(async () => {
        const answered = [];
        for (const to of ['engine', 'shell', 'numbers', 'page', 'popup', ''])
          for (const method of ${JSON.stringify(methods)}) {
            const reply = await Promise.race([
              chrome.runtime.sendMessage({ to, id: crypto.randomUUID(), method, args: [{ number: 'x' }] }).catch(() => undefined),
              new Promise((late) => setTimeout(late, 1500)),
            ]);
            if (reply?.ok) answered.push(to + '.' + method);
          }
        return answered;
      })()`,
    });
    expect(
      (result.value as string[]).filter(
        (each) =>
          !/^numbers\.(detection|injectEngine|ignoreShape)$|^engine\.dialFromPage$|^shell\.ensureEngine$/.test(
            each,
          ),
      ),
    ).toEqual([]);
    await asked();
    await page.close();
  });
});
