import { connect, createServer, type Socket } from 'node:net';

/** A network between the phone and the PBX that can be spoilt: a TCP proxy on loopback. */
export interface BadNetwork {
  readonly port: number;
  /** Swallows everything in both directions and says nothing: a half-open connection. New connections hang too. */
  stall(): void;
  /** Carries again, for new connections; what was swallowed stays lost. */
  heal(): void;
  /** Resets all connections. */
  cut(): void;
  /** Bytes the phone sent since the start. */
  readonly sent: () => number;
  stop(): Promise<void>;
}

export async function startBadNetwork(target: { host: string; port: number }): Promise<BadNetwork> {
  const sockets = new Set<Socket>();
  let stalled = false;
  let sent = 0;

  const carry = (from: Socket, to: Socket, count: (bytes: number) => void) => {
    from.on('data', (data) => {
      // What was sent into a stalled network is lost, even if the network comes back.
      if (stalled || lost.has(from)) return void lost.add(from).add(to);
      count(data.length);
      to.write(data);
    });
    from.on('close', () => {
      sockets.delete(from);
      if (!stalled && !lost.has(from)) to.destroy();
    });
    from.on('error', () => undefined);
  };
  const lost = new WeakSet<Socket>();
  const server = createServer((phone) => {
    const pbx = connect(target.port, target.host);
    for (const socket of [phone, pbx]) sockets.add(socket);
    carry(phone, pbx, (bytes) => void (sent += bytes));
    carry(pbx, phone, () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();

  return {
    port: typeof address === 'object' && address ? address.port : 0,
    stall() {
      stalled = true;
      for (const socket of sockets) lost.add(socket);
    },
    heal: () => void (stalled = false),
    cut() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    sent: () => sent,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
