import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import { bundleForPage } from '../support/page-bundle.ts';
import type { BenchRow, BenchTable } from './bench-table.ts';
import { generateLongTable, generatePage, HOSTILE } from './detection/generated-pages.ts';
import type { bench } from './detection/in-page.ts';
import { measureExtension } from './detection/extension-cost.ts';

declare global {
  var numbers: { bench: typeof bench };
}

const OUTPUT = new URL('../../.output/chrome-mv3/', import.meta.url).pathname;

/** Numbers on pages: scanning, mutations, hostile text, bytes, and what the extension costs a page as a whole. */
export async function run(): Promise<BenchTable> {
  const code = await bundleForPage('test/bench/detection/in-page.ts', 'numbers', true);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless=new', '--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    return {
      title: 'Numbers on pages (best of several runs; × is to an empty TreeWalker walk in the same run)',
      rows: [
        ...(await scans(browser, code)),
        ...(await sliced(browser, code)),
        ...(await mutations(browser, code)),
        ...(await appearance(browser, code)),
        ...(await hostile(browser, code)),
        ...bytes(),
        ...(await measureExtension(OUTPUT)),
      ],
    };
  } finally {
    await browser.close();
  }
}

async function open(browser: Browser, code: string, markup: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent(markup);
  await page.evaluate(code);
  return page;
}

async function scans(browser: Browser, code: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, numbers, cold, warm] of [
    ['sparse', 0.01, 12, 6],
    ['dense', 0.18, 60, 25],
  ] as const) {
    const page = await open(browser, code, generatePage({ nodes: 10_000, numbers }));
    const times = await page.evaluate(() => {
      const { bench } = globalThis.numbers;
      const time = (work: () => unknown) => {
        const start = performance.now();
        work();
        return performance.now() - start;
      };
      const tenFloors = () => {
        for (let i = 0; i < 10; i++) bench.floor();
      };
      // Other digits in every text: nothing that was read before answers for them.
      const renew = (round: number) => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const node = walker.currentNode as Text;
          if (/\d$/.test(node.data))
            node.data = `${node.data.slice(0, -2)}${10 + ((round * 7 + node.data.length) % 89)}`;
        }
      };
      const first = time(bench.ours);
      const best = { floor: Infinity, cold: Infinity, warm: Infinity, library: Infinity };
      const note = (what: keyof typeof best, milliseconds: number) => {
        best[what] = Math.min(best[what], milliseconds);
      };
      // In turns, so that what else runs on the machine slows all of them alike.
      for (let round = 0; round < 40; round++) {
        note('floor', time(tenFloors) / 10);
        renew(round);
        note('cold', time(bench.ours));
        for (let i = 0; i < 2; i++) note('warm', time(bench.ours));
        if (round % 10 === 0) note('library', time(bench.library));
      }
      return { ...best, first };
    });
    await page.close();
    rows.push(
      { what: `10,000 text nodes, ${name}: empty walk`, value: times.floor, unit: 'ms' },
      { what: `  first scan in a new page (no compiled code yet)`, value: times.first, unit: 'ms' },
      { what: `  scan, texts not seen before`, value: times.cold / times.floor, unit: '×', budget: cold },
      { what: `  scan again`, value: times.warm / times.floor, unit: '×', budget: warm },
      { what: `  libphonenumber-js (max) on each node`, value: times.library / times.floor, unit: '×' },
    );
  }
  return rows;
}

/** Longest time the page had to wait for us, with `watchPage` in a page that is otherwise idle. */
async function sliced(browser: Browser, code: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, markup] of [
    ['2,000-row table', generateLongTable(2000)],
    ['100,000 text nodes', generatePage({ nodes: 100_000, numbers: 0.05 })],
  ] as const) {
    const page = await open(browser, code, markup);
    await page.waitForTimeout(500);
    const { longest, whole } = await page.evaluate(
      () =>
        new Promise<{ longest: number; whole: number }>((resolve) => {
          let longest = 0;
          const observer = new PerformanceObserver((list) => {
            for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
          });
          observer.observe({ type: 'longtask', buffered: false });
          const start = performance.now();
          let last = start;
          let gap = 0;
          const channel = new MessageChannel();
          channel.port1.addEventListener('message', () => {
            const now = performance.now();
            gap = Math.max(gap, now - last);
            last = now;
            channel.port2.postMessage(0);
          });
          channel.port1.start();
          channel.port2.postMessage(0);
          const stop = globalThis.numbers.bench.watch(() => {
            const whole = performance.now() - start;
            setTimeout(() => {
              channel.port1.close();
              observer.disconnect();
              stop();
              resolve({ longest: Math.max(longest, gap), whole });
            }, 300);
          });
        }),
    );
    await page.close();
    rows.push(
      { what: `${name}: longest wait of the page`, value: longest, unit: 'ms', budget: 50 },
      { what: `  until all numbers are known`, value: whole, unit: 'ms' },
    );
  }
  return rows;
}

