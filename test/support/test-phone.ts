import { WebSocket as WsClient } from 'ws';
import type { Call, CallPhase } from '@/utils/phone/call';
import { createPhone, type Phone, type PhoneOptions } from '@/utils/phone/create-phone';
import type { PhoneSetup } from '@/utils/phone/phone-setup';
import type { PhoneSnapshot } from '@/utils/phone/phone-service';
import type { SipSettings } from '@/utils/phone/phone-config';
import type { Tone } from '@/utils/phone/media/tone-player';
import type { OpenSocket, SipSocket } from '@/utils/phone/sip/socket-transport';
import type { KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { createFakeMediaHost, type FakeMediaHost } from './fake-media-host';
import { phoneSetup } from './phone-setup';

/** The real phone in Node, against a real PBX, with a microphone made of text. */
export interface TestPhone {
  phone: Phone;
  media: FakeMediaHost;
  setup: PhoneSetup;
  /** What the phone played, in order. */
  tones: Tone[];
  /** Defects it reported. */
  fatal: unknown[];
  /** Resolves with what `pick` finds in a snapshot, now or later. */
  until<T>(
    what: string,
    pick: (snapshot: PhoneSnapshot) => T | undefined | null | false,
    ms?: number,
  ): Promise<T>;
  registered(): Promise<void>;
  /** The first call in this phase. */
  call(phase: CallPhase, ms?: number): Promise<Call>;
  /** The present state of a call. */
  now(id: string): Call;
}

export interface TestPhoneOptions {
  servers: string[];
  domain: string;
  username: string;
  password: string;
  sip?: Partial<SipSettings>;
  openSocket?: OpenSocket;
  more?: Partial<PhoneOptions>;
}

/** The sandbox's host names mean loopback, and its certificates are its own. */
export const openLoopback: OpenSocket = (url) => {
  const { port, pathname } = new URL(url);
  const socket = new WsClient(`wss://127.0.0.1:${port}${pathname}`, 'sip', { rejectUnauthorized: false });
  // As in a browser, `close` follows and says enough.
  socket.on('error', () => undefined);
  return socket as unknown as SipSocket;
};

/** The phone of a user of the PBX: 1001, if not said otherwise. */
export function startAgent(
  { url, domain, users }: Pick<KamailioSandbox, 'url' | 'domain' | 'users'>,
  user = 0,
  more: Partial<TestPhoneOptions> = {},
): TestPhone {
  const { username, password } = users[user]!;
  return startTestPhone({ servers: [url], domain, username, password, ...more });
}

let made = 0;

export function startTestPhone(options: TestPhoneOptions): TestPhone {
  const { username } = options;
  const media = createFakeMediaHost();
  const tones: Tone[] = [];
  const fatal: unknown[] = [];
  const setup = phoneSetup(options);
  const phone = createPhone({
    config: setup,
    media,
    tones: {
      play(tone) {
        if (tones.at(-1) !== tone) tones.push(tone);
      },
    },
    instanceId: `7e57c0de-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    openSocket: options.openSocket ?? openLoopback,
    onFatal: (error) => void fatal.push(error),
    ...options.more,
  });

  function until<T>(
    what: string,
    pick: (snapshot: PhoneSnapshot) => T | undefined | null | false,
    ms = 15_000,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (end: () => void) => {
        clearTimeout(timer);
        unsubscribe();
        end();
      };
      const look = () => {
        const found = pick(phone.snapshot);
        if (found) finish(() => resolve(found));
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`${username}: no ${what} in ${JSON.stringify(phone.snapshot)}`))),
        ms,
      );
      const unsubscribe = phone.subscribe(look);
      look();
    });
  }

  return {
    phone,
    media,
    setup,
    tones,
    fatal,
    until,
    registered: async () => void (await until('registration', ({ status }) => status.line === 'registered')),
    call: (phase, ms) =>
      until(`${phase} call`, ({ calls }) => calls.find((call) => call.phase === phase), ms),
    now: (id) => phone.snapshot.calls.find((call) => call.id === id)!,
  };
}
