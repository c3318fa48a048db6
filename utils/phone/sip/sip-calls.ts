import { type Core, Invitation, Inviter, type Session, SessionState, UserAgent } from 'sip.js';
import type { MediaSession } from '@/utils/phone/media/media-host';
import type { SipAccount, SipEvent } from '@/utils/phone/sip-port';
import { cleanText } from '@/utils/phone/clean-text';
import { checkSdp } from '@/utils/phone/sip/check-sdp';
import { MediaDescription } from '@/utils/phone/sip/media-description';
import { replacedCall } from '@/utils/phone/sip/replaces';
import { callFacts, pbxIdOf, remoteParty } from '@/utils/phone/sip/remote-party';
import type { SipCall } from '@/utils/phone/sip/sip-call';

/** The calls of one user agent, by our id. */
export function createSipCalls(account: SipAccount, emit: (event: SipEvent) => void) {
  const calls = new Map<string, SipCall>();
  const bySession = new WeakMap<Session, SipCall>();

  function adopt(id: string, session: Session, media: MediaSession | null): SipCall {
    const call: SipCall = {
      id,
      session,
      media,
      hold: false,
      iceRestart: false,
      over: false,
      established: false,
      acknowledged: session instanceof Inviter,
      open: null,
      tones: Promise.resolve(),
      description: undefined as unknown as MediaDescription,
      onRemoteHold: (held) => tell(call, { type: 'remote-hold', callId: id, held }),
    };
    (call as { description: MediaDescription }).description = new MediaDescription(call);
    calls.set(id, call);
    bySession.set(session, call);
    if (session instanceof Invitation) surviveLateAck(session);
    // A transfer or a message that the other side starts could make us call anybody: both are refused.
    session.delegate = {
      onAck: () => void (call.acknowledged = true),
      onRefer: (referral) => void referral.reject({ statusCode: 603 }).catch(ignore),
      onMessage: (message) => void message.reject({ statusCode: 405 }).catch(ignore),
      onBye: (bye) => {
        void bye.accept().catch(ignore);
        finish(call, { type: 'bye', callId: id, ...reasonOf(bye.request) });
      },
      onCancel: (cancel) => {
        const elsewhere = /cause\s*=\s*200\b/.test(cancel.request.getHeader('reason') ?? '');
        finish(call, { type: 'cancelled', callId: id, elsewhere });
      },
    };
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established) established(call);
      // The reason may still come, in the same turn; without one SIP.js gave the call up by itself.
      if (state === SessionState.Terminated) queueMicrotask(() => finish(call, givenUp(call)));
    });
    return call;
  }

  function tell(call: SipCall, event: SipEvent): void {
    if (!call.over) emit(event);
  }

  /** Forgotten before it is told: whoever listens ends the call at once, and SIP.js would send a BYE of our own. */
  function finish(call: SipCall, event: SipEvent): void {
    if (call.over) return;
    call.over = true;
    calls.delete(call.id);
    emit(event);
  }

  function established(call: SipCall): void {
    call.established = true;
    tell(call, { type: 'established', callId: call.id });
  }

  return {
    find: (callId: string) => calls.get(callId),
    description: (session: Session) => bySession.get(session)!.description,

    /** An INVITE arrived. What is no plain audio call is refused here. */
    incoming(invitation: Invitation, id: string): void {
      const header = (name: string) => invitation.request.getHeader(name);
      const refuse = (statusCode: number, extraHeaders: string[] = []) =>
        void invitation.reject({ statusCode, extraHeaders }).catch(ignore);
      const unsupported = unsupportedExtensions(invitation.request);
      if (unsupported) return refuse(420, [`Unsupported: ${unsupported}`]);
      if (invitation.body && !checkSdp(invitation.body)) return refuse(488);
      const replaces = header('Replaces');
      const replaced = replaces === undefined ? null : replacedCall(replaces, [...calls.values()]);
      if (typeof replaced === 'number') return refuse(replaced);
      adopt(id, invitation, null);
      emit({
        type: 'incoming',
        call: {
          callId: id,
          ...(replaced ? { replaces: replaced.id } : {}),
          pbxId: pbxIdOf(header),
          remote: remoteParty(header),
          facts: callFacts(header),
        },
      });
    },

    invite(agent: UserAgent, callId: string, target: string, media: MediaSession): void {
      const uri = UserAgent.makeURI(`sip:${target}@${account.domain}`);
      if (!uri) return emit({ type: 'refused', callId, status: 484, reason: '' });
      const inviter = new Inviter(agent, uri);
      const call = adopt(callId, inviter, media);
      void send(call, inviter);
    },

    accept(callId: string, media: MediaSession): void {
      const call = calls.get(callId);
      if (!(call?.session instanceof Invitation)) return;
      call.media = media;
      call.session.accept().catch(() => finish(call, { type: 'refused', callId, status: 488, reason: '' }));
    },

    /** Ends a call in whatever state it is, and forgets it. */
    end(callId: string, status = 486): void {
      const call = calls.get(callId);
      if (!call) return;
      call.over = true;
      calls.delete(callId);
      const { session } = call;
      const young = session.state === SessionState.Initial || session.state === SessionState.Establishing;
      if (session instanceof Inviter && young) void session.cancel().catch(ignore);
      else if (session instanceof Invitation && young)
        void session.reject({ statusCode: status }).catch(ignore);
      else if (session.state === SessionState.Established) void session.bye().catch(ignore);
    },

    all: () => [...calls.values()],
  };

  async function send(call: SipCall, inviter: Inviter): Promise<void> {
    try {
      const { message } = await inviter.invite({
        requestDelegate: {
          onProgress: (response) => void progress(call, response.message),
          onAccept: (response) => tell(call, accepted(call, response.message)),
          onRedirect: (response) => finish(call, refused(call, response.message)),
          onReject: (response) => finish(call, refused(call, response.message)),
        },
      });
      tell(call, {
        type: 'invited',
        callId: call.id,
        pbxId: message.callId,
        facts: { callId: message.callId },
      });
    } catch {
      finish(call, { type: 'refused', callId: call.id, status: 488, reason: '' });
    }
  }

  async function progress(call: SipCall, message: Core.IncomingResponseMessage): Promise<void> {
    const status = message.statusCode ?? 100;
    const early = message.body
      ? await call.description.setEarlyAnswer(message.body).catch(() => false)
      : false;
    tell(call, { type: 'progress', callId: call.id, status, earlyMedia: early });
  }
}

