import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen } from '../../support/tone.ts';
import { decodeWav } from '../../support/wav.ts';
import { freePort } from '../free-port.ts';
import { startProcess } from '../start-process.ts';
import { connectBaresip, type BaresipEvent } from './baresip-control.ts';
import { createDeskCall, type DeskCallControl } from './desk-call.ts';
import type { DeskPhone, OutgoingCallOptions } from './pbx-sandbox.ts';
import { PHONE_RTP_PORTS, reservePhoneRtpPorts } from './rtp-ports.ts';
import { heardInCapture, readRtpCapture } from './rtp-capture.ts';

/** A line of a desk phone: what calls to `user` at its address meet. */
export interface PhoneLine {
  readonly user: string;
  /** `auto` answers at once, `early` plays before answering, `manual` rings until told. */
  readonly answer: 'auto' | 'early' | 'manual';
  /** Registers at the proxy as an extension would; else the proxy knows its address. */
  readonly register?: { readonly domain: string; readonly password: string };
}

export interface DeskPhoneOptions {
  /** An own folder for its configuration and recordings. */
  readonly folder: string;
  /** The IPv4 address it listens on. */
  readonly address: string;
  /** Host and port of the proxy all its calls go through. */
  readonly proxy: string;
  /** The domain its callers belong to. */
  readonly domain: string;
  readonly lines: readonly PhoneLine[];
  readonly toneHz: number;
  /** Where the media proxy captures the RTP of each call, in a file named after its Call-ID. */
  readonly captures: string;
  /** Plays this WAV file instead of the tone; the call ends where the file ends. */
  readonly audioFile?: string;
  readonly codecs?: string;
  /** Called before a call leaves, so that the PBX can prepare it. */
  readonly beforeCall?: (from: string, to: string, options: OutgoingCallOptions) => Promise<void>;
}

export interface BaresipPhone extends DeskPhone {
  /** `address:port` where it takes calls. */
  readonly contact: string;
}

const DEFAULT_CALLER = '+12025550142';

/** Starts a desk phone: baresip without a sound card, remote controlled. */
export async function startDeskPhone(options: DeskPhoneOptions): Promise<BaresipPhone> {
  // It takes the port after the one for SIP as well, for TLS.
  const [sipPort, controlPort] = [await freePort(options.address, 2), await freePort()];
  const { first: firstRtpPort, release: releaseRtp } = await reservePhoneRtpPorts();
  const rtpPorts = [firstRtpPort, firstRtpPort + PHONE_RTP_PORTS - 1] as const;
  const codecs = `;audio_codecs=${options.codecs ?? 'PCMU,PCMA'}`;
  mkdirSync(options.folder, { recursive: true });
  writeFileSync(join(options.folder, 'config'), configuration(options, sipPort, controlPort, rtpPorts));
  const accounts = options.lines.map((line) => accountOf(line, options, sipPort) + codecs);
  writeFileSync(join(options.folder, 'accounts'), `${accounts.join('\n')}\n`);
  const baresip = await startProcess('baresip', ['-f', options.folder, '-v'], { ready: /baresip is ready/ });
  const control = await connectBaresip('127.0.0.1', controlPort);

  const calls: DeskCallControl[] = [];
  const arrivals = new Set<(call: DeskCallControl) => void>();
  const callers = new Set<string>();
  let lastDial: Promise<unknown> = Promise.resolve();

  const capture = (id: string) => {
    const files = existsSync(options.captures) ? readdirSync(options.captures) : [];
    // A media proxy that was restarted begins another file, with a name that sorts anywhere.
    return files
      .filter((file) => file.startsWith(`${encodeURIComponent(id)}-`))
      .flatMap((file) => readRtpCapture(readFileSync(join(options.captures, file))))
      .sort((one, other) => one.at - other.at);
  };
  const recordings = (since: number, until: number) =>
    readdirSync(options.folder)
      .filter((file) => file.endsWith('-dec.wav'))
      .map((file) => ({ path: join(options.folder, file), at: startOf(file) }))
      // Their names tell the second only, and the phone's word of a call may reach us in the second after it.
      .filter(({ at }) => at >= Math.floor(since / 1000) * 1000 - 1000 && at <= until)
      .sort((one, other) => one.at - other.at)
      .at(-1)?.path;

  control.onEvent((event: BaresipEvent) => {
    if (event.id === undefined || event.direction === undefined) return;
    const known = calls.find((call) => call.id === event.id && call.direction === event.direction);
    if (known) return known.handle(event);
    const call = createDeskCall(event, control, {
      hears: (id, seconds, now) => heardInCapture(capture(id), rtpPorts, seconds, now),
      recording(since, until) {
        const file = recordings(since, until);
        return file
          ? listen(decodeWav(readFileSync(file)))
          : { seconds: 0, energy: 0, toneHz: null, tones: [] };
      },
    });
    calls.push(call);
    call.handle(event);
    for (const arrived of arrivals) arrived(call);
  });

  const arrival = (direction: DeskCallControl['direction'], timeoutMs: number) =>
    new Promise<DeskCallControl>((resolve, reject) => {
      const arrived = (call: DeskCallControl) => {
        if (call.direction !== direction) return;
        clearTimeout(timer);
        arrivals.delete(arrived);
        resolve(call);
      };
      const timer = setTimeout(() => {
        arrivals.delete(arrived);
        reject(new Error(`No ${direction} call in ${timeoutMs} ms.\n${baresip.log().slice(-2000)}`));
      }, timeoutMs);
      arrivals.add(arrived);
    });

  const dial = async (to: string, callOptions: OutgoingCallOptions) => {
    const registered = options.lines.find((line) => line.register);
    const from = callOptions.from ?? registered?.user ?? DEFAULT_CALLER;
    const name = (callOptions.displayName ?? '').replaceAll('"', '');
    const address = `sip:${from}@${options.domain}`;
    if (!registered && !callers.has(`${name} ${from}`)) {
      if ([...callers].some((caller) => caller.endsWith(` ${from}`))) await control.command('uadel', address);
      await control.command(
        'uanew',
        `${name ? `"${name}" ` : ''}<${address}>;regint=0;outbound="sip:${options.proxy}"${codecs}`,
      );
      callers.add(`${name} ${from}`);
    }
    await options.beforeCall?.(from, to, callOptions);
    await control.command('uafind', address);
    const started = arrival('outgoing', 15_000);
    await control.command('dial', `sip:${to}@${options.domain}`);
    return started;
  };

  return {
    contact: `${options.address}:${sipPort}`,
    toneHz: options.toneHz,
    calls: () => calls,
    incoming: (timeoutMs = 15_000) => arrival('incoming', timeoutMs),
    call(to, callOptions = {}) {
      const result = lastDial.then(() => dial(to, callOptions));
      lastDial = result.catch(() => undefined);
      return result;
    },
    log: () => baresip.log(),
    async stop() {
      control.close();
      await baresip.stop();
      releaseRtp();
    },
  };
}

