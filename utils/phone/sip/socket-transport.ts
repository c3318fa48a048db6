import { type Core, EmitterImpl, type Transport, TransportState } from 'sip.js';
import { checkMessage, type GateRefusal } from '@/utils/phone/sip/gate';
import { pickChallenge } from '@/utils/phone/sip/pick-challenge';

/** The part of `WebSocket` used here. */
export interface SipSocket {
  send(data: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

/** Opens a WebSocket with the subprotocol `sip` (RFC 7118). */
export type OpenSocket = (url: string) => SipSocket;

/** The browser's WebSocket. Only encrypted connections: credentials and conversations travel here. */
export const openWebSocket: OpenSocket = (url) => {
  if (!/^wss:\/\//i.test(url)) throw new Error('Only wss: addresses are allowed.');
  const socket = new WebSocket(url, 'sip');
  socket.binaryType = 'arraybuffer';
  return socket;
};

/** What the transport tells its owner, beside what SIP.js asks of it. */
export interface SocketEvents {
  onOpen(): void;
  onClosed(): void;
  /** A message was dropped, or SIP.js failed on it. */
  onRefused(why: GateRefusal | 'library-failed'): void;
}

/**
 * SIP over WebSocket for SIP.js, with the server changed underneath: dialogs live in SIP.js's core, so a call goes on over
 * another socket and another server. It never reconnects by itself, and hides no loss.
 */
export class SocketTransport implements Transport {
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  readonly protocol = 'WSS';
  readonly stateChange = new EmitterImpl<TransportState>();
  #state = TransportState.Disconnected;
  #socket: SipSocket | null = null;
  #pretending = false;
  readonly #open: OpenSocket;
  readonly #events: SocketEvents;

  constructor(_logger: Core.Logger, options: { open: OpenSocket; events: SocketEvents }) {
    this.#open = options.open;
    this.#events = options.events;
  }

  get state(): TransportState {
    return this.#state;
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  /** SIP.js calls this once, in `start()`; sockets are opened by `open`. */
  connect(): Promise<void> {
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.drop();
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  /** Opens a socket to `url`; whatever was open before is dropped without waiting for it. */
  open(url: string): void {
    this.drop();
    this.#enter(TransportState.Connecting);
    let socket: SipSocket;
    try {
      socket = this.#open(url);
    } catch {
      this.#enter(TransportState.Disconnected);
      queueMicrotask(() => this.#events.onClosed());
      return;
    }
    this.#socket = socket;
    socket.addEventListener('open', () => {
      if (socket !== this.#socket) return;
      this.#enter(TransportState.Connected);
      this.#events.onOpen();
    });
    socket.addEventListener('close', () => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.#enter(TransportState.Disconnected);
      this.#events.onClosed();
    });
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.receive(data);
    });
  }

  /** Forgets the socket at once and closes it in the background: a half-open one may take minutes to say so. */
  drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#enter(TransportState.Disconnected);
    try {
      socket?.close();
    } catch {
      // It was not open yet.
    }
  }

  /**
   * Lets SIP.js take `message` as if the PBX had sent it. What SIP.js sends in answer, an ACK, goes nowhere: nobody waits
   * for it, and a failure to send it would be taken as a second answer.
   */
  pretend(message: string): void {
    this.#pretending = true;
    try {
      this.receive(message);
    } finally {
      this.#pretending = false;
    }
  }

  send(message: string): Promise<void> {
    if (this.#pretending) return Promise.resolve();
    if (!this.#socket || !this.isConnected()) return Promise.reject(new Error('Not connected.'));
    try {
      this.#socket.send(message);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error('The message could not be sent.'));
    }
  }

  /** A message from the PBX: through the gate, then to SIP.js, whose failures end here. */
  receive(data: unknown): void {
    const text = typeof data === 'string' ? data : decode(data);
    if (text === null || /^[\r\n]*$/.test(text)) return;
    const refusal = checkMessage(text);
    if (refusal) return this.#events.onRefused(refusal);
    try {
      this.onMessage?.(pickChallenge(text));
    } catch {
      this.#events.onRefused('library-failed');
    }
  }

  #enter(state: TransportState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.stateChange.emit(state);
  }
}

function decode(data: unknown): string | null {
  try {
    return data instanceof ArrayBuffer ? new TextDecoder('utf-8', { fatal: true }).decode(data) : null;
  } catch {
    return null;
  }
}
