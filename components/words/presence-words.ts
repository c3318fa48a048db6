import type { Presence } from '@/utils/phone/phone-status';

/** A colleague's line in a word or two. */
export const PRESENCE_WORDS: Record<Presence, string> = {
  idle: 'Free',
  ringing: 'Ringing',
  busy: 'On a call',
  offline: 'Offline',
  unknown: 'Not known',
};
