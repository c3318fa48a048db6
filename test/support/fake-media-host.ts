import type {
  MediaError,
  MediaEvent,
  MediaHost,
  MediaOptions,
  MediaSession,
} from '@/utils/phone/media/media-host';

/** A media session without sound: it writes descriptions that pass every check, and remembers what was asked of it. */
export interface FakeSession extends MediaSession {
  readonly callId: string;
  readonly options: MediaOptions;
  readonly log: string[];
  readonly emit: (event: MediaEvent) => void;
  closed: boolean;
  muted: boolean;
  remote: string;
  tones: string;
}

/** A microphone and a network card made of text. */
export interface FakeMediaHost extends MediaHost {
  readonly sessions: FakeSession[];
  /** The next `open` fails like this; null lets it work again. */
  failure: MediaError | null;
}

/** How a session is opened, with nothing special about it. */
export const MEDIA_OPTIONS: MediaOptions = {
  audio: {
    input: 'default',
    output: 'default',
    noiseSuppression: true,
    echoCancellation: true,
    autoGainControl: true,
  },
  iceServers: [],
  relayOnly: false,
};

const FINGERPRINT = Array.from({ length: 32 }, (_, i) => (i + 16).toString(16).toUpperCase()).join(':');
let port = 20_000;

/** A description as a browser writes it, in short. */
export function fakeSdp({ direction = 'sendrecv', ufrag = 'abcd', version = 1 } = {}): string {
  return [
    'v=0',
    `o=- 4611731400430051336 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    `m=audio ${port} UDP/TLS/RTP/SAVPF 0 101`,
    'c=IN IP4 127.0.0.1',
    'a=rtcp-mux',
    `a=candidate:1 1 udp 2113937151 127.0.0.1 ${port} typ host`,
    `a=ice-ufrag:${ufrag}`,
    'a=ice-pwd:0123456789abcdef01234567',
    `a=fingerprint:sha-256 ${FINGERPRINT}`,
    'a=setup:actpass',
    'a=mid:0',
    `a=${direction}`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    '',
  ].join('\r\n');
}

const ANSWERS: Record<string, string> = { sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' };

export function createFakeMediaHost(): FakeMediaHost {
  const host: FakeMediaHost = {
    sessions: [],
    failure: null,
    async open(callId, options, emit) {
      if (host.failure) throw host.failure;
      const session = createSession(callId, options, emit);
      host.sessions.push(session);
      return session;
    },
  };
  return host;
}

function createSession(
  callId: string,
  options: MediaOptions,
  emit: (event: MediaEvent) => void,
): FakeSession {
  let version = 0;
  let restarts = 0;
  port += 2;
  const sdp = (direction: string) => fakeSdp({ direction, version: ++version, ufrag: `u${restarts}` });
  const session: FakeSession = {
    callId,
    options,
    emit,
    log: [],
    closed: false,
    muted: false,
    remote: '',
    tones: '',
    async createOffer({ hold, iceRestart }) {
      if (iceRestart) restarts++;
      session.log.push(`offer${hold ? ' hold' : ''}${iceRestart ? ' restart' : ''}`);
      return sdp(hold ? 'sendonly' : 'sendrecv');
    },
    async createAnswer(remote, { hold }) {
      session.remote = remote;
      session.log.push(`answer${hold ? ' hold' : ''}`);
      const theirs = /a=(sendrecv|sendonly|recvonly|inactive)/.exec(remote)?.[1] ?? 'sendrecv';
      return sdp(theirs === 'sendrecv' && hold ? 'sendonly' : (ANSWERS[theirs] ?? 'sendrecv'));
    },
    async setRemoteAnswer(remote, { early } = { early: false }) {
      session.remote = remote;
      session.log.push(early ? 'early answer' : 'remote answer');
      queueMicrotask(() => emit({ type: 'connected' }));
    },
    async rollback() {
      session.log.push('rollback');
    },
    setMuted: (muted) => void (session.muted = muted),
    sendDtmf(tone) {
      session.tones += tone;
      return true;
    },
    bridge: (other) => void session.log.push(other ? 'bridge' : 'part'),
    async setDevices() {
      session.log.push('devices');
    },
    close: () => void (session.closed = true),
  };
  return session;
}
