import { createServer, type Server } from 'node:net';

/** Ports of one media proxy, and of one desk phone. */
export const RTP_PORTS = 500;
export const PHONE_RTP_PORTS = 100;

/** Where nobody listens: a port held here says that the range which begins with it is taken. */
const REGISTER = '127.255.255.254';

const hold = (port: number) =>
  new Promise<Server | null>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, REGISTER, () => resolve(server.unref()));
  });

/**
 * A range of UDP ports that no other sandbox uses. Its owner takes them call by call, so the range itself shows nothing: a port
 * of the same number elsewhere says that it is taken.
 */
async function reserve(
  lowest: number,
  ranges: number,
  size: number,
): Promise<{ first: number; release: () => void }> {
  const start = Math.floor(Math.random() * ranges);
  for (let offset = 0; offset < ranges; offset += 1) {
    const first = lowest + size * ((start + offset) % ranges);
    const server = await hold(first);
    if (server) return { first, release: () => void server.close() };
  }
  throw new Error('All port ranges for media are in use.');
}

/** Above 32,000 the system hands ports out by itself, so that a packet's sender is known by its port. */
export const reserveRtpPorts = () => reserve(20_000, 24, RTP_PORTS);
export const reservePhoneRtpPorts = () => reserve(10_000, 99, PHONE_RTP_PORTS);
