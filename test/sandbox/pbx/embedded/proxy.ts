import type { IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js';
import type { EventLog } from '../event-log.ts';
import { SPECIAL_NUMBERS, type PbxUser } from '../pbx-sandbox.ts';
import { createDigest } from './digest.ts';
import { forwardedRequest, isRequest, parseSip, replyTo, withoutTopVia } from './sip-text.ts';

/** One browser's WebSocket. */
export interface ProxyConnection {
  send(text: string): void;
}

export interface ProxyOptions {
  readonly host: string;
  readonly domain: string;
  readonly users: readonly PbxUser[];
  /** The name under which the customer registers; calls to public numbers go there, calls from there need no password. */
  readonly trunk: string;
  readonly log: EventLog;
}

export interface EmbeddedProxy {
  receive(connection: ProxyConnection, text: string): void;
  closed(connection: ProxyConnection): void;
  drop(user: string): void;
  /** Sends a request of our own to every registration of a user. */
  sendTo(user: string, request: (uri: string, via: string) => string): void;
  /** Forgets everything. */
  clear(): void;
}

interface Binding {
  readonly user: string;
  readonly contact: string;
  readonly connection: ProxyConnection;
}

/** A request as it went to one registration, and the last answer from there. */
interface Copy {
  readonly branch: string;
  readonly uri: string;
  readonly target: Binding;
  status: number;
  answer: string;
}

/** A request on its way: where it came from, and its copies. */
interface Forwarding {
  readonly source: ProxyConnection;
  readonly request: IncomingRequestMessage;
  readonly copies: Copy[];
  isDecided: boolean;
}

/** `user@host` of a URI, by which a registered contact is known again. */
const addressOf = (uri: string) => uri.match(/sips?:([^;>?]+)/)?.[1] ?? uri;
const newBranch = () => `z9hG4bK${Math.random().toString(36).slice(2)}`;

/** A registrar and forking proxy for browsers only: everyone is on a WebSocket, so contacts lead to connections. */
export function createEmbeddedProxy(options: ProxyOptions): EmbeddedProxy {
  const { domain, host, log, trunk, users } = options;
  const digest = createDigest(
    (name) => users.find((user) => (user.authorizationUsername ?? user.username) === name)?.password,
  );
  let bindings: Binding[] = [];
  const bySource = new Map<string, Forwarding>();
  const byBranch = new Map<string, Forwarding>();

  const register = (connection: ProxyConnection, request: IncomingRequestMessage) => {
    const user = request.to.uri.user ?? '';
    if (!digest.accepts(request.getHeader('authorization'), 'REGISTER')) {
      const challenge = `WWW-Authenticate: ${digest.challenge(domain)}`;
      return connection.send(replyTo(request, 401, 'Unauthorized', [challenge]));
    }
    const header = request.getHeader('contact') ?? '';
    const contact = header.match(/<([^>]+)>/)?.[1] ?? '';
    const asked = Number(header.match(/;\s*expires=(\d+)/)?.[1] ?? request.getHeader('expires') ?? 300);
    const expires = Math.min(asked, 3600);
    bindings = bindings.filter((binding) => addressOf(binding.contact) !== addressOf(contact));
    if (expires > 0) bindings.push({ user, contact, connection });
    connection.send(
      replyTo(request, 200, 'OK', expires > 0 ? [`Contact: <${contact}>;expires=${expires}`] : []),
    );
    const at = Date.now();
    if (expires > 0) log.add({ type: 'registered', at, user, contact, expires });
    else if (!bindings.some((binding) => binding.user === user)) log.add({ type: 'unregistered', at, user });
  };

  const forward = (
    source: ProxyConnection,
    request: IncomingRequestMessage,
    targets: readonly Binding[],
    uri?: string,
  ) => {
    const forwarding: Forwarding = { source, request, copies: [], isDecided: false };
    bySource.set(request.viaBranch, forwarding);
    for (const target of targets) {
      const branch = newBranch();
      byBranch.set(branch, forwarding);
      const copy: Copy = { branch, uri: uri ?? target.contact, target, status: 0, answer: '' };
      forwarding.copies.push(copy);
      const via = `SIP/2.0/WSS ${host};branch=${branch}`;
      target.connection.send(forwardedRequest(request.data, copy.uri, via));
    }
  };

  /** Calls back the copies of an INVITE that nobody has answered yet. */
  const cancel = ({ request, copies }: Forwarding, reason?: string) => {
    for (const copy of copies.filter(({ status }) => status < 200))
      copy.target.connection.send(
        hopByHop('CANCEL', copy, {
          From: request.getHeader('from'),
          To: request.getHeader('to'),
          'Call-ID': request.callId,
          CSeq: `${request.cseq} CANCEL`,
          ...(reason && { Reason: reason }),
        }),
      );
  };
  const acknowledge = (copy: Copy, response: IncomingResponseMessage) =>
    copy.target.connection.send(
      hopByHop('ACK', copy, {
        From: response.getHeader('from'),
        To: response.getHeader('to'),
        'Call-ID': response.callId,
        CSeq: `${response.cseq} ACK`,
      }),
    );
  const hopByHop = (method: string, copy: Copy, headers: Readonly<Record<string, string | undefined>>) =>
    [
      `${method} ${copy.uri} SIP/2.0`,
      `Via: SIP/2.0/WSS ${host};branch=${copy.branch}`,
      'Max-Forwards: 70',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      'Content-Length: 0\r\n\r\n',
    ].join('\r\n');

  const targetsOf = (number: string) => {
    const registered = bindings.filter(({ user }) => user === number);
    if (registered.length > 0 || users.some(({ username }) => username === number)) return registered;
    const isPublic = /^\+?\d{6,}$/.test(number);
    return isPublic ? bindings.filter(({ user }) => user === trunk) : [];
  };

  const begin = (connection: ProxyConnection, request: IncomingRequestMessage) => {
    const isTrunk = bindings.some((binding) => binding.connection === connection && binding.user === trunk);
    if (!isTrunk && !digest.accepts(request.getHeader('proxy-authorization'), request.method)) {
      const challenge = `Proxy-Authenticate: ${digest.challenge(domain)}`;
      return connection.send(replyTo(request, 407, 'Proxy Authentication Required', [challenge]));
    }
    const number = request.ruri?.user ?? '';
    if (request.method === 'INVITE') {
      connection.send(replyTo(request, 100, 'Trying'));
      const { displayName, uri } = request.from;
      const from = uri.user ?? '';
      log.add({ type: 'invite', at: Date.now(), callId: request.callId, from, displayName, to: number });
    }
    const targets = targetsOf(number);
    const isUnknown =
      number === SPECIAL_NUMBERS.unknown ||
      !(/^\+?\d{6,}$/.test(number) || users.some((u) => u.username === number));
    if (isUnknown) return connection.send(replyTo(request, 404, 'Not Found'));
    if (targets.length === 0) return connection.send(replyTo(request, 480, 'Temporarily Unavailable'));
    return forward(connection, request, targets);
  };

  const onRequest = (connection: ProxyConnection, request: IncomingRequestMessage) => {
    const known = bySource.get(request.viaBranch);
    if (request.method === 'CANCEL') {
      connection.send(replyTo(request, known ? 200 : 481, known ? 'OK' : 'Call/Transaction Does Not Exist'));
      if (!known) return;
      log.add({ type: 'cancelled', at: Date.now(), callId: request.callId });
      return cancel(known);
    }
    // Refusals are acknowledged to each copy by this proxy as they come.
    if (request.method === 'ACK' && known) return;
    if (request.method === 'REGISTER') return register(connection, request);
    if (!request.toTag) {
      if (request.method === 'OPTIONS' && !request.ruri?.user)
        return connection.send(replyTo(request, 200, 'OK'));
      return begin(connection, request);
    }
    if (request.method === 'BYE')
      log.add({ type: 'ended', at: Date.now(), callId: request.callId, by: request.from.uri.user ?? '' });
    const uri = request.ruri?.toRaw() ?? '';
    const target = bindings.find(({ contact }) => addressOf(contact) === addressOf(uri));
    if (target) return forward(connection, request, [target], uri);
    if (request.method !== 'ACK') connection.send(replyTo(request, 481, 'Call/Transaction Does Not Exist'));
  };

  const onResponse = (response: IncomingResponseMessage) => {
    const forwarding = byBranch.get(response.viaBranch);
    const copy = forwarding?.copies.find(({ branch }) => branch === response.viaBranch);
    if (!forwarding || !copy || response.method === 'CANCEL') return;
    const status = response.statusCode ?? 0;
    const { method, callId } = response;
    log.add({ type: 'reply', at: Date.now(), callId, method, status, reason: response.reasonPhrase ?? '' });
    copy.status = status;
    copy.answer = withoutTopVia(response.data);
    const isInvite = method === 'INVITE';
    if (isInvite && status >= 300) acknowledge(copy, response);
    if (forwarding.isDecided && !(isInvite && status < 300)) return;
    if (status < 200) return status === 100 ? undefined : forwarding.source.send(copy.answer);
    if (status < 300) {
      forwarding.isDecided = true;
      forwarding.source.send(copy.answer);
      if (isInvite) cancel(forwarding, 'SIP;cause=200;text="Call completed elsewhere"');
      return;
    }
    if (forwarding.copies.some((other) => other.status < 200)) return;
    forwarding.isDecided = true;
    const best = forwarding.copies.toSorted((one, other) => one.status - other.status)[0];
    forwarding.source.send(best?.answer ?? '');
  };

  const forget = (gone: (binding: Binding) => boolean) => {
    const lost = bindings.filter(gone);
    bindings = bindings.filter((binding) => !gone(binding));
    for (const { user } of lost)
      if (!bindings.some((binding) => binding.user === user))
        log.add({ type: 'unregistered', at: Date.now(), user });
  };

  return {
    receive(connection, text) {
      const message = parseSip(text);
      if (!message) return;
      if (isRequest(message)) onRequest(connection, message);
      else onResponse(message);
    },
    closed: (connection) => forget((binding) => binding.connection === connection),
    drop: (user) => forget((binding) => binding.user === user),
    sendTo(user, request) {
      for (const { contact, connection } of bindings.filter((binding) => binding.user === user))
        connection.send(request(contact, `SIP/2.0/WSS ${host};branch=${newBranch()}`));
    },
    clear() {
      forget(() => true);
      bySource.clear();
      byBranch.clear();
    },
  };
}
