import { type Notification, URI, UserAgent } from 'sip.js';
import type { SipEvent } from '@/utils/phone/sip-port';
import { replacesValue } from '@/utils/phone/sip/replaces';
import type { SipCall } from '@/utils/phone/sip/sip-call';

/** Asks the far end to call a number (RFC 3515), or whoever our other call is with, in place of us (RFC 5589 §7). */
export function refer(
  call: SipCall,
  to: { target: string } | SipCall,
  domain: string,
  emit: (event: SipEvent) => void,
): void {
  const tell = (status: number) => {
    if (!call.over) emit({ type: 'transfer-progress', callId: call.id, status });
  };
  const target = 'session' in to ? joinTarget(to, domain) : UserAgent.makeURI(`sip:${to.target}@${domain}`);
  if (!target) return tell(484);
  call.session
    .refer(target, {
      onNotify: (notification) => {
        void notification.accept().catch(() => undefined);
        const status = sipfragStatus(notification);
        if (status) tell(status);
      },
      requestDelegate: {
        onAccept: () => tell(100),
        onReject: ({ message }) => tell(message.statusCode ?? 500),
        onRedirect: ({ message }) => tell(message.statusCode ?? 500),
      },
    })
    .catch(() => tell(500));
}

/** An address with the dialog that whoever calls it is to take over. */
class JoinTarget extends URI {
  readonly #replaces: string;

  constructor(user: string, domain: string, replaces: string) {
    super('sip', user, domain);
    this.#replaces = replaces;
  }

  /** In brackets, as an address with headers must be (RFC 3261 §20). */
  override toString(): string {
    return `<${super.toString()}?Replaces=${encodeURIComponent(this.#replaces)}>`;
  }
}

/**
 * Where the far end is to call. RFC 5589 would have the other party's Contact, which is of use only to who can reach that
 * device directly: a browser's never can be, and a PBX seldom routes it. Under the number we talk to it with, the PBX finds
 * it, and the dialog too, whether it joins the two by itself or leaves that to the phones.
 */
function joinTarget(other: SipCall, domain: string): URI | undefined {
  const replaces = replacesValue(other);
  const { user } = other.session.remoteIdentity.uri;
  return replaces && user ? new JoinTarget(user, domain, replaces) : undefined;
}

/** The status line in the body of a NOTIFY of the `refer` package. */
function sipfragStatus(notification: Notification): number | null {
  const match = /^SIP\/2\.0 ([1-6]\d\d)/.exec(notification.request.body ?? '');
  return match ? Number(match[1]) : null;
}
