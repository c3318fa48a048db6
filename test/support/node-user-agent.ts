import { Registerer, UserAgent } from 'sip.js';
import { WebSocket } from 'ws';

/** Where a SIP.js user agent in Node finds the PBX: the name of `url` is looked up on `address`. */
export interface NodeAccount {
  readonly url: string;
  readonly address: string;
  readonly certificate: { readonly cert: string };
  readonly domain: string;
  readonly username: string;
  readonly password: string;
}

/** Registers over WSS with SIP.js in Node: the status of the final answer, and how to end it. No media. */
export async function registerInNode(
  account: NodeAccount,
): Promise<{ status: number; stop(): Promise<void> }> {
  const userAgent = new UserAgent({
    uri: UserAgent.makeURI(`sip:${account.username}@${account.domain}`)!,
    authorizationUsername: account.username,
    authorizationPassword: account.password,
    transportOptions: { server: account.url, traceSip: false },
    logBuiltinEnabled: false,
  });
  const before = globalThis.WebSocket;
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string, protocol: string) {
      const server = new URL(url);
      const tls = {
        ca: account.certificate.cert,
        servername: server.hostname,
        headers: { host: server.host },
      };
      server.hostname = account.address;
      super(server, protocol, tls);
    }
  } as unknown as typeof globalThis.WebSocket;
  try {
    await userAgent.start();
  } finally {
    globalThis.WebSocket = before;
  }
  const registerer = new Registerer(userAgent, { expires: 300 });
  const status = await new Promise<number>((resolve) => {
    const answered = (response: { message: { statusCode?: number } }) =>
      resolve(response.message.statusCode ?? 0);
    void registerer.register({ requestDelegate: { onAccept: answered, onReject: answered } });
  });
  return { status, stop: () => userAgent.stop() };
}
