import { SoundLostError, startOffice, type Office } from '../support/office.ts';
import { percentiles, type BenchRow, type BenchTable } from './bench-table.ts';

const RUNS = 20;
/** The phone registers a few times a minute at most, and one who moves more often is another case, milliseconds. */
const APART = 15_000;
/** Without sound for so long, a run counts as one whose sound was lost, milliseconds. */
const LIMIT = 60_000;

type Change = (office: Office) => void;

/** How long a call is without sound when the laptop's network changes, both ways, tone heard. */
export async function run(): Promise<BenchTable> {
  const moved = await times(({ laptop }) => laptop.wifi.changeAddress());
  const plugged = await times(({ laptop }) => {
    const [from, to] = laptop.wifi.isUp ? [laptop.wifi, laptop.cable] : [laptop.cable, laptop.wifi];
    to.up();
    from.down();
  });
  return {
    title: `Network changes in a call (Chromium with links of its own; ${RUNS} each)`,
    rows: [...rows('another address', moved), ...rows('Wi-Fi to cable or back', plugged)],
  };
}

/** Seconds of each run; `LIMIT` for one whose sound was lost, after which another office and another call go on. */
async function times(change: Change): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < RUNS) {
    const office = await startOffice();
    try {
      const call = await office.talk();
      while (taken.length < RUNS) {
        await new Promise((resolve) => setTimeout(resolve, APART));
        const since = Date.now();
        change(office);
        taken.push((await call.bothHear(since, LIMIT)) / 1000);
      }
    } catch (error) {
      if (!(error instanceof SoundLostError)) throw error;
      console.error(`Run ${taken.length + 1}: ${error.message}`);
      taken.push(LIMIT / 1000);
    } finally {
      await office.stop();
    }
  }
  return taken;
}

function rows(what: string, taken: readonly number[]): BenchRow[] {
  const lost = taken.filter((seconds) => seconds * 1000 >= LIMIT).length;
  return [
    ...percentiles(`${what} → sound both ways`, taken, { unit: 's', budget: 5 }),
    { what: `${what}, sound lost`, value: lost, unit: 'runs', budget: 0 },
  ];
}
