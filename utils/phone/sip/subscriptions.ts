import { type Notification, type Subscriber, SubscriptionState, UserAgent } from 'sip.js';
import type { SipAccount, SipEvent } from '@/utils/phone/sip-port';
import { CalmSubscriber } from '@/utils/phone/sip/calm-subscriber';
import { lineState, readDialogInfo, readMailbox, readPidf } from '@/utils/phone/sip/presence';

/** Most colleagues watched; each costs the PBX two subscriptions. */
const MOST_WATCHED = 30;
/** The next subscription waits this long for the answer to the last, so that a PBX takes them for no flood. Milliseconds. */
const PATIENCE = 1_000;
/** A subscription that stood and was ended, such as by a challenge to its refresh, is made anew so often, after so long. */
const MOST_RENEWALS = 24;
const RENEW_AFTER = 10_000;

/** The mailbox (RFC 3842) and colleagues' lines (RFC 4235). Refusals mean the PBX does not offer it: nothing is shown. */
export function createSubscriptions(agent: UserAgent, account: SipAccount, emit: (event: SipEvent) => void) {
  /** Subscriptions of the present list; those of an older one have nothing more to say. */
  let watch = newWatch();

  function newWatch() {
    return {
      subscribers: new Set<Subscriber>(),
      timers: new Set<ReturnType<typeof setTimeout>>(),
      renewals: 0,
    };
  }

  function later(mine: typeof watch, ms: number, task: () => void): void {
    const timer = setTimeout(() => {
      mine.timers.delete(timer);
      task();
    }, ms);
    mine.timers.add(timer);
  }

  /** Resolves when the PBX has answered, or did not within a moment. True: it tells of this. */
  function subscribe(
    mine: typeof watch,
    { user, event, accept }: { user: string; event: string; accept: string },
    read: (body: string) => void,
  ): Promise<boolean> {
    const uri = UserAgent.makeURI(`sip:${user}@${account.domain}`);
    if (!uri || mine !== watch) return Promise.resolve(false);
    const subscriber = new CalmSubscriber(agent, uri, event, {
      expires: 3600,
      extraHeaders: [`Accept: ${accept}`],
    });
    subscriber.delegate = {
      onNotify(notification) {
        void notification.accept().catch(() => undefined);
        if (mine === watch) read(notification.request.body ?? '');
      },
    };
    mine.subscribers.add(subscriber);
    return new Promise((resolve) => {
      let stood = false;
      later(mine, PATIENCE, () => resolve(stood));
      subscriber.stateChange.addListener((state) => {
        if (state === SubscriptionState.Subscribed) resolve((stood = true));
        if (state !== SubscriptionState.Terminated) return;
        resolve(stood);
        mine.subscribers.delete(subscriber);
        if (!stood || mine !== watch || ++mine.renewals > MOST_RENEWALS) return;
        later(mine, RENEW_AFTER, () => void subscribe(mine, { user, event, accept }, read));
      });
      void subscriber.subscribe().catch(() => undefined);
    });
  }

  /** One after the other: the line first, then, where the PBX tells of lines at all, whether a phone is there. */
  async function watchAll(mine: typeof watch, voicemail: boolean, numbers: string[]): Promise<void> {
    if (voicemail)
      await subscribe(mine, { user: account.username, ...MAILBOX }, (body) => tell(readMailbox(body)));
    for (const number of numbers.slice(0, MOST_WATCHED)) {
      let known: Parameters<typeof lineState>[0] = {};
      const learn = (news: typeof known) => {
        known = { ...known, ...news };
        emit({ type: 'presence', number, state: lineState(known) });
      };
      const tells = await subscribe(mine, { user: number, ...DIALOG }, (body) => learn(readDialogInfo(body)));
      if (tells) await subscribe(mine, { user: number, ...PRESENCE }, (body) => learn(readPidf(body)));
    }
  }

  function tell(event: SipEvent | null): void {
    if (event) emit(event);
  }

  function drop(): void {
    for (const timer of watch.timers) clearTimeout(timer);
    for (const subscriber of watch.subscribers) void subscriber.dispose().catch(() => undefined);
    watch = newWatch();
  }

  return {
    watch({ voicemail, numbers }: { voicemail: boolean; numbers: string[] }): void {
      drop();
      void watchAll(watch, voicemail, numbers);
    },
    /** Forgets everything. */
    stop: drop,
    /** A NOTIFY nobody asked for: mailbox news are welcome, the rest is not. */
    onUnasked(notification: Notification): void {
      if (!/^message-summary\b/i.test(notification.request.getHeader('event') ?? ''))
        return void notification.reject({ statusCode: 481 }).catch(() => undefined);
      void notification.accept().catch(() => undefined);
      tell(readMailbox(notification.request.body ?? ''));
    },
  };
}

const MAILBOX = { event: 'message-summary', accept: 'application/simple-message-summary' };
const DIALOG = { event: 'dialog', accept: 'application/dialog-info+xml' };
const PRESENCE = { event: 'presence', accept: 'application/pidf+xml' };
