import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:net';

/**
 * Below the ports the system gives to clients by itself (from 32,768) and those of media, above those a browser refuses to connect to
 * (Fetch Standard, "bad ports": up to 6697).
 */
const FIRST = 6_698;
const LAST = 9_999;
/** Where nobody listens: a port held here is taken by a sandbox of this machine, though its program does not run yet. */
const REGISTER = '127.255.255.254';

/**
 * The first of `count` ports in a row on `host` that neither TCP nor UDP uses. They are this process's until it ends: no other
 * sandbox is given one of them, and no client gets one between this answer and the start of the program that listens there.
 */
export async function freePort(host = '127.0.0.1', count = 1): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const first = FIRST + Math.floor(Math.random() * (LAST - FIRST - count));
    if (await take(host, first, count)) return first;
  }
  throw new Error(`No ${count} free ports found on ${host}.`);
}

async function take(host: string, first: number, count: number): Promise<boolean> {
  const held: Server[] = [];
  for (let port = first; port < first + count; port++) {
    const place = await listenOn(REGISTER, port);
    if (place) held.push(place);
    if (!place || !(await isFree(host, port))) {
      for (const other of held) other.close();
      return false;
    }
  }
  return true;
}

async function isFree(host: string, port: number): Promise<boolean> {
  const tcp = await listenOn(host, port);
  if (!tcp) return false;
  await new Promise((resolve) => tcp.close(resolve));
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind(port, host, () => socket.close(() => resolve(true)));
  });
}

function listenOn(host: string, port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, host, () => resolve(server.unref()));
  });
}
