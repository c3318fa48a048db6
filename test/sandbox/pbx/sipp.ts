import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { startProcess } from '../start-process.ts';

export interface SippOptions {
  /** Where it sends to, `host:port`; a scenario that only answers still needs it. */
  readonly remote: string;
  readonly address?: string;
  /** The port it listens on; the OS chooses one by default. */
  readonly port?: number;
  /** Calls to make or take before it ends. */
  readonly calls?: number;
  /** What `[service]` and other keywords stand for. */
  readonly service?: string;
  readonly keys?: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
  readonly extraArgs?: readonly string[];
}

export interface SippRun {
  readonly port: number;
  /** Resolves when all calls are over: whether each went as the scenario says, and every message sent and received. */
  readonly finished: Promise<{ isFine: boolean; messages: string; errors: string }>;
  stop(): Promise<void>;
}

/** Runs a SIPp scenario (XML) over UDP. SIPp speaks no WebSocket: let it call, or be called, through Kamailio. */
export async function startSipp(scenario: string, options: SippOptions): Promise<SippRun> {
  const { address = '127.0.0.1', calls = 1, timeoutSeconds = 30 } = options;
  const port = options.port ?? (await freePort(address));
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-sipp-'));
  writeFileSync(join(folder, 'scenario.xml'), scenario);
  const keys = Object.entries(options.keys ?? {}).flatMap(([name, value]) => ['-key', name, value]);
  const sipp = await startProcess(
    'sipp',
    [
      options.remote,
      '-sf',
      'scenario.xml',
      '-i',
      address,
      '-p',
      String(port),
      '-m',
      String(calls),
      '-l',
      String(calls),
      '-timeout',
      `${timeoutSeconds}s`,
      '-nostdin',
      '-trace_msg',
      '-message_file',
      'messages.log',
      '-trace_err',
      '-error_file',
      'errors.log',
      ...(options.service ? ['-s', options.service] : []),
      ...keys,
      ...(options.extraArgs ?? []),
    ],
    { cwd: folder },
  );
  const read = (name: string) =>
    readdirSync(folder).includes(name) ? readFileSync(join(folder, name), 'utf8') : '';
  const finished = sipp.ended.then((code) => {
    const errors = read('errors.log') || (code === 0 ? '' : sipp.log().slice(-2000));
    const result = { isFine: code === 0, messages: read('messages.log'), errors };
    rmSync(folder, { recursive: true, force: true });
    return result;
  });
  return { port, finished, stop: () => sipp.stop() };
}
