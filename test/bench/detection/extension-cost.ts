import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../../sandbox/browsers/chromium.ts';
import { createCertificate } from '../../sandbox/certificate.ts';
import type { BenchRow } from '../bench-table.ts';
import { generateLongTable } from './generated-pages.ts';

const HOST = 'crm.zoho.com';
/** The same server under a name the extension has no business on: the page without us. */
const PLAIN_HOST = 'plain.switchhook.test';
const RUNS = 7;

const PAGES: Record<string, string> = {
  '/tiny': '<!doctype html><title>Tiny</title><p>Call (212) 555-0106</p>',
  '/none': '<!doctype html><title>None</title><p>No digits here</p>',
  '/frame': '<!doctype html><title>Frame</title><p>Call (212) 555-0106</p>',
  '/frames': `<!doctype html><title>Frames</title>${'<iframe src="/frame"></iframe>'.repeat(10)}`,
  '/table': generateLongTable(2000),
};

interface Cost {
  milliseconds: number;
  megabytes: number;
}

/** What a page costs with and without the extension. */
type Measure = (path: string) => Promise<Cost>;

/**
 * Main-thread time and heap of pages with the built extension, over the same pages without it; each the best of several
 * runs. Time is what the thread had the processor for: on the wall clock it would also hold what other programs did
 * meanwhile. For frames it is also told over what the browser asks for a content script without a line of code: it makes
 * each frame a world of its own, whatever is done there.
 */
export async function measureExtension(extension: string): Promise<BenchRow[]> {
  if (!existsSync(`${extension}manifest.json`)) return [];
  const [none, tiny, frames, table] = await withExtension(extension, async (over) => [
    await over('/none'),
    await over('/tiny'),
    await over('/frames'),
    await over('/table'),
  ]);
  const empty = await withEmptyScript(extension, (over) => over('/frames'));
  const heap = ({ megabytes }: Cost, budget?: number) => ({
    what: '  extra heap',
    value: megabytes,
    unit: 'MB',
    budget,
  });
  const time = (what: string, milliseconds: number, budget?: number) => ({
    what,
    value: milliseconds,
    unit: 'ms',
    budget,
  });
  return [
    time('page without digits: extra main-thread time', none.milliseconds, 15),
    heap(none, 1),
    time('page with one number: extra main-thread time', tiny.milliseconds, 15),
    heap(tiny, 1),
    time(
      'ten same-origin frames: main-thread time over an empty content script',
      frames.milliseconds - empty.milliseconds,
      40,
    ),
    time('  over no content script at all', frames.milliseconds),
    heap(frames, 4),
    time('2,000-row table: extra main-thread time', table.milliseconds),
    heap(table),
  ];
}

/** The same extension with nothing in its content script. */
async function withEmptyScript<Result>(
  extension: string,
  work: (measure: Measure) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-empty-'));
  try {
    cpSync(extension, folder, { recursive: true });
    for (const file of ['numbers.js', 'numbers.css'])
      writeFileSync(join(folder, 'content-scripts', file), '');
    return await withExtension(folder, work);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function withExtension<Result>(
  extension: string,
  work: (measure: Measure) => Promise<Result>,
): Promise<Result> {
  const certificate = createCertificate([HOST, PLAIN_HOST]);
  const server = createServer(certificate, (request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(PAGES[request.url ?? ''] ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const browser = await launchChromium({
    extension,
    hostMap: [
      { host: HOST, port },
      { host: PLAIN_HOST, port },
    ],
    trusted: [certificate.spkiHash],
  });
  await browser.serviceWorker();

  async function loadOnce(host: string, path: string): Promise<Cost> {
    const page = await browser.context.newPage();
    const session = await browser.context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(`https://${host}${path}`);
    // Later than the second look at the page, for roots that came late.
    await page.waitForTimeout(2500);
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((each) => each.name === name)!.value;
    const cost = { milliseconds: metric('TaskDuration') * 1000, megabytes: metric('JSHeapUsedSize') / 1e6 };
    await page.close();
    return cost;
  }

  async function over(path: string): Promise<Cost> {
    const plain: Cost[] = [];
    const ours: Cost[] = [];
    for (let i = 0; i < RUNS; i++) {
      plain.push(await loadOnce(PLAIN_HOST, path));
      ours.push(await loadOnce(HOST, path));
    }
    const best = (costs: Cost[], what: keyof Cost) => Math.min(...costs.map((each) => each[what]));
    return {
      milliseconds: best(ours, 'milliseconds') - best(plain, 'milliseconds'),
      megabytes: best(ours, 'megabytes') - best(plain, 'megabytes'),
    };
  }

  try {
    await over('/tiny');
    return await work(over);
  } finally {
    await browser.close();
    server.close();
  }
}