/**
 * A BYE may overtake the ACK. SIP.js then still misses the ACK half a minute later, ends the session a second time, and throws
 * where nobody can catch it.
 */
function surviveLateAck(invitation: Invitation): void {
  const inside = invitation as unknown as { onAckTimeout(): void };
  const giveUp = inside.onAckTimeout.bind(invitation);
  inside.onAckTimeout = () => {
    if (invitation.state === SessionState.Established) giveUp();
  };
}

/** What an INVITE requires and we do not do. SIP.js takes it whatever it requires (RFC 3261 §8.2.2.3). */
function unsupportedExtensions(request: Core.IncomingRequestMessage): string {
  const required = request.getHeaders('Require').flatMap((value) => value.split(','));
  return cleanText(
    required
      .map((each) => each.trim())
      .filter((each) => each !== '' && each.toLowerCase() !== 'replaces')
      .join(', '),
  );
}

function ignore(): void {
  // The far end or the socket is gone; there is nobody to tell.
}

function givenUp(call: SipCall): SipEvent {
  if (call.established) return { type: 'bye', callId: call.id };
  if (call.session instanceof Invitation) return { type: 'cancelled', callId: call.id, elsewhere: false };
  return { type: 'refused', callId: call.id, status: 488, reason: '' };
}

function refused(call: SipCall, message: Core.IncomingResponseMessage): SipEvent {
  const reason = cleanText(message.reasonPhrase ?? '', 128);
  return { type: 'refused', callId: call.id, status: message.statusCode ?? 500, reason };
}

/** Facts that only come with the answer. The phase was told by the state change before. */
function accepted(call: SipCall, message: Core.IncomingResponseMessage): SipEvent {
  const header = (name: string) => message.getHeader(name);
  const asserted = message.hasHeader('P-Asserted-Identity') ? remoteParty(header) : undefined;
  const { recordingUrl } = callFacts(header);
  return {
    type: 'established',
    callId: call.id,
    pbxId: pbxIdOf(header),
    ...(asserted ? { remote: asserted } : {}),
    ...(recordingUrl ? { facts: { recordingUrl } } : {}),
  };
}

function reasonOf(request: Core.IncomingRequestMessage): { reason?: string } {
  const text = /text\s*=\s*"([^"]*)"/i.exec(request.getHeader('reason') ?? '')?.[1];
  return text ? { reason: cleanText(text, 128) } : {};
}
