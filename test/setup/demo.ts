import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './project-tool.ts';

/** `npm run demo` once everything is installed: builds the extension and shows it. */
const script = join(root, 'test/sandbox/demo/main.ts');
if (!existsSync(script)) throw new Error(`The demo is missing: ${script}`);
if (!runTool('wxt', ['build'])) process.exit(1);
const quiet = '--disable-warning=ExperimentalWarning';
const demo = spawn(process.execPath, [quiet, script, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the demo too; it ends by itself and takes its servers along.
process.on('SIGINT', () => undefined);
demo.once('close', (code) => process.exit(code ?? 1));
