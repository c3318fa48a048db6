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

/**
 * `application/dialog-info+xml`: only states and directions are read, so no XML reader is needed. Who calls somebody
 * (`direction="initiator"`) is busy from the first tone on: there is nothing that could be picked up.
 */
export function readDialogInfo(body: string): LineNews {
  if (!/<dialog-info[\s>]/.test(body)) return {};
  const dialogs = body
    .split(/<dialog(?=[\s>])/i)
    .slice(1)
    .map((dialog) => ({
      calls: /^[^>]{0,500}\sdirection\s*=\s*["']initiator["']/i.test(dialog),
      state: /<state(?:\s[^>]{0,200})?>\s*([a-z]+)\s*<\/state>/i.exec(dialog)?.[1]?.toLowerCase() ?? '',
    }));
  const isEarly = (state: string) => state === 'early' || state === 'proceeding' || state === 'trying';
  if (dialogs.some(({ state, calls }) => state === 'confirmed' || (calls && isEarly(state))))
    return { dialog: 'busy' };
  return { dialog: dialogs.some(({ state }) => isEarly(state)) ? 'ringing' : 'idle' };
}

/** `application/pidf+xml`: open or closed; the rest is about people and their moods. */
export function readPidf(body: string): LineNews {
  if (!/<presence[\s>]/.test(body)) return {};
  const states = [...body.matchAll(/<basic>\s*(open|closed)\s*<\/basic>/gi)].map((match) =>
    match[1]!.toLowerCase(),
  );
  return states.length === 0 ? {} : { closed: !states.includes('open') };
}
