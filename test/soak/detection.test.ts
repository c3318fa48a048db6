import { describe, expect, it } from 'vitest';
import { paintedTexts, useNumbersExtension } from '../support/numbers-extension.ts';
import { redraw } from '../support/redrawn-page.ts';

describe('numbers on pages, at length', () => {
  const extension = useNumbersExtension();

  it.each(['React', 'Lyte'] as const)('keeps up for a minute with a page that %s draws', async (kind) => {
    const { rounds } = await redraw(extension, kind, 60_000);
    expect(rounds).toBeGreaterThan(100);
    console.info(`${kind}: ${rounds} rounds`);
  });

  it('leaves a page of a million texts its thread', async () => {
    const page = await extension.open(
      '/million',
      '<!doctype html><p>(212) 555-0106</p><div id="box" hidden></div>',
    );
    await paintedTexts(page, 1);
    await page.evaluate(() => {
      for (let i = 0; i < 1000; i++) {
        const row = document.createElement('p');
        for (let j = 0; j < 1000; j++) row.append(document.createTextNode(`${i} ${j};`));
        document.getElementById('box')!.append(row);
      }
    });
    for (;;) {
      const { state } = (await extension.askPage('/million', 'listNumbers')) as { state: string };
      if (state === 'partial') break;
    }
    expect(await paintedTexts(page, 1)).toEqual(['(212) 555-0106']);
    await page.close();
  });

  it('hears none of 1,000,000 messages a page posts', async () => {
    const page = await extension.open('/posts', '<!doctype html><p>(212) 555-0106</p><iframe></iframe>');
    await paintedTexts(page, 1);
    await page.evaluate(async () => {
      const args = [{ number: '+19005550199', trusted: true }];
      const envelope = { to: 'engine', id: 'x', method: 'dialFromPage', args };
      const frame = document.querySelector('iframe')!.contentWindow!;
      for (let i = 0; i < 1_000_000; i++) {
        (i % 2 ? window : frame).postMessage(i % 3 ? envelope : i, '*');
        if (i % 20_000 === 0) await new Promise((done) => setTimeout(done));
      }
    });
    await extension.settled(page);
    expect(await extension.asked()).toEqual([]);
    await page.close();
  });
});
