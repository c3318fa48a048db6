import type { ChromiumSandbox } from '../sandbox/browsers/chromium.ts';

/** Kills the browser as a crash or a power cut would: no page hears of it. Resolves when it is gone. */
export async function killBrowser({ context, pid }: ChromiumSandbox): Promise<void> {
  const gone = new Promise<void>((done) => context.once('close', () => done()));
  process.kill(pid, 'SIGKILL');
  await gone;
}
