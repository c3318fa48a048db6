import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the npm packages unless they are there, and proves that the pinned Node runs.
 *
 * @param {string} root folder of the project
 */
export function installNpmPackages(root) {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs && pinnedNode(root))
    return `there, Node ${pinnedNode(root)}`;
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // A registry that lacks other systems' optional packages makes "ci" refuse the lock file; "install" takes it.
  if (run('npm', ['ci', ...quiet], root, 'ignore') !== 0) run('npm', ['install', ...quiet], root, 'inherit');
  // The package "node" fetches its binary in an install script, which a careful npm may have left out.
  if (!pinnedNode(root)) run('npm', ['rebuild', 'node', '--ignore-scripts=false', ...quiet], root, 'inherit');
  const version = pinnedNode(root);
  if (!version)
    throw new Error(
      'The npm packages could not be installed. Type "npm install" to see why; npm needs its registry for this.',
    );
  return `installed, Node ${version}`;
}

/** The version of node_modules/.bin/node, or null if it is missing or not the one package.json pins. */
function pinnedNode(root) {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const result = spawnSync(join(root, 'node_modules/.bin/node'), ['--version'], { encoding: 'utf8' });
  const version = result.stdout?.trim().replace(/^v/, '');
  return version === devDependencies.node ? version : null;
}

function run(command, args, cwd, stdio) {
  return spawnSync(command, args, { cwd, stdio }).status;
}
