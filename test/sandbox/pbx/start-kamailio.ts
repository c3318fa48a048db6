import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toneWav } from '../../support/wav.ts';
import { createCertificate, type Certificate } from '../certificate.ts';
import { freePort } from '../free-port.ts';
import { reserveRtpPorts, RTP_PORTS } from './rtp-ports.ts';
import { startProcess, type SandboxProcess } from '../start-process.ts';
import { startDeskPhone, type DeskPhoneOptions } from './desk-phone.ts';
import { awaitRtpengine } from './await-rtpengine.ts';
import { createEventLog } from './event-log.ts';
import { kamailioConfig, type KamailioConfig } from './kamailio-config.ts';
import { createKamailioReader } from './kamailio-reader.ts';
import type { DeskPhone, PbxSandbox, PbxUser } from './pbx-sandbox.ts';

export interface KamailioOptions {
  /** Host name browsers use; they are told to find it on `address`. */
  readonly host?: string;
  /** IPv4 address everything listens on (loopback unless a network namespace is used). */
  readonly address?: string;
  readonly certificate?: Certificate;
  /** SIP domains; the first is the main one. */
  readonly domains?: readonly string[];
  readonly users?: readonly PbxUser[];
  readonly digest?: KamailioConfig['digest'];
  readonly nonceSeconds?: number;
  readonly wrongPassword?: KamailioConfig['wrongPassword'];
  readonly passChallenges?: boolean;
  readonly maxExpires?: number;
  /** The tone the customer plays, in Hz. */
  readonly toneHz?: number;
  /** Plays a WAV file instead; the call ends with it. */
  readonly audioFile?: string;
}

export interface KamailioSandbox extends PbxSandbox {
  readonly kind: 'kamailio';
  readonly address: string;
  /** UDP and TCP port for phones and sipp. */
  readonly sipPort: number;
  readonly certificate: Certificate;
  /** Where a temporary file may be put; removed with the sandbox. */
  readonly folder: string;
  /** Asks Kamailio by JSON-RPC, e.g. `rpc('ul.dump')`. */
  rpc(method: string, params?: readonly unknown[]): Promise<unknown>;
  /** Sends calls for a number or extension to a SIP URI instead (`sip:127.0.0.1:5099`), or back with null. */
  route(number: string, uri: string | null): Promise<void>;
  /** Lets calls for a number ring at a SIP URI too, or no longer with null. */
  fork(number: string, uri: string | null): Promise<void>;
  /** Another desk phone with its own tone; with `extension` it registers as one of the users. */
  addPhone(options: { toneHz: number; extension?: string; answer?: 'auto' | 'manual' }): Promise<DeskPhone>;
  readonly kamailio: () => SandboxProcess;
  /** The media proxy; `restart()` starts it again on the same control port. */
  readonly rtpengine: { process(): SandboxProcess; kill(): Promise<void>; restart(): Promise<void> };
}

/** Ten extensions, 1001 to 1010, each with its own password. */
export const DEFAULT_USERS: readonly PbxUser[] = Array.from({ length: 10 }, (_, index) => ({
  username: String(1001 + index),
  password: `line-${1001 + index}-secret`,
}));

/** The tone of the announcement before an answer (`SPECIAL_NUMBERS.earlyMedia`). */
export const ANNOUNCEMENT_HZ = 620;

