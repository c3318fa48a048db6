import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { contentWorld } from '../support/content-world.ts';
import { clickAt } from '../support/hand.ts';
import { LURES, NUMBER, TRAP } from '../support/lures.ts';
import { paintedTexts, useNumbersExtension } from '../support/numbers-extension.ts';

const ATTACKS = JSON.parse(
  readFileSync(new URL('../fixtures/detection/attacks.json', import.meta.url), 'utf8'),
) as Record<string, string>;

describe('calls a page cannot make, with the extension in Chromium', () => {
  const extension = useNumbersExtension();

  /** Plays a trap, and tells whether each call it led to is trusted, and so begins without a confirmation. */
  async function trapped(name: string, script: string, play: (page: Page) => Promise<void>) {
    const page = await extension.open(`/trap/${encodeURIComponent(name)}`, TRAP);
    await paintedTexts(page, 1);
    await page.evaluate(script);
    await play(page);
    await extension.settled(page);
    await page.close();
    return (await extension.asked()).map(({ trusted }) => trusted);
  }

  it('trusts a click on the page the attacks are played on, as long as nobody plays one', async () => {
    expect(await trapped('none', '', (page) => clickAt(page, NUMBER))).toEqual([true]);
  });

  it.each(Object.entries(ATTACKS))('is not tricked into a call: %s', async (name, script) => {
    const point = name.startsWith('moved') ? { x: 500, y: 300 } : NUMBER;
    expect(await trapped(name, script, (page) => clickAt(page, point))).not.toContain(true);
  });

  it.each(Object.entries(LURES))('is not lured into a call: %s', async (name, { script, play, asks }) => {
    expect(await trapped(name, script, play)).toEqual(asks ? [false] : []);
  });

  it('hears no event that a script made, of 100,000', async () => {
    const page = await extension.openContact();
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
    expect(await extension.asked()).toEqual([]);
    await page.close();
  });

  it('hears none of 100,000 messages a page posts', async () => {
    const page = await extension.openContact();
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
    expect(await extension.asked()).toEqual([]);
    await page.close();
  });

  it('answers a content script that was taken over with nothing but marks and dialling', async () => {
    const page = await extension.openContact();
    const world = await contentWorld(page, extension.browser.extensionId);
    const methods = [
      'prepareFromPage',
      'dialFromPage',
      'takeBackFromPage',
      'injectEngine',
      'injectCallKit',
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
          !/^numbers\.(injectEngine|injectCallKit|ignoreShape|restoreShape)$|^engine\.(prepare|dial|takeBack)FromPage$|^shell\.ensureEngine$/.test(
            each,
          ),
      ),
    ).toEqual([]);
    await extension.asked();
    await page.close();
  });
});
