import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
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

/**
 * Main-thread time and heap of pages with the built extension, over the same pages without it. Time is what the thread
 * had the processor for: on the wall clock it would also hold what other programs did meanwhile.
 */
export async function measureExtension(extension: string): Promise<BenchRow[]> {
  if (!existsSync(`${extension}manifest.json`)) return [];
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
    const differences: Cost[] = [];
    for (let i = 0; i < RUNS; i++) {
      const plain = await loadOnce(PLAIN_HOST, path);
      const ours = await loadOnce(HOST, path);
      differences.push({
        milliseconds: ours.milliseconds - plain.milliseconds,
        megabytes: ours.megabytes - plain.megabytes,
      });
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
    return {
      milliseconds: median(differences.map((each) => each.milliseconds)),
      megabytes: median(differences.map((each) => each.megabytes)),
    };
  }

  try {
    await over('/tiny');
    const [none, tiny, frames, table] = [
      await over('/none'),
      await over('/tiny'),
      await over('/frames'),
      await over('/table'),
    ];
    return [
      {
        what: 'page without digits: extra main-thread time',
        value: none.milliseconds,
        unit: 'ms',
        budget: 15,
      },
      { what: '  extra heap', value: none.megabytes, unit: 'MB', budget: 1 },
      {
        what: 'page with one number: extra main-thread time',
        value: tiny.milliseconds,
        unit: 'ms',
        budget: 15,
      },
      { what: '  extra heap', value: tiny.megabytes, unit: 'MB', budget: 1 },
      {
        what: 'ten same-origin frames: extra main-thread time',
        value: frames.milliseconds,
        unit: 'ms',
        budget: 40,
      },
      { what: '  extra heap', value: frames.megabytes, unit: 'MB', budget: 4 },
      { what: '2,000-row table: extra main-thread time', value: table.milliseconds, unit: 'ms' },
      { what: '  extra heap', value: table.megabytes, unit: 'MB' },
    ];
  } finally {
    await browser.close();
    server.close();
  }
}
