import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';

/** A server of the sandbox that runs as its own process. */
export interface SandboxProcess {
  readonly pid: number;
  /** Everything it wrote to stdout and stderr so far. */
  log(): string;
  /** Resolves with the exit code (or the signal's name) when it has ended. */
  readonly ended: Promise<number | string>;
  /** Resolves as soon as the log matches, from the beginning of the log. */
  logged(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  /** Calls `listener` for each complete line from now on. */
  onLine(listener: (line: string) => void): void;
  /** Asks it to end, then makes it end: returns when it is gone. */
  stop(): Promise<void>;
  /** Ends it and its children without warning, as a power cut would. */
  kill(): Promise<void>;
  /** Freezes (SIGSTOP) and thaws (SIGCONT) it with its children. */
  freeze(): void;
  thaw(): void;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The log text that tells the server is ready; without it the process counts as ready at once. */
  readonly ready?: RegExp;
  readonly readyTimeoutMs?: number;
}

const running = new Set<number>();

process.once('exit', () => running.forEach((pid) => signalGroup(pid, 'SIGKILL')));
/**
 * Starts a server and waits until it is ready. It leads its own process group, so its children end with it; and the
 * kernel ends it when this process dies in any way (`setpriv --pdeathsig`), so nothing is left behind; no core file either.
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<SandboxProcess> {
  const guard = ['--core=0', 'setpriv', '--pdeathsig', 'TERM', '--'];
  const child = spawn('prlimit', [...guard, command, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let rest = '';
  const watchers = new Set<() => void>();
  const lineListeners = new Set<(line: string) => void>();
  const append = (chunk: string) => {
    text += chunk;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) lineListeners.forEach((listener) => listener(line));
    watchers.forEach((watcher) => watcher());
  };
  child.stdout.setEncoding('utf8').on('data', append);
  child.stderr.setEncoding('utf8').on('data', append);
  let isOver = false;
  const ended = new Promise<number | string>((resolve) => {
    const finish = (result: number | string) => {
      if (isOver) return;
      isOver = true;
      if (child.pid !== undefined) running.delete(child.pid);
      watchers.forEach((watcher) => watcher());
      resolve(result);
    };
    child.once('error', (error) => finish(error.message));
    child.once('close', (code, signal) => finish(code ?? signal ?? 'unknown'));
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${command} cannot be started: ${await ended}`);
  running.add(pid);

  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (!isOver) signalGroup(pid, signal);
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), 3000);
    await ended;
    clearTimeout(timer);
    signalGroup(pid, 'SIGKILL');
  };
  const server: SandboxProcess = {
    pid,
    ended,
    log: () => text,
    logged: (pattern, timeoutMs = 15_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => done(new Error(`${command} did not log ${pattern} in ${timeoutMs} ms.`)),
          timeoutMs,
        );
        const done = (result: RegExpMatchArray | Error) => {
          clearTimeout(timer);
          watchers.delete(look);
          if (result instanceof Error) reject(new Error(`${result.message}\n${text.slice(-3000)}`));
          else resolve(result);
        };
        const look = () => {
          const match = text.match(pattern);
          if (match) done(match);
          else if (isOver) done(new Error(`${command} ended before it logged ${pattern}.`));
        };
        watchers.add(look);
        look();
      }),
    onLine: (listener) => void lineListeners.add(listener),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    freeze: () => signalGroup(pid, 'SIGSTOP'),
    thaw: () => signalGroup(pid, 'SIGCONT'),
  };
  if (options.ready)
    await server.logged(options.ready, options.readyTimeoutMs).catch(async (error: unknown) => {
      await server.kill();
      throw error;
    });
  return server;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
