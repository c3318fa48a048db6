import { startOffice, type Office } from '../support/office.ts';
import type { BenchRow, BenchTable } from './bench-table.ts';

const RUNS = 20;
/** The phone registers a few times a minute at most, and one who moves more often is another case, milliseconds. */
const APART = 15_000;

/** How long a call is without sound when the laptop's network changes, both ways, tone heard. */
export async function run(): Promise<BenchTable> {
  const office = await startOffice();
  try {
    const moved = await times(office, ({ laptop }) => laptop.wifi.changeAddress());
    const plugged = await times(office, ({ laptop }, i) => {
      const [from, to] = i % 2 ? [laptop.cable, laptop.wifi] : [laptop.wifi, laptop.cable];
      to.up();
      from.down();
    });
    return {
      title: `Network changes in a call (Chromium with links of its own; ${RUNS} each)`,
      rows: [
        ...percentiles('another address → sound both ways', moved),
        ...percentiles('Wi-Fi to cable or back → sound both ways', plugged),
      ],
    };
  } finally {
    await office.stop();
  }
}

async function times(office: Office, change: (office: Office, i: number) => void): Promise<number[]> {
  const taken: number[] = [];
  const call = await office.talk();
  for (let i = 0; i < RUNS; i++) {
    await new Promise((resolve) => setTimeout(resolve, APART));
    const since = Date.now();
    change(office, i);
    taken.push(await call.bothHear(since, 60_000));
  }
  await call.end();
  return taken;
}

function percentiles(what: string, values: number[]): BenchRow[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]! / 1000;
  return [
    { what: `${what}, p50`, value: at(0.5), unit: 's' },
    { what: `${what}, p95`, value: at(0.95), unit: 's', budget: 5 },
    { what: `${what}, longest`, value: at(1), unit: 's' },
  ];
}
