import { type Notification, Subscriber, UserAgent } from 'sip.js';
import type { SipAccount, SipEvent } from '@/utils/phone/sip-port';

/** Most colleagues watched; each costs the PBX a subscription. */
const MOST_WATCHED = 30;

/** The mailbox (RFC 3842) and colleagues' lines (RFC 4235). Refusals mean the PBX does not offer it: nothing is shown. */
export function createSubscriptions(agent: UserAgent, account: SipAccount, emit: (event: SipEvent) => void) {
  let subscribers: Subscriber[] = [];

  function subscribe(
    user: string,
    event: string,
    accept: string,
    read: (body: string) => SipEvent | null,
  ): void {
    const uri = UserAgent.makeURI(`sip:${user}@${account.domain}`);
    if (!uri) return;
    const subscriber = new Subscriber(agent, uri, event, {
      expires: 3600,
      extraHeaders: [`Accept: ${accept}`],
    });
    subscriber.delegate = { onNotify: (notification) => take(notification, read) };
    subscribers.push(subscriber);
    void subscriber.subscribe().catch(() => undefined);
  }

  return {
    watch({ voicemail, numbers }: { voicemail: boolean; numbers: string[] }): void {
      for (const subscriber of subscribers) void subscriber.dispose().catch(() => undefined);
      subscribers = [];
      if (voicemail)
        subscribe(account.username, 'message-summary', 'application/simple-message-summary', readMailbox);
      for (const number of numbers.slice(0, MOST_WATCHED))
        subscribe(number, 'dialog', 'application/dialog-info+xml', (body) => readDialogInfo(number, body));
    },
    /** A NOTIFY nobody asked for: mailbox news are welcome, the rest is not. */
    onUnasked(notification: Notification): void {
      if (/^message-summary\b/i.test(notification.request.getHeader('event') ?? ''))
        return take(notification, readMailbox);
      void notification.reject({ statusCode: 481 }).catch(() => undefined);
    },
  };

  function take(notification: Notification, read: (body: string) => SipEvent | null): void {
    void notification.accept().catch(() => undefined);
    const event = read(notification.request.body ?? '');
    if (event) emit(event);
  }
}

/** `application/simple-message-summary`: `Messages-Waiting: yes` and `Voice-Message: new/old`. */
export function readMailbox(body: string): SipEvent | null {
  const waiting = /^Messages-Waiting:\s*(yes|no)\s*$/im.exec(body)?.[1]?.toLowerCase();
  if (!waiting) return null;
  const count = Number(/^Voice-Message:\s*(\d{1,6})\//im.exec(body)?.[1] ?? 0);
  return { type: 'voicemail', waiting: waiting === 'yes', count: waiting === 'yes' ? count : 0 };
}

/** `application/dialog-info+xml`: only the states are read, so no XML reader is needed. */
export function readDialogInfo(number: string, body: string): SipEvent | null {
  if (!/<dialog-info[\s>]/.test(body)) return null;
  const states = [...body.matchAll(/<state(?:\s[^>]{0,200})?>\s*([a-z]+)\s*<\/state>/gi)].map((match) =>
    match[1]!.toLowerCase(),
  );
  const state = states.includes('confirmed')
    ? 'busy'
    : states.some((each) => each === 'early' || each === 'proceeding' || each === 'trying')
      ? 'ringing'
      : 'idle';
  return { type: 'presence', number, state };
}
