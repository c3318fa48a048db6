// What `npm run demo` and `npm test` start: makes a bare machine ready, then hands over to the Node that the project
// pins. Plain JavaScript for Node 20 without any package, because nothing may be installed yet.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installDebianPackages } from './debian-packages.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { step } from './step.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [command = 'test', ...args] = process.argv.slice(2);
const scripts = { test: 'test/setup/test.ts', demo: 'test/setup/demo.ts' };

if (!(command in scripts)) {
  console.error(`Say "node test/setup/run.mjs test" or "node test/setup/run.mjs demo", not "${command}".`);
  process.exit(2);
}
try {
  step('npm packages', () => installNpmPackages(root));
  step('Debian packages', () => installDebianPackages(command));
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}
const result = spawnSync('node_modules/.bin/node', [scripts[command], ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
