import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { NumbersReport } from '@/utils/messaging/page-api';
import { paintedTexts, useNumbersExtension } from '../support/numbers-extension.ts';
import { redraw } from '../support/redrawn-page.ts';

declare global {
  var turns: number;
  var storm: { on: boolean; done: number };
}

const PAGE = '<!doctype html><title>Contact</title><p id="number">(212) 555-0106</p><div id="box"></div>';

/** Counts how often the page gets its thread. */
const countTurns = (page: Page) =>
  page.evaluate(() => {
    globalThis.turns = 0;
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      globalThis.turns++;
      setTimeout(() => port2.postMessage(0));
    });
    port1.start();
    port2.postMessage(0);
  });

describe('pages that mean no good, with the extension in Chromium', () => {
  const extension = useNumbersExtension();

  /** Asks the page's script, as the popup does, until its report is as wanted. */
  async function reported(path: string, wanted: (report: NumbersReport) => boolean): Promise<NumbersReport> {
    for (;;) {
      const report = (await extension.askPage(path, 'listNumbers')) as NumbersReport;
      if (wanted(report)) return report;
    }
  }

  it('leaves a page of 300,000 texts its thread, and says that only part of it was read', async () => {
    const page = await extension.open('/large', PAGE);
    await paintedTexts(page, 1);
    await countTurns(page);
    await page.evaluate(() => {
      const list = document.createElement('ul');
      // Drawing so many texts is the page's own burden, and not what is tried here.
      list.hidden = true;
      for (let i = 0; i < 300; i++) {
        const row = document.createElement('li');
        for (let j = 0; j < 1000; j++) row.append(document.createTextNode(`${i} ${j};`));
        list.append(row);
      }
      document.getElementById('box')!.append(list);
      globalThis.turns = 0;
    });
    await reported('/large', ({ state }) => state === 'partial');
    expect(await page.evaluate(() => globalThis.turns)).toBeGreaterThan(10);
    expect((await paintedTexts(page, 1))[0]).toBe('(212) 555-0106');
    await page.close();
  });

  it('slows down on a page that never stops changing, says so, and catches up once it does', async () => {
    const page = await extension.open('/storm', PAGE);
    await paintedTexts(page, 1);
    await page.evaluate(() => {
      const box = document.getElementById('box')!;
      for (let i = 0; i < 600; i++) box.append(document.createElement('p'));
      globalThis.storm = { on: true, done: 0 };
      const blow = () => {
        for (const child of box.children)
          child.textContent = `+1 212 555 0${100 + (globalThis.storm.done++ % 99)}`;
        if (globalThis.storm.on) setTimeout(blow, 30);
      };
      blow();
    });
    await reported('/storm', ({ state }) => state === 'partial');
    await page.evaluate(() => {
      globalThis.storm.on = false;
      document.getElementById('box')!.replaceChildren();
      document.getElementById('number')!.textContent = '(212) 555-0199';
    });
    await reported('/storm', (report) => report.numbers.map(({ e164 }) => e164).join() === '+12125550199');
    await page.close();
  });

  it('finds the same on a page that poisons prototypes, names and custom elements', async () => {
    const page = await extension.open(
      '/poison',
      `<!doctype html><title>Poison</title><script>
        for (const it of [Array, Map, Set, Promise, WeakMap, RegExp, String, Node, Element, Document, Range, EventTarget])
          for (const key of Object.getOwnPropertyNames(it.prototype))
            if (/^(map|filter|get|set|then|has|exec|match|slice|createTreeWalker|matches|closest|getAttribute|textContent|getClientRects)$/.test(key))
              Object.defineProperty(it.prototype, key, { get() { throw new Error('poison') }, configurable: true });
        customElements.define('broken-element', class extends HTMLElement {
          attributeChangedCallback() { throw new Error('broken') }
          connectedCallback() { Object.defineProperty(this, 'shadowRoot', { get() { throw new Error('broken') } }) }
          get textContent() { throw new Error('broken') }
        });
      </script><broken-element>(212) 555-0101</broken-element>
      <form id="form">${[
        'parentElement',
        'parentNode',
        'previousSibling',
        'tagName',
        'children',
        'childElementCount',
        'textContent',
        'nodeType',
        'getAttribute',
        'hasAttributes',
        'firstChild',
        'ownerDocument',
        'isConnected',
        'id',
        'matches',
        'localName',
        'shadowRoot',
      ]
        .map((name) => `<input name="${name}" value="x">`)
        .join('')}<input type="tel" value="(212) 555-0103"> Phone <b>(212) 555-0102</b></form>
      ${[
        'body',
        'createTreeWalker',
        'documentElement',
        'defaultView',
        'querySelectorAll',
        'createRange',
        'createElement',
        'addEventListener',
        'elementsFromPoint',
        'caretPositionFromPoint',
        'location',
        'URL',
      ]
        .map((name) => `<img name="${name}">`)
        .join(
          '',
        )}<p>${'('.repeat(20_000)}${'1-'.repeat(20_000)}${'1 '.repeat(20_000)}</p><p>(212) 555-0104</p>`,
    );
    const { numbers } = await reported('/poison', (report) => report.numbers.length >= 4);
    expect(numbers.map(({ e164 }) => e164)).toEqual([
      '+12125550101',
      '+12125550103',
      '+12125550102',
      '+12125550104',
    ]);
    await page.close();
  });

  it('reads on when frames vanish under it', async () => {
    const page = await extension.open('/frames', PAGE);
    await paintedTexts(page, 1);
    await page.evaluate(async () => {
      for (let i = 0; i < 60; i++) {
        const frame = document.createElement('iframe');
        frame.srcdoc = `<p>(212) 555-01${10 + i}</p>`.repeat(50);
        document.body.append(frame);
        await new Promise((done) => setTimeout(done, (i % 4) * 10));
        if (i % 3) frame.remove();
        else setTimeout(() => frame.remove(), 50);
      }
      document.getElementById('number')!.textContent = '(212) 555-0107';
    });
    await reported('/frames', (report) => report.numbers.map(({ e164 }) => e164).join() === '+12125550107');
    await page.close();
  });

  it.each(['React', 'Lyte'] as const)('keeps up with a page that %s draws on every frame', async (kind) => {
    expect((await redraw(extension, kind, 2000)).rounds).toBeGreaterThan(5);
  });

  it('finds numbers in frames without an address of their own: sandboxed, blank, and made by a script', async () => {
    const page = await extension.open(
      '/null-origin',
      `<!doctype html><title>Frames</title><p>(212) 555-0106</p>
      <iframe sandbox="allow-scripts" srcdoc="<p>(212) 555-0111</p>"></iframe>
      <iframe id="blank"></iframe><iframe id="blob"></iframe><script>
      document.getElementById('blank').contentDocument.body.textContent = '(212) 555-0113';
      document.getElementById('blob').src = URL.createObjectURL(new Blob(['<p>(212) 555-0114</p>'], { type: 'text/html' }));
      </script>`,
    );
    const painted = await Promise.all(
      page
        .frames()
        .map((frame) =>
          frame.waitForFunction(() => (CSS.highlights.get('switchhook-number')?.size ?? 0) > 0),
        ),
    );
    expect(painted).toHaveLength(4);
    await page.close();
  });
});
