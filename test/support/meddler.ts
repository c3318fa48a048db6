import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { createCertificate } from '../sandbox/certificate.ts';

/** Somebody between the phone and the PBX who reads along, keeps messages back and slips in others. */
export interface Meddler {
  /** Loopback port of its secure WebSocket. */
  readonly port: number;
  /** SIP messages in order: of the phone and of the PBX, also those that were kept back. */
  readonly seen: { readonly from: 'phone' | 'pbx'; readonly text: string }[];
  /** Messages for which this is true do not arrive. */
  keepBack: (text: string, from: 'phone' | 'pbx') => boolean;
  /** Gives the phone a message as if the PBX had sent it. */
  inject(text: string): void;
  stop(): Promise<void>;
}

export async function startMeddler(pbx: { host: string; port: number }): Promise<Meddler> {
  const server = createServer(createCertificate(['localhost', '127.0.0.1']));
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'sip' });
  const seen: Meddler['seen'] = [];
  let newest: WebSocket | null = null;
  const meddler: Meddler = {
    port: 0,
    seen,
    keepBack: () => false,
    inject: (text) => newest?.send(text),
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function carry(from: 'phone' | 'pbx', text: string, to: WebSocket): void {
    if (text.trim()) seen.push({ from, text });
    if (!meddler.keepBack(text, from)) to.send(text);
  }

  sockets.on('connection', (phone) => {
    newest = phone;
    const far = new WebSocket(`wss://${pbx.host}:${pbx.port}/ws`, 'sip', { rejectUnauthorized: false });
    const waiting: string[] = [];
    far.on('open', () => waiting.splice(0).forEach((text) => carry('phone', text, far)));
    phone.on('message', (data: Buffer) => {
      if (far.readyState === WebSocket.OPEN) carry('phone', data.toString(), far);
      else waiting.push(data.toString());
    });
    far.on('message', (data: Buffer) => carry('pbx', data.toString(), phone));
    for (const [one, other] of [
      [phone, far],
      [far, phone],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.terminate());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(meddler, { port: (server.address() as AddressInfo).port });
}
