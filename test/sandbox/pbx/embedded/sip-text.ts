import { Levels, LoggerFactory, Parser, type IncomingRequestMessage } from 'sip.js/lib/core/index.js';
import { IncomingRequestMessage as Request, type IncomingResponseMessage } from 'sip.js/lib/core/index.js';

const loggers = new LoggerFactory();
loggers.level = Levels.error;
loggers.builtinEnabled = false;
const logger = loggers.getLogger('embedded-pbx');

/** Reads a message with SIP.js's own parser; null for what it cannot read. */
export function parseSip(text: string): IncomingRequestMessage | IncomingResponseMessage | null {
  try {
    return Parser.parseMessage(text, logger) ?? null;
  } catch {
    // Some malformed responses make the parser throw.
    return null;
  }
}

export function isRequest(
  message: IncomingRequestMessage | IncomingResponseMessage,
): message is IncomingRequestMessage {
  return message instanceof Request;
}

/** The same request for the next hop: its URI replaced, our Via on top. */
export function forwardedRequest(text: string, uri: string, via: string): string {
  const [line = ''] = text.split('\r\n', 1);
  const [method = ''] = line.split(' ', 1);
  return `${method} ${uri} SIP/2.0\r\nVia: ${via}${text.slice(line.length)}`;
}

/** The same response for the hop before: our Via taken off. */
export function withoutTopVia(text: string): string {
  return text.replace(/^Via:[^\r\n]*\r\n/im, '');
}

/** A response to a request, made here. */
export function replyTo(
  request: IncomingRequestMessage,
  status: number,
  reason: string,
  headers: readonly string[] = [],
): string {
  const to = request.getHeader('to') ?? '';
  const tag = request.toTag || status === 100 ? '' : `;tag=${Math.random().toString(36).slice(2)}`;
  return [
    `SIP/2.0 ${status} ${reason}`,
    ...request.getHeaders('via').map((via) => `Via: ${via}`),
    `From: ${request.getHeader('from')}`,
    `To: ${to}${tag}`,
    `Call-ID: ${request.callId}`,
    `CSeq: ${request.getHeader('cseq')}`,
    ...headers,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