/** Starts Kamailio, rtpengine and the customer's phone, each on ports of its own. */
export async function startKamailio(options: KamailioOptions = {}): Promise<KamailioSandbox> {
  const address = options.address ?? '127.0.0.1';
  const host = options.host ?? 'pbx.switchhook.test';
  const domains = options.domains ?? [host];
  const domain = domains[0] ?? host;
  const users = options.users ?? DEFAULT_USERS;
  const certificate = options.certificate ?? createCertificate([host, address]);
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-pbx-'));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const [sipPort, wssPort, rtpengineControl] = [
    await freePort(address),
    await freePort(address),
    await freePort(),
  ];
  const { first: rtpPort, release: releaseRtp } = await reserveRtpPorts();
  const log = createEventLog();
  const messages: string[] = [];
  const phones: DeskPhone[] = [];

  const startRtpengine = async () => {
    const proxy = await startProcess('rtpengine', [
      `--interface=${address}`,
      `--listen-ng=127.0.0.1:${rtpengineControl}`,
      // Debian's own file names ports, and a second media proxy on the machine would end at once.
      '--config-file=none',
      '--foreground',
      '--log-stderr',
      '--log-level=5',
      '--table=-1',
      '--timeout=3600',
      '--num-threads=2',
      `--recording-dir=${folder}`,
      '--recording-method=pcap',
      '--recording-format=raw',
      `--port-min=${rtpPort}`,
      `--port-max=${rtpPort + RTP_PORTS - 1}`,
      `--pidfile=${join(folder, 'rtpengine.pid')}`,
    ]);
    await awaitRtpengine(rtpengineControl);
    return proxy;
  };
  let kamailioArgs: string[] = [];
  const startProxy = async () => {
    const proxy = await startProcess('kamailio', kamailioArgs);
    proxy.onLine(createKamailioReader(log, (message) => void messages.push(message)));
    await untilListening(proxy);
    return proxy;
  };
  const untilListening = async (proxy: SandboxProcess) => {
    const deadline = Date.now() + 15_000;
    for (;;) {
      if (await rpc('core.version').catch(() => null)) return;
      const over = await Promise.race([proxy.ended, new Promise((resolve) => setTimeout(resolve, 50))]);
      if (over !== undefined || Date.now() > deadline)
        throw new Error(`Kamailio did not start:\n${proxy.log().slice(-4000)}`);
    }
  };

  const rpc = async (method: string, params: readonly unknown[] = []) => {
    const response = await fetch(`http://${address}:${sipPort}/rpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      signal: AbortSignal.timeout(5000),
    });
    const answer = (await response.json()) as { result?: unknown; error?: { message: string } };
    if (answer.error) throw new Error(`Kamailio refused ${method}: ${answer.error.message}`);
    return answer.result;
  };

  const addPhone = async (phone: Pick<DeskPhoneOptions, 'lines' | 'toneHz' | 'audioFile'>) => {
    const started = await startDeskPhone({
      ...phone,
      folder: join(folder, `phone-${phones.length}`),
      captures: join(folder, 'pcaps'),
      address,
      proxy: `${address}:${sipPort}`,
      domain,
      beforeCall: async (_, to, { headers = {} }) => {
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
        if (lines.length > 0) await rpc('htable.sets', ['headers', to, lines.join('')]);
      },
    });
    phones.push(started);
    return started;
  };

  let rtpengine = await startRtpengine();
  const customer = await addPhone({
    lines: [
      { user: 'customer', answer: 'auto' },
      { user: 'silent', answer: 'manual' },
      { user: 'early', answer: 'early' },
    ],
    toneHz: options.toneHz ?? 440,
    audioFile: options.audioFile,
  });
  const config = file(
    'kamailio.cfg',
    kamailioConfig({
      address,
      sipPort,
      wssPort,
      rtpengine: `127.0.0.1:${rtpengineControl}`,
      domains,
      users,
      customer: customer.contact,
      certificateFile: file('cert.pem', certificate.cert),
      keyFile: file('key.pem', certificate.key),
      digest: options.digest ?? 'MD5',
      nonceSeconds: options.nonceSeconds ?? 300,
      wrongPassword: options.wrongPassword ?? 401,
      passChallenges: options.passChallenges ?? true,
      announcementFile: file('announcement.wav', toneWav(ANNOUNCEMENT_HZ, 5)),
      maxExpires: options.maxExpires ?? 3600,
    }),
  );
  kamailioArgs = ['-f', config, '-DD', '-E', '-m', '64', '-M', '8', '-Y', folder, '-w', folder];
  let kamailio = await startProxy();

  return {
    kind: 'kamailio',
    url: `wss://${host}:${wssPort}/ws`,
    host,
    port: wssPort,
    domain,
    users,
    customer,
    address,
    sipPort,
    certificate,
    folder,
    events: log.events,
    messages: () => messages,
    on: log.on,
    waitFor: log.waitFor,
    registered: log.registered,
    rpc,
    kamailio: () => kamailio,
    async route(number, uri) {
      if (uri) await rpc('htable.sets', ['route', number, uri]);
      else await rpc('htable.delete', ['route', number]);
    },
    async fork(number, uri) {
      if (uri) await rpc('htable.sets', ['fork', number, uri]);
      else await rpc('htable.delete', ['fork', number]);
    },
    addPhone({ toneHz, extension, answer = 'auto' }) {
      const user = users.find(({ username }) => username === extension);
      const register = user && { domain, password: user.password };
      return addPhone({ toneHz, lines: [{ user: extension ?? 'phone', answer, register }] });
    },
    async dropRegistration(user) {
      await rpc('ul.rm', ['location', user]);
      log.add({ type: 'unregistered', at: Date.now(), user });
    },
    async send(method, user, headers, body = '') {
      const from = `<sip:${domain}>;tag=${Math.random().toString(36).slice(2)}`;
      const to = `<sip:${user}@${domain}>`;
      const lines = Object.entries({
        From: from,
        To: to,
        Contact: `<sip:${address}:${sipPort}>`,
        ...headers,
      });
      const text = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      const next = `sip:${address}:${sipPort}`;
      await rpc('tm.t_uac_start', [method, `sip:${user}@${domain}`, next, '.', text, body]);
    },
    async kill() {
      await kamailio.kill();
      for (const { username } of users)
        if (log.isRegistered(username)) log.add({ type: 'unregistered', at: Date.now(), user: username });
    },
    async restart() {
      await kamailio.stop();
      kamailio = await startProxy();
    },
    rtpengine: {
      process: () => rtpengine,
      kill: () => rtpengine.kill(),
      async restart() {
        await rtpengine.kill();
        rtpengine = await startRtpengine();
      },
    },
    log: () => `${kamailio.log()}\n${rtpengine.log()}`,
    async stop() {
      // Asked to stop after it recorded a call, rtpengine 10.5 crashes; so it is not asked.
      await Promise.all([...phones.map((phone) => phone.stop()), kamailio.stop(), rtpengine.kill()]);
      releaseRtp();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
