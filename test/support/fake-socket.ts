import type { OpenSocket, SipSocket } from '@/utils/phone/sip/socket-transport';

/** The PBX's end of a WebSocket, in memory. */
export interface FakeSocket {
  readonly url: string;
  /** What the phone sent, oldest first. */
  readonly sent: string[];
  /** Called for each message of the phone. */
  onSent: (message: string) => void;
  open(): void;
  receive(data: unknown): void;
  /** The network went. */
  fail(): void;
  closed: boolean;
}

/** WebSockets that go nowhere. `script` is told of each new one. */
export function createFakeSockets(script: (socket: FakeSocket) => void = (socket) => socket.open()): {
  openSocket: OpenSocket;
  sockets: FakeSocket[];
} {
  const sockets: FakeSocket[] = [];
  const openSocket: OpenSocket = (url) => {
    const listeners: Record<string, ((event: { data: unknown }) => void)[]> = {
      open: [],
      close: [],
      message: [],
    };
    const fire = (type: string, data?: unknown) => listeners[type]!.forEach((listener) => listener({ data }));
    const socket: FakeSocket = {
      url,
      sent: [],
      onSent: () => undefined,
      closed: false,
      open: () => queueMicrotask(() => fire('open')),
      receive: (data) => fire('message', data),
      fail() {
        socket.closed = true;
        fire('close');
      },
    };
    sockets.push(socket);
    script(socket);
    return {
      send(message: string) {
        if (socket.closed) throw new Error('closed');
        socket.sent.push(message);
        socket.onSent(message);
      },
      close: () => void (socket.closed = true),
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) =>
        void listeners[type]!.push(listener),
    } as SipSocket;
  };
  return { openSocket, sockets };
}
