import { Subscriber } from 'sip.js';

/**
 * A subscription whose end is ours to judge. SIP.js subscribes again at once when a NOTIFY ends one with the reason "timeout"
 * or "deactivated", and reads the seconds of `retry-after` as milliseconds: a PBX that ends what it grants would be flooded.
 * Without a reason it only ends (RFC 6665 §4.1.3), and whoever made it decides when to ask again.
 */
export class CalmSubscriber extends Subscriber {
  protected override onNotify(notify: Parameters<Subscriber['onNotify']>[0]): void {
    const { message } = notify;
    if (/^\s*terminated\b/i.test(message.getHeader('Subscription-State') ?? ''))
      message.setHeader('Subscription-State', 'terminated');
    super.onNotify(notify);
  }
}
