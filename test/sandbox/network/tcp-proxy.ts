import { connect, createServer, type Socket } from 'node:net';

/** A stretch of network between a browser and a server, with the faults of a real one. */
export interface TcpProxy {
  readonly port: number;
  /** Connections that are open now. */
  open(): number;
  /** Nothing passes any more and nobody is told: a half-open connection. New connections are taken and not answered. */
  freeze(): void;
  thaw(): void;
  /** Resets every connection; new ones are taken. */
  cut(): void;
  /** Delays everything that passes, each way, in milliseconds. */
  delay(ms: number): void;
  stop(): Promise<void>;
}

/** Listens on a port of `host` and passes everything on to `target`. TLS goes through untouched. */
export async function startTcpProxy(
  target: { host: string; port: number },
  host = '127.0.0.1',
): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let frozen = false;
  let delayMs = 0;

  const pass = (from: Socket, to: Socket) => {
    from.on('data', (chunk) => {
      if (delayMs === 0) to.write(chunk);
      else setTimeout(() => to.writable && to.write(chunk), delayMs);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  };
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    client.once('close', () => pairs.delete(pair));
    pass(client, upstream);
    pass(upstream, client);
    if (frozen) pair.forEach((socket) => socket.pause());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const address = server.address();
  const each = (act: (socket: Socket) => void) => pairs.forEach((pair) => pair.forEach(act));
  const cut = () => each((socket) => socket.resetAndDestroy());
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    open: () => pairs.size,
    freeze() {
      frozen = true;
      each((socket) => socket.pause());
    },
    thaw() {
      frozen = false;
      each((socket) => socket.resume());
    },
    cut,
    delay(ms) {
      delayMs = ms;
    },
    stop: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
