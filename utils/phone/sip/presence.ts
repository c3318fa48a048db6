import type { Presence } from '@/utils/phone/phone-status';
import type { SipEvent } from '@/utils/phone/sip-port';

/** What is known of a colleague's line so far. */
export interface LineNews {
  /** RFC 4235. */
  dialog?: 'idle' | 'ringing' | 'busy';
  /** RFC 3863: no phone is signed in. */
  closed?: boolean;
}

/** One word for a line. A call counts for more than what is said of the phone. */
export function lineState({ dialog, closed }: LineNews): Presence {
  if (dialog === 'busy' || dialog === 'ringing') return dialog;
  return closed ? 'offline' : (dialog ?? 'unknown');
}

/** `application/simple-message-summary`: `Messages-Waiting: yes` and `Voice-Message: new/old`. */
export function readMailbox(body: string): Extract<SipEvent, { type: 'voicemail' }> | null {
  const waiting = /^Messages-Waiting:\s*(yes|no)\s*$/im.exec(body)?.[1]?.toLowerCase();
  if (!waiting) return null;
  const count = Number(/^Voice-Message:\s*(\d{1,6})\//im.exec(body)?.[1] ?? 0);
  return { type: 'voicemail', waiting: waiting === 'yes', count: waiting === 'yes' ? count : 0 };
}

/** `application/dialog-info+xml`: only the states are read, so no XML reader is needed. */
export function readDialogInfo(body: string): LineNews {
  if (!/<dialog-info[\s>]/.test(body)) return {};
  const states = [...body.matchAll(/<state(?:\s[^>]{0,200})?>\s*([a-z]+)\s*<\/state>/gi)].map((match) =>
    match[1]!.toLowerCase(),
  );
  if (states.includes('confirmed')) return { dialog: 'busy' };
  const early = states.some((each) => each === 'early' || each === 'proceeding' || each === 'trying');
  return { dialog: early ? 'ringing' : 'idle' };
}

/** `application/pidf+xml`: open or closed; the rest is about people and their moods. */
export function readPidf(body: string): LineNews {
  if (!/<presence[\s>]/.test(body)) return {};
  const states = [...body.matchAll(/<basic>\s*(open|closed)\s*<\/basic>/gi)].map((match) =>
    match[1]!.toLowerCase(),
  );
  return states.length === 0 ? {} : { closed: !states.includes('open') };
}
