import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentWorld } from '../support/content-world.ts';
import {
  fixture,
  paintedTexts,
  standStill,
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

/** A point on the number of the attacked page. */
const NUMBER = { x: 90, y: 69 };

describe('calls a page cannot make, with the extension in Chromium', () => {
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

  const openContact = async () => {
    const page = await extension.open(RECORD, fixture('zoho/contact.html'));
    await paintedTexts(page, 5);
    return page;
  };

  async function clickAt(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    // As long as a person needs to aim and press.
    await standStill(page, 610);
    await page.mouse.down();
    await page.mouse.up();
    await extension.settled(page);
  }

  it('trusts a click on the page the attacks are played on, as long as nobody plays one', async () => {
    const page = await extension.open('/trap/none', ATTACKED);
    await paintedTexts(page, 1);
    await clickAt(page, NUMBER);
    expect(await asked()).toMatchObject([{ number: '+12125550106', trusted: true }]);
    await page.close();
  });

  it.each(Object.entries(ATTACKS))('is not tricked into a call: %s', async (name, script) => {
    const page = await extension.open(`/trap/${encodeURIComponent(name)}`, ATTACKED);
    await paintedTexts(page, 1);
    await page.evaluate(script);
    await clickAt(page, name.startsWith('moved') ? { x: 500, y: 300 } : NUMBER);
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
    await extension.settled(page);
    expect(await asked()).toEqual([]);
    await page.close();
  });

  it('hears none of 100,000 messages a page posts', async () => {
    const page = await openContact();
    await page.evaluate(async () => {
      const envelope = {
        to: 'engine',
        id: 'x',
        method: 'dialFromPage',
        args: [{ number: '+19005550199', trusted: true }],
      };
      const frame = document.querySelector('iframe')!.contentWindow!;
      for (let i = 0; i < 100_000; i++) {
        (i % 2 ? window : frame).postMessage(i % 3 ? envelope : i, '*');
        if (i % 20_000 === 0) await new Promise((done) => setTimeout(done));
      }
    });
    await extension.settled(page);
    expect(await asked()).toEqual([]);
    await page.close();
  });

  it('answers a content script that was taken over with nothing but marks and dialling', async () => {
    const page = await openContact();
    const world = await contentWorld(page, extension.browser.extensionId);
    const methods = [
      'dialFromPage',
      'detection',
      'injectEngine',
      'ignoreShape',
      'restoreShape',
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
    const answered = await world.evaluate<string[]>(`(async () => {
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
      })()`);
    expect(
      answered.filter(
        (each) =>
          !/^numbers\.(detection|injectEngine|ignoreShape|restoreShape)$|^engine\.dialFromPage$|^shell\.ensureEngine$/.test(
            each,
          ),
      ),
    ).toEqual([]);
    await asked();
    await page.close();
  });
});
