import { type Core, type UserAgent, UserAgent as Agent } from 'sip.js';
import type { SipAccount, SipEvent } from '@/utils/phone/sip-port';
import type { KnownRegistrar } from '@/utils/phone/sip/digest';

/**
 * REGISTER and OPTIONS, without SIP.js's `Registerer`: that keeps timers of its own, re-registers at once when a registrar
 * grants nonsense, retries 423 by itself, and never recovers from a 200 without Contact. Here a request is sent when asked,
 * and its answer is told.
 */
export function createRegistration(
  agent: UserAgent,
  account: SipAccount,
  known: Pick<KnownRegistrar, 'prove'>,
  emit: (event: SipEvent) => void,
) {
  const core = agent.userAgentCore;
  const registrar = Agent.makeURI(`sip:${account.domain}`)!;
  const contactUser = agent.contact.uri.user ?? '';
  const identity = { callId: '', fromTag: '' };
  let last: Core.OutgoingRequestMessage | null = null;
  let turn = 0;

  function send(expires: number, answered: boolean): void {
    const mine = ++turn;
    const contact = `Contact: ${agent.contact.toString({ register: true })};reg-id=1;+sip.instance="<urn:uuid:${account.instanceId}>";expires=${expires}`;
    const options = {
      ...(identity.callId ? identity : {}),
      cseq: (last?.cseq ?? 0) + 1,
      toUri: agent.configuration.uri,
    };
    const message = core.makeOutgoingRequestMessage(
      'REGISTER',
      registrar,
      agent.configuration.uri,
      agent.configuration.uri,
      options,
      [contact, `Expires: ${expires}`, 'Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY'],
    );
    identity.callId = message.callId;
    identity.fromTag = message.fromTag;
    last = message;
    // One message instead of two: what may be sent in a minute is little, and a call may wait for it.
    const proof = known.prove?.(message);
    if (proof) message.setHeader('Authorization', proof);
    const tell = (event: SipEvent) => {
      if (answered && mine === turn) emit(event);
    };
    core.register(message, {
      onAccept: ({ message: answer }) => tell(granted(answer, contactUser)),
      onRedirect: ({ message: answer }) => tell(refusal(answer)),
      onReject: ({ message: answer }) => {
        if (isFromNetwork(answer)) tell(refusal(answer));
      },
    });
  }

  return {
    register: (expires: number) => send(expires, true),
    unregister: () => send(0, false),
    ping(): void {
      const target = Agent.makeURI(`sip:${account.domain}`)!;
      const message = core.makeOutgoingRequestMessage(
        'OPTIONS',
        target,
        agent.configuration.uri,
        target,
        {},
        [`Contact: ${agent.contact.toString()}`, 'Accept: application/sdp'],
      );
      const pong = ({ message: answer }: { message: Core.IncomingResponseMessage }) => {
        if (isFromNetwork(answer)) emit({ type: 'pong' });
      };
      core.request(message, { onAccept: pong, onRedirect: pong, onReject: pong });
    },
  };
}

/** SIP.js makes up a 408 or 503 when nothing came or nothing could be sent; such an answer proves nothing. */
function isFromNetwork(answer: Core.IncomingResponseMessage): boolean {
  return answer.hasHeader('via');
}

function refusal(answer: Core.IncomingResponseMessage): SipEvent {
  const retryAfter = Number.parseInt(answer.getHeader('retry-after') ?? '', 10);
  const minExpires = Number.parseInt(answer.getHeader('min-expires') ?? '', 10);
  return {
    type: 'register-refused',
    status: answer.statusCode ?? 500,
    ...(Number.isNaN(retryAfter) ? {} : { retryAfter }),
    ...(Number.isNaN(minExpires) ? {} : { minExpires }),
  };
}

/** The time granted to our own binding among those the registrar lists; a 200 that lists none is no registration. */
function granted(answer: Core.IncomingResponseMessage, contactUser: string): SipEvent {
  const contacts = answer.getHeaders('contact').flatMap((value) => value.split(/,(?=\s*(?:"[^"]*"\s*)?<)/));
  if (contacts.length === 0) return { type: 'register-refused', status: 500 };
  const ours = contacts.find((contact) => contact.includes(`sip:${contactUser}@`)) ?? contacts[0]!;
  const text = /;\s*expires\s*=\s*"?(\d+)/i.exec(ours)?.[1] ?? answer.getHeader('expires');
  const expires = Number(text);
  const others = contacts.filter((contact) => contact !== ours).length;
  return {
    type: 'registered',
    expires: text === undefined || Number.isNaN(expires) ? null : expires,
    others,
  };
}
