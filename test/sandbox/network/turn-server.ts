import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { reservePhoneRtpPorts, PHONE_RTP_PORTS } from '../pbx/rtp-ports.ts';
import { startProcess, type SandboxProcess } from '../start-process.ts';

/** A relay for sound (RFC 8656): coturn with one user. */
export interface TurnServer {
  readonly port: number;
  /** As the settings want it. */
  readonly iceServer: { urls: string; username: string; credential: string };
  stop(): Promise<void>;
}

/** Starts it on an IPv4 address, for UDP. */
export async function startTurnServer(address: string): Promise<TurnServer> {
  const port = await freePort(address);
  const { first, release } = await reservePhoneRtpPorts();
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-turn-'));
  const [username, credential] = ['agent', 'relay-secret'];
  const server = await startProcess('turnserver', [
    '-n',
    `--listening-ip=${address}`,
    `--listening-port=${port}`,
    `--relay-ip=${address}`,
    `--min-port=${first}`,
    `--max-port=${first + PHONE_RTP_PORTS - 1}`,
    '--lt-cred-mech',
    `--user=${username}:${credential}`,
    '--realm=switchhook.test',
    '--no-tls',
    '--no-dtls',
    '--no-cli',
    '--log-file=stdout',
    `--userdb=${join(folder, 'users')}`,
    `--pidfile=${join(folder, 'pid')}`,
  ]);
  await untilAnswering(server, address, port);
  return {
    port,
    iceServer: { urls: `turn:${address}:${port}?transport=udp`, username, credential },
    async stop() {
      await server.stop();
      release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks it for our address (RFC 8489 Binding) until it answers: its log says nothing of the moment when it can. */
async function untilAnswering(server: SandboxProcess, address: string, port: number): Promise<void> {
  const socket = createSocket('udp4');
  const request = Buffer.from('000100002112a442737769746368686f6f6b2121', 'hex');
  const ask = () => socket.send(request, port, address);
  const timer = setInterval(ask, 100);
  try {
    await new Promise((resolve, reject) => {
      const fail = () => reject(new Error(`coturn did not start:\n${server.log().slice(-2000)}`));
      socket.once('message', resolve);
      void server.ended.then(fail);
      setTimeout(fail, 15_000).unref();
    });
  } finally {
    clearInterval(timer);
    socket.close();
  }
}