function accountOf(line: PhoneLine, options: DeskPhoneOptions, sipPort: number): string {
  if (!line.register)
    return `<sip:${line.user}@${options.address}:${sipPort}>;regint=0;answermode=${line.answer}`;
  const { domain, password } = line.register;
  const outbound = `outbound="sip:${options.proxy}"`;
  return `<sip:${line.user}@${domain}>;auth_pass=${password};regint=300;${outbound};answermode=${line.answer}`;
}

function configuration(
  { folder, address, toneHz, audioFile }: DeskPhoneOptions,
  sipPort: number,
  controlPort: number,
  rtpPorts: readonly [number, number],
): string {
  // baresip's tone generator speaks 48 kHz stereo only.
  const source = audioFile
    ? [`audio_source aufile,${audioFile}`, 'ausrc_srate 8000', 'ausrc_channels 1']
    : [`audio_source ausine,${toneHz}`, 'ausrc_srate 48000', 'ausrc_channels 2'];
  const modules = ['g711', 'aufile', 'ausine', 'sndfile'].map((name) => `module ${name}.so`);
  return `${[
    'poll_method epoll',
    `sip_listen ${address}:${sipPort}`,
    `rtp_ports ${rtpPorts.join('-')}`,
    'call_max_calls 50',
    'call_local_timeout 600',
    `audio_path ${folder}`,
    ...source,
    `audio_player aufile,${join(folder, 'player.wav')}`,
    `audio_alert aufile,${join(folder, 'alert.wav')}`,
    'auplay_srate 8000',
    'auplay_channels 1',
    ...['ring', 'ringback', 'callwaiting', 'busy', 'error', 'notfound'].map((name) => `${name}_aufile none`),
    'module_path /usr/lib/baresip/modules',
    ...modules,
    `snd_path ${folder}`,
    'module_tmp uuid.so',
    'module_tmp account.so',
    'module_app menu.so',
    'module_app ctrl_tcp.so',
    `ctrl_tcp_listen 127.0.0.1:${controlPort}`,
  ].join('\n')}\n`;
}

/** The module sndfile names its files by local time, to the second. */
function startOf(file: string): number {
  const [, year, month, day, hour, minute, second] = (
    file.match(/^dump-(\d+)-(\d+)-(\d+)-(\d+)-(\d+)-(\d+)-/) ?? []
  ).map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, day, hour, minute, second).getTime();
}