async function mutations(browser: Browser, code: string): Promise<BenchRow[]> {
  const page = await open(browser, code, generatePage({ nodes: 5000, numbers: 0.1 }));
  const perRow = await page.evaluate(() => {
    const { bench } = globalThis.numbers;
    const body = document.querySelector('tbody')!;
    for (const row of body.rows) bench.row(row);
    let best = Infinity;
    for (let round = 0; round < 30; round++) {
      const rows = [...body.rows].slice(0, 100).map((row) => {
        const copy = row.cloneNode(true) as HTMLTableRowElement;
        copy.cells[3]!.textContent = `(212) 555-01${10 + ((round * 7) % 80)}`;
        row.replaceWith(copy);
        return copy;
      });
      const start = performance.now();
      for (const row of rows) bench.row(row);
      best = Math.min(best, performance.now() - start);
    }
    return (best / 100) * 1000;
  });
  await page.close();
  return [{ what: 'replaced row of ten text nodes', value: perRow, unit: 'µs', budget: 30 }];
}

/** How long a number on a watched page of 4,000 others waits until it can be called. */
async function appearance(browser: Browser, code: string): Promise<BenchRow[]> {
  const page = await open(browser, code, generateLongTable(2000));
  const waits = await page.evaluate(async () => {
    let onChange: () => void = () => {};
    const changed = () => new Promise<void>((done) => (onChange = done));
    const known = changed();
    const stop = globalThis.numbers.bench.watch(() => onChange());
    await known;
    const body = document.querySelector('tbody')!;
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      const appeared = changed();
      const start = performance.now();
      const row = body.rows[1]!.cloneNode(true) as HTMLTableRowElement;
      row.cells[1]!.textContent = `(212) 555-01${20 + i}`;
      body.prepend(row);
      await appeared;
      waits.push(performance.now() - start);
      await new Promise((done) => setTimeout(done, 50));
    }
    stop();
    return waits;
  });
  await page.close();
  return [
    {
      what: 'a number that appears is known after, worst of nine',
      value: Math.max(...waits),
      unit: 'ms',
      budget: 200,
    },
  ];
}

async function hostile(browser: Browser, code: string): Promise<BenchRow[]> {
  const page = await open(browser, code, '<p>');
  const results = await page.evaluate((pieces) => {
    const { bench } = globalThis.numbers;
    return pieces.map((piece) => {
      const time = (length: number) => {
        const text = piece.repeat(Math.ceil(length / piece.length));
        const start = performance.now();
        bench.text(text);
        return performance.now() - start;
      };
      time(1_000_000);
      const tenth = Math.min(time(100_000), time(100_000), time(100_000));
      const whole = Math.min(time(1_000_000), time(1_000_000));
      return { whole, growth: whole / tenth };
    });
  }, HOSTILE);
  await page.close();
  const worst = results.reduce((a, b) => (b.whole > a.whole ? b : a));
  const at = results.indexOf(worst);
  return [
    {
      what: `1 MB of hostile text, worst (${JSON.stringify(HOSTILE[at])})`,
      value: worst.whole,
      unit: 'ms',
      budget: 150,
    },
    {
      what: '  ten times the text takes, worst',
      value: Math.max(...results.filter(({ whole }) => whole > 5).map(({ growth }) => growth)),
      unit: '×',
      budget: 20,
    },
  ];
}

function bytes(): BenchRow[] {
  if (!existsSync(`${OUTPUT}numbers-engine.js`)) return [];
  const size = (file: string) => gzipSync(readFileSync(`${OUTPUT}${file}`), { level: 9 }).length / 1024;
  const shell = size('content-scripts/numbers.js');
  return [
    { what: 'content script where a frame has no digits, gzip', value: shell, unit: 'KiB', budget: 8 },
    {
      what: 'content script with the engine, gzip',
      value: shell + size('numbers-engine.js'),
      unit: 'KiB',
      budget: 40,
    },
    {
      what: '  what comes when a pointer first rests on a number',
      value: size('numbers-call.js'),
      unit: 'KiB',
    },
  ];
}
