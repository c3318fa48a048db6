import { answerTimes, clickTimes, dialTimes, engineHeap } from '../support/call-times.ts';
import { cardTimes, emptyWindowTimes } from '../support/card-times.ts';
import { startProduct } from '../support/product.ts';
import { percentiles, type BenchTable } from './bench-table.ts';

const CALLS = 50;

/** Calls in the production build, and what 250 of them leave in the engine's memory. */
export async function run(): Promise<BenchTable> {
  const { sandbox, browser, stop } = await startProduct();
  try {
    const before = await engineHeap(browser);
    const clicks = await clickTimes(sandbox, browser, CALLS);
    const dials = await dialTimes(sandbox, browser, CALLS);
    const answers = await answerTimes(sandbox, browser, CALLS);
    const warm = await cardTimes(sandbox, browser, { calls: CALLS, cold: false });
    const cold = await cardTimes(sandbox, browser, { calls: CALLS, cold: true });
    const grown = (await engineHeap(browser)) - before;
    const empty = await emptyWindowTimes(browser, CALLS);
    const ms = (budget?: number) => ({ unit: 'ms', budget });
    return {
      title: `Calls (Chromium, Kamailio and rtpengine on this machine; ${CALLS} each)`,
      rows: [
        ...percentiles('click on Call in the popup → INVITE leaves', dials.left, ms(250)),
        ...percentiles('for scale: → INVITE with the proof that Kamailio asks for', dials.proven, ms()),
        ...percentiles('click on a number (200 ms for a second click) → INVITE leaves', clicks.left, ms(250)),
        ...percentiles('for scale: → INVITE with the proof that Kamailio asks for', clicks.proven, ms()),
        ...percentiles('INVITE arrives → number painted in a new call window', warm, ms(300)),
        ...percentiles('the same, service worker stopped before', cold, ms(700)),
        ...percentiles('for scale: a new window without a script → painted', empty, ms()),
        ...percentiles('click on Answer → sound both ways', answers, ms(500)),
        { what: `engine's heap after ${5 * CALLS} calls`, value: before + grown, unit: 'MB', budget: 60 },
        { what: 'of it, more than before them', value: grown, unit: 'MB', budget: 5 },
      ],
    };
  } finally {
    await stop();
  }
}
