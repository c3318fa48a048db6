import { createServer, type Server } from 'node:net';

/** Ports of one media proxy. Above 32,000 the system hands ports out by itself. */
export const RTP_PORTS = 500;
const FIRST = 20_000;
const RANGES = 24;

const hold = (port: number) =>
  new Promise<Server | null>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

/**
 * A range of UDP ports that no other sandbox uses. The proxy takes them call by call, so the range itself shows nothing: a TCP
 * port of the same number says that it is taken.
 */
export async function reserveRtpPorts(): Promise<{ first: number; release: () => void }> {
  const start = Math.floor(Math.random() * RANGES);
  for (let offset = 0; offset < RANGES; offset += 1) {
    const first = FIRST + RTP_PORTS * ((start + offset) % RANGES);
    const server = await hold(first);
    if (server) return { first, release: () => void server.close() };
  }
  throw new Error('All port ranges for media are in use.');
}
