import type { SipEvent, SipPort } from '@/utils/phone/sip-port';
import { createSipClient } from '@/utils/phone/sip/sip-client';
import { createFakeSockets, type FakeSocket } from './fake-socket';
import { seededRandom } from './random';

/** The SIP side of extension 1001 with a PBX in memory. */
export interface SipHarness {
  port: SipPort;
  events: SipEvent[];
  /** The newest socket. */
  readonly socket: FakeSocket;
  sockets: FakeSocket[];
  /** The first event of this type from the beginning, or the next one. */
  event<T extends SipEvent['type']>(type: T): Promise<Extract<SipEvent, { type: T }>>;
  /** The first message of the phone that fits, or the next one. */
  sent(fits: (message: string) => boolean): Promise<string>;
  /** Messages the gate or SIP.js refused. */
  refused: string[];
}

const INSTANCE = '0f4c2c6a-52e1-4f3b-9f5e-0123456789ab';

/** `onEvent` is told of each event before anybody else. */
export async function startSipClient({
  onEvent = () => undefined,
}: { onEvent?: (event: SipEvent) => void } = {}): Promise<SipHarness> {
  const { openSocket, sockets } = createFakeSockets();
  const events: SipEvent[] = [];
  const refused: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((look) => look());
  let made = 0;
  const port = createSipClient({
    account: {
      domain: 'pbx.test',
      username: '1001',
      authorizationUsername: '',
      password: 'correct horse',
      displayName: 'Agent',
      dtmf: 'rtp',
      instanceId: INSTANCE,
    },
    openSocket,
    userAgent: 'Test/1',
    newId: () => `in-${++made}`,
    random: seededRandom(1),
    emit(event) {
      onEvent(event);
      events.push(event);
      wake();
    },
    onRefused: (why) => void refused.push(why),
  });
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const harness: SipHarness = {
    port,
    events,
    refused,
    sockets,
    get socket() {
      return sockets.at(-1)!;
    },
    event: (type) => until(() => events.find((event) => event.type === type)) as never,
    sent: (fits) => until(() => sockets.flatMap(({ sent }) => sent).find(fits)),
  };
  port.connect('wss://pbx.test/ws');
  harness.socket.onSent = () => queueMicrotask(wake);
  await harness.event('socket-open');
  return harness;
}
