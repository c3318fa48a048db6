import { RequestPendingError, SessionState } from 'sip.js';
import type { SipEvent } from '@/utils/phone/sip-port';
import type { SipCall } from '@/utils/phone/sip/sip-call';

/** Sends a re-INVITE with a fresh offer; a refusal leaves the media as it was. */
export function reinvite(
  call: SipCall,
  wish: { hold: boolean; iceRestart: boolean },
  emit: (event: SipEvent) => void,
): void {
  const before = call.hold;
  const tell = (event: SipEvent) => {
    if (!call.over) emit(event);
  };
  const refused = (status: number) => {
    call.hold = before;
    call.iceRestart = false;
    tell({ type: 'reinvite-refused', callId: call.id, status });
  };
  if (call.session.state !== SessionState.Established) return refused(481);
  // Sent before the ACK of their INVITE, SIP.js would take that ACK for an answer without a description, and hang up.
  if (!call.acknowledged) return refused(500);
  call.hold = wish.hold;
  call.iceRestart = wish.iceRestart;
  void send();

  async function send(): Promise<void> {
    try {
      call.open = await call.session.invite({
        requestDelegate: {
          onAccept: () => over(() => tell({ type: 'reinvited', callId: call.id })),
          onReject: ({ message }) => over(() => refused(message.statusCode ?? 500)),
        },
      });
      // A redirection is a refusal too. SIP.js tells nobody of it and would allow no other re-INVITE.
      const { delegate } = call.open;
      if (delegate) delegate.onRedirect = (response) => delegate.onReject?.(response);
    } catch (error) {
      // Theirs crossed ours: wait a moment. The offer was made but never sent; that of an earlier re-INVITE still will be.
      if (!(error instanceof RequestPendingError))
        await call.description.rollbackDescription().catch(() => undefined);
      refused(500);
    }
  }

  function over(then: () => void): void {
    call.open = null;
    then();
  }
}

/**
 * The answer to give an open re-INVITE whose socket is gone: SIP.js would wait half a minute for one, and allow no other
 * until then.
 */
export function answerForLostSocket({ open }: SipCall): string | null {
  if (!open) return null;
  const { message } = open;
  const header = (name: string) => `${name}: ${message.getHeader(name) ?? ''}`;
  return [
    'SIP/2.0 503 Service Unavailable',
    ...['Via', 'From', 'To', 'Call-ID', 'CSeq'].map(header),
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** Sends tones: RFC 4733 in the audio, or INFO (`application/dtmf-relay`) where wanted or where the audio cannot. */
export function sendTones(call: SipCall, tones: string, how: 'rtp' | 'info'): void {
  for (const tone of tones) {
    if (how === 'rtp' && call.media?.sendDtmf(tone)) continue;
    call.tones = call.tones.then(() => sendInfoTone(call, tone));
  }
}

/** Resolves when the far end answered, or cannot. */
async function sendInfoTone(call: SipCall, tone: string): Promise<void> {
  const body = {
    contentDisposition: 'render',
    contentType: 'application/dtmf-relay',
    content: `Signal=${tone}\r\nDuration=160\r\n`,
  };
  const answered = Promise.withResolvers<void>();
  const done = () => answered.resolve();
  try {
    await call.session.info({
      requestDelegate: { onAccept: done, onReject: done, onRedirect: done },
      requestOptions: { body },
    });
    await answered.promise;
  } catch {
    // The call ended meanwhile.
  }
}
