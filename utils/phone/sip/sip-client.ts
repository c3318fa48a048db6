import { type Core, Invitation, UserAgent } from 'sip.js';
import type { SipAccount, SipEvent, SipPort } from '@/utils/phone/sip-port';
import { GuardedDigest, type KnownRegistrar } from '@/utils/phone/sip/digest';
import { answerForLostSocket, reinvite, sendTones } from '@/utils/phone/sip/in-call';
import { refer } from '@/utils/phone/sip/refer';
import { createRegistration } from '@/utils/phone/sip/registration';
import { createSipCalls } from '@/utils/phone/sip/sip-calls';
import { type OpenSocket, type SocketEvents, SocketTransport } from '@/utils/phone/sip/socket-transport';
import { createSubscriptions } from '@/utils/phone/sip/subscriptions';

/** What the SIP side needs from outside. */
export interface SipClientOptions {
  account: SipAccount;
  openSocket: OpenSocket;
  /** `User-Agent` header: product and version. */
  userAgent: string;
  newId: () => string;
  random: () => number;
  emit: (event: SipEvent) => void;
  /** Counts messages that were dropped; kept for diagnostics. */
  onRefused?: SocketEvents['onRefused'];
}

/** Long after the phone's own limits, so that these decide. */
const NO_ANSWER_SECONDS = 600;

/** `SipPort` on SIP.js. */
export function createSipClient(options: SipClientOptions): SipPort {
  const { account, newId } = options;
  let disposed = false;
  const emit = (event: SipEvent) => {
    if (!disposed) options.emit(event);
  };
  const calls = createSipCalls(account, emit);
  const uri = UserAgent.makeURI(`sip:${account.username}@${account.domain}`);
  if (!uri) throw new Error('The extension and the domain do not make a SIP address.');
  const events: SocketEvents = {
    onOpen: () => emit({ type: 'socket-open' }),
    onClosed() {
      dropReinvites();
      emit({ type: 'socket-closed' });
    },
    onRefused: (why) => options.onRefused?.(why),
  };
  const agent = new UserAgent({
    uri,
    displayName: account.displayName,
    userAgentString: options.userAgent,
    ...contactOf(account.instanceId),
    contactParams: { transport: 'ws' },
    instanceId: account.instanceId,
    transportConstructor: SocketTransport,
    transportOptions: { open: options.openSocket, events },
    sessionDescriptionHandlerFactory: (session) => calls.description(session),
    sendInitialProvisionalResponse: false,
    noAnswerTimeout: NO_ANSWER_SECONDS,
    allowLegacyNotifications: true,
    // A trace would hold passwords' digests and callers' names.
    logBuiltinEnabled: false,
    logConfiguration: false,
    gracefulShutdown: false,
    delegate: {
      onInvite: (invitation) => calls.incoming(invitation, newId()),
      onMessage: (message) => void message.reject({ statusCode: 405 }).catch(() => undefined),
      onNotify: (notification) => subscriptions.onUnasked(notification),
      onReferRequest: (request) => void request.reject({ statusCode: 603 }),
    },
  });
  const registrar: KnownRegistrar = {
    realm: null,
    prove: null,
    onChallenged: () => emit({ type: 'register-proven' }),
  };
  guardCredentials(agent, registrar, options);
  const registration = createRegistration(agent, account, registrar, emit);
  const subscriptions = createSubscriptions(agent, account, emit);
  const transport = agent.transport as SocketTransport;
  void agent.start();

  function dropReinvites(): void {
    for (const call of calls.all()) {
      const answer = answerForLostSocket(call);
      if (answer) transport.pretend(answer);
    }
  }

  return {
    connect(server) {
      transport.drop();
      dropReinvites();
      transport.open(server);
    },
    close() {
      transport.drop();
      dropReinvites();
    },
    register: registration.register,
    unregister: registration.unregister,
    ping: registration.ping,
    invite: (callId, target, media) => calls.invite(agent, callId, target, media),
    ring(callId) {
      const session = calls.find(callId)?.session;
      if (session instanceof Invitation) void session.progress({ statusCode: 180 }).catch(() => undefined);
    },
    accept: calls.accept,
    end: calls.end,
    reinvite(callId, wish, media) {
      const call = calls.find(callId);
      if (!call) return;
      call.media = media;
      reinvite(call, wish, emit);
    },
    sendDtmf(callId, tones) {
      const call = calls.find(callId);
      if (call) sendTones(call, tones, account.dtmf);
    },
    refer(callId, target) {
      const call = calls.find(callId);
      if (call) refer(call, { target }, account.domain, emit);
    },
    referTo(callId, otherCallId) {
      const [call, other] = [calls.find(callId), calls.find(otherCallId)];
      if (call && other) refer(call, other, account.domain, emit);
    },
    watch: subscriptions.watch,
    dispose() {
      disposed = true;
      subscriptions.stop();
      void agent.stop().catch(() => undefined);
      transport.drop();
    },
  };
}

/** The same contact after a restart, so that the registrar replaces the binding instead of adding one. */
function contactOf(instanceId: string): { contactName: string; viaHost: string } {
  const hex = instanceId.replace(/[^0-9a-f]/gi, '').toLowerCase();
  return { contactName: `sh${hex.slice(0, 10)}`, viaHost: `${hex.slice(-12)}.invalid` };
}

function guardCredentials(
  agent: UserAgent,
  registrar: KnownRegistrar,
  { account, random }: SipClientOptions,
): void {
  const credentials = {
    username: account.authorizationUsername || account.username,
    password: account.password,
    domain: account.domain,
  };
  agent.userAgentCore.configuration.authenticationFactory = (): Core.DigestAuthentication =>
    new GuardedDigest(agent.getLoggerFactory(), credentials, registrar, random);
}
