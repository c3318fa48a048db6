import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { createCertificate, type Certificate } from '../certificate.ts';
import { createEmbeddedProxy } from './embedded/proxy.ts';
import { createEventLog } from './event-log.ts';
import { createPagePhone } from './page-phone.ts';
import { SPECIAL_NUMBERS, type PbxSandbox, type PbxUser } from './pbx-sandbox.ts';
import { DEFAULT_USERS } from './start-kamailio.ts';

export interface EmbeddedOptions {
  readonly host?: string;
  readonly certificate?: Certificate;
  readonly users?: readonly PbxUser[];
  readonly toneHz?: number;
}

export interface EmbeddedSandbox extends PbxSandbox {
  readonly kind: 'embedded';
  readonly certificate: Certificate;
  /** The page that is the customer's phone: it must be open in a browser, and clicked once for its sound. */
  readonly customerUrl: string;
}

const FOLDERS = {
  '/customer/': fileURLToPath(new URL('customer/', import.meta.url)),
  '/sip.js/': fileURLToPath(new URL('../../../node_modules/sip.js/lib/', import.meta.url)),
};
const TONE = fileURLToPath(new URL('../../support/tone.ts', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
const TRUNK: PbxUser = { username: 'trunk', password: 'trunk-line-secret' };

/** Starts a small phone system in this process, for machines without Kamailio. The customer is a page it serves. */
export async function startEmbeddedPbx(options: EmbeddedOptions = {}): Promise<EmbeddedSandbox> {
  const host = options.host ?? 'pbx.switchhook.test';
  const users = options.users ?? DEFAULT_USERS;
  const certificate = options.certificate ?? createCertificate([host]);
  const customer = createPagePhone(options.toneHz ?? 440);
  const log = createEventLog();
  const messages: string[] = [];
  const proxy = createEmbeddedProxy({
    host,
    domain: host,
    users: [...users, TRUNK],
    trunk: TRUNK.username,
    log,
  });
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'sip' });
  const controls = new WebSocketServer({ noServer: true });

  sockets.on('connection', (socket) => {
    const connection = { send: (text: string) => socket.send(text) };
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.trim() === '') return;
      messages.push(text);
      proxy.receive(connection, text);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => proxy.closed(connection));
  });
  controls.on('connection', (socket) => {
    const { username, password } = TRUNK;
    const line = {
      domain: host,
      username,
      password,
      toneHz: customer.toneHz,
      noAnswer: SPECIAL_NUMBERS.noAnswer,
    };
    socket.send(
      JSON.stringify({ line: { ...line, busy: SPECIAL_NUMBERS.busy, rejects: SPECIAL_NUMBERS.rejects } }),
    );
    customer.attach(socket);
  });

  let server: Server;
  const listen = async (port: number) => {
    server = createServer(certificate, serveFile);
    server.on('upgrade', (request, socket, head) => {
      const target = { '/ws': sockets, '/control': controls }[request.url ?? ''];
      if (target) target.handleUpgrade(request, socket, head, (client) => target.emit('connection', client));
      else socket.destroy();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  };
  const end = () =>
    new Promise<void>((resolve) => {
      for (const socket of [...sockets.clients, ...controls.clients]) socket.terminate();
      proxy.clear();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const port = await listen(0);

  return {
    kind: 'embedded',
    url: `wss://${host}:${port}/ws`,
    host,
    port,
    domain: host,
    users,
    customer,
    certificate,
    customerUrl: `https://${host}:${port}/customer/`,
    events: log.events,
    messages: () => messages,
    on: log.on,
    waitFor: log.waitFor,
    registered: log.registered,
    dropRegistration: async (user) => proxy.drop(user),
    async send(method, user, headers, body = '') {
      proxy.sendTo(user, (uri, via) => {
        const fields = {
          Via: via,
          'Max-Forwards': '70',
          From: `<sip:${host}>;tag=${Math.random().toString(36).slice(2)}`,
          To: `<sip:${user}@${host}>`,
          'Call-ID': Math.random().toString(36).slice(2),
          CSeq: `1 ${method}`,
          Contact: `<sip:${host}>`,
          ...headers,
          'Content-Length': String(Buffer.byteLength(body)),
        };
        const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
        return `${method} ${uri} SIP/2.0\r\n${lines.join('')}\r\n${body}`;
      });
    },
    kill: end,
    async restart() {
      await end();
      await listen(port);
    },
    log: () => messages.join('\n'),
    stop: end,
  };
}

/** The customer's page, SIP.js as it is installed, and the ears of the tests. */
function serveFile(request: IncomingMessage, response: ServerResponse): void {
  const path = normalize(new URL(request.url ?? '/', 'https://host').pathname);
  const prefix = (Object.keys(FOLDERS) as (keyof typeof FOLDERS)[]).find((known) => path.startsWith(known));
  try {
    if (path === '/tone.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      response.end(stripTypeScriptTypes(readFileSync(TONE, 'utf8')));
      return;
    }
    const file = prefix && join(FOLDERS[prefix], path.slice(prefix.length) || 'index.html');
    if (!file) throw new Error('unknown path');
    const content = readFileSync(file);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(content);
  } catch {
    response.writeHead(404).end('Not found');
  }
}
