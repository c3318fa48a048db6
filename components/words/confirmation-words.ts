import type { Confirmation } from '@/utils/messaging/app-state';

/** Why the product asks before it dials. */
export const CONFIRMATION_WORDS: Record<Confirmation['reason'], string> = {
  'untrusted-click': 'The page asked for this call. Was it you?',
  abroad: 'This number is abroad.',
  premium: 'Calls to this number may be expensive.',
  emergency: 'This is an emergency number.',
  'differs-from-link': 'The page shows another number than its link would dial.',
  'not-shown': 'The link on the page does not tell its number.',
  'too-many': 'The page has asked for many calls in a short time.',
};

/** The question itself: exactly the number that will be dialled, and where it is. */
export function confirmationQuestion({ shown, country }: Pick<Confirmation, 'shown' | 'country'>): string {
  return country ? `Call ${shown}, ${country}?` : `Call ${shown}?`;
}
