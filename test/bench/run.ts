import '../support/product-imports.ts';
import { readdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { type BenchTable, printTable } from './bench-table.ts';

/** `npm run bench -- name …` runs the benchmarks named, or all. Each is a module beside this one that exports `run`. */
const OWN = new Set(['run.ts', 'bench-table.ts']);
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !OWN.has(file))
  .map((file) => file.slice(0, -'.ts'.length));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(1);
}
for (const name of asked.length > 0 ? asked : all) {
  const { run } = (await import(`./${name}.ts`)) as { run: () => Promise<BenchTable> };
  const before = loadavg()[0]!;
  const table = printTable(await run());
  // Others on the machine make times longer: a table says how much of it they had.
  const load = [before, loadavg()[0]!].map((value) => value.toFixed(1));
  console.log(
    `${table}Load of the machine: ${load.join(' before, ')} after, for ${availableParallelism()} processors.\n`,
  );
}
