import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, buildExtension, runTool } from './project-tool.ts';
import { countResults, type Count } from './test-count.ts';

/** `npm test` once everything is installed: each check, both builds, then all tests; the last line counts them. */
const started = Date.now();
const reports = mkdtempSync(join(tmpdir(), 'switchhook-reports-'));
const counts: Count[] = [];
/** A check that is no test counts only when it fails, as one failure. */
const check = (isFine: boolean) => void counts.push({ passed: 0, failed: isFine ? 0 : 1, skipped: 0 });

check(runTool('prettier', ['--check', '.', '--log-level', 'warn']));
check(runTool('oxlint', ['--deny-warnings']));
check(runTool('wxt', ['prepare']));
check(runTool('tsc', ['--noEmit']));
const isBuilt = buildExtension();
check(isBuilt);
for (const project of ['unit', 'integration', 'e2e']) {
  if (project !== 'unit' && !isBuilt) continue;
  console.log(`\n▸ ${project} tests`);
  const report = join(reports, `${project}.json`);
  const files = [`--outputFile.json=${report}`, '--reporter=default', '--reporter=json', '--passWithNoTests'];
  const isFine = runTool(
    'vitest',
    ['run', '--config', 'test/vitest.config.ts', '--project', project, ...files],
    'inherit',
  );
  counts.push(countResults(existsSync(report) ? readFileSync(report, 'utf8') : '', isFine));
}
rmSync(reports, { recursive: true, force: true });

const sum = (field: keyof Count) => counts.reduce((total, count) => total + count[field], 0);
const minutes = ((Date.now() - started) / 60_000).toFixed(1);
console.log(`\nIn ${root}: ${minutes} minutes, ${sum('skipped')} tests skipped.`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);
