import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { headerOf } from './sip-messages';

/** A telephone over UDP that says nothing by itself: the test writes each of its messages. */
export interface ScriptedPeer {
  /** Where calls can be sent to. */
  readonly uri: string;
  /** Everything that arrived, oldest first. */
  readonly received: readonly string[];
  /** The first message that fits, now or later. */
  next(fits: (message: string) => boolean, timeoutMs?: number): Promise<string>;
  send(message: string): void;
  /** A request of a call that this telephone places to `to`. */
  begin(method: 'INVITE' | 'CANCEL' | 'ACK', to: string, callId: string, toTag?: string): string;
  stop(): void;
}

const SDP = (port: number) =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${port} RTP/AVP 0`,
    'a=rtpmap:0 PCMU/8000',
    'a=sendrecv',
    '',
  ].join('\r\n');

/** Starts it; all it sends goes to the proxy at `address:port`. */
export async function startScriptedPeer(proxy: { address: string; sipPort: number }): Promise<ScriptedPeer> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const received: string[] = [];
  const watchers = new Set<() => void>();
  socket.on('message', (data) => {
    received.push(data.toString());
    watchers.forEach((watcher) => watcher());
  });
  return {
    uri: `sip:peer@127.0.0.1:${port}`,
    received,
    next: (fits, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = received.find(fits);
          if (found === undefined) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`That never came. What came:\n${received.join('\n')}`));
        }, timeoutMs);
        watchers.add(look);
        look();
      }),
    send: (message) => socket.send(message, proxy.sipPort, proxy.address),
    begin(method, to, callId, toTag) {
      const body = method === 'INVITE' ? SDP(port + 1) : '';
      return [
        `${method} sip:${to} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK-${callId}`,
        'Max-Forwards: 70',
        `From: <sip:+12025550142@peer.test>;tag=from-${callId}`,
        `To: <sip:${to}>${toTag ? `;tag=${toTag}` : ''}`,
        `Call-ID: ${callId}`,
        `CSeq: 1 ${method}`,
        `Contact: <sip:peer@127.0.0.1:${port}>`,
        ...(body ? ['Content-Type: application/sdp'] : []),
        `Content-Length: ${body.length}`,
        '',
        body,
      ].join('\r\n');
    },
    stop: () => void socket.close(),
  };
}

const linesOf = (message: string, name: string) =>
  message.split('\r\n').filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
const uriOf = (nameAddr = '') => /<([^>]+)>/.exec(nameAddr)?.[1] ?? nameAddr;

/** The telephone's answer to `request`. */
export function peerReply(
  peer: Pick<ScriptedPeer, 'uri'>,
  request: string,
  status: number,
  { tag = 'peer', headers = [], sdp = false }: { tag?: string; headers?: string[]; sdp?: boolean } = {},
): string {
  const to = headerOf(request, 'To')!;
  const body = sdp ? SDP(Number(/:(\d+)$/.exec(peer.uri)![1]) + 1) : '';
  return [
    `SIP/2.0 ${status} Because`,
    ...linesOf(request, 'Via'),
    ...linesOf(request, 'Record-Route'),
    `From: ${headerOf(request, 'From')}`,
    `To: ${to.includes('tag=') ? to : `${to};tag=${tag}`}`,
    `Call-ID: ${headerOf(request, 'Call-ID')}`,
    `CSeq: ${headerOf(request, 'CSeq')}`,
    `Contact: <${peer.uri}>`,
    ...headers,
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

/** A request in the dialog that the 2xx `answer` made, by the side that sent the INVITE or by the one that answered it. */
export function peerRequest(
  method: string,
  answer: string,
  { as, cseq = 2 }: { as: 'caller' | 'callee'; cseq?: number },
  invite = '',
): string {
  const isCaller = as === 'caller';
  // The caller meets the proxies in the opposite order of the answer (RFC 3261 §12.1.2).
  const routes = linesOf(answer, 'Record-Route').map((line) => line.replace(/^Record-Route/i, 'Route'));
  const [from, to] = [headerOf(answer, 'From'), headerOf(answer, 'To')];
  const port = /127\.0\.0\.1:(\d+)/.exec(
    isCaller ? headerOf(answer, 'Via')! : headerOf(answer, 'Contact')!,
  )![1];
  return [
    `${method} ${uriOf(headerOf(isCaller ? answer : invite, 'Contact'))} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK-${headerOf(answer, 'Call-ID')}-${method}-${cseq}`,
    'Max-Forwards: 70',
    ...(isCaller ? routes.toReversed() : routes),
    `From: ${isCaller ? from : to}`,
    `To: ${isCaller ? to : from}`,
    `Call-ID: ${headerOf(answer, 'Call-ID')}`,
    `CSeq: ${cseq} ${method}`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
