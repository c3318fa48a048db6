/**
 * Runs one step of the set-up and says how it went and how long it took. The work returns what it did in a few words.
 *
 * @param {string} name
 * @param {() => string} work
 */
export function step(name, work) {
  const start = Date.now();
  console.log(`▸ ${name}`);
  const done = work();
  console.log(`  ${done} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}
