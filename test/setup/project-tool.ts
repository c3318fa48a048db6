import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a tool of the project under the pinned Node, its output shown only if it fails. True if it went well. */
export function runTool(name: string, args: readonly string[], output: 'inherit' | 'pipe' = 'pipe'): boolean {
  const bin = join(root, 'node_modules/.bin');
  const start = Date.now();
  if (output === 'pipe') process.stdout.write(`▸ ${name} ${args.join(' ')}`.trimEnd());
  const result = spawnSync(join(bin, name), args, {
    cwd: root,
    stdio: ['ignore', output, output],
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  });
  const isFine = result.status === 0;
  if (output === 'pipe') {
    console.log(`  ${isFine ? 'fine' : 'FAILED'} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    if (!isFine) console.log(`${result.stdout}\n${result.stderr}`);
  }
  return isFine;
}

/** Builds the extension for both browsers. */
export function buildExtension(): boolean {
  return runTool('wxt', ['build']) && runTool('wxt', ['build', '-b', 'firefox']);
}
