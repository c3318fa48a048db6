import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { HostMapping } from './host-map.ts';

export interface LocalProxy {
  readonly port: number;
  /** `host:port` of every connection that was refused because the host is not mapped. */
  readonly refused: readonly string[];
  stop(): Promise<void>;
}

/** An HTTP proxy (CONNECT only) that leads the mapped hosts to loopback and refuses all others. */
export async function startLocalProxy(hosts: readonly HostMapping[]): Promise<LocalProxy> {
  const ports = new Map(hosts.map(({ host, port }) => [host, port]));
  const sockets = new Set<Socket>();
  const refused: string[] = [];
  const server = createServer((_, response) => response.writeHead(403).end());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    const port = ports.get((request.url ?? '').replace(/:\d+$/, ''));
    client.on('error', () => client.destroy());
    if (port === undefined) {
      refused.push(request.url ?? '');
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.once('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    refused,
    stop: () =>
      new Promise((resolve) => {
        sockets.forEach((socket) => socket.destroy());
        server.close(() => resolve());
      }),
  };
}
