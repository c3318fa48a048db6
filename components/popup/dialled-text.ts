import { toPlainText } from '@/utils/numbers/plain-text';

/**
 * What was typed or pasted into a dial field, cleaned: `tel:` and its like are dropped, digits of all scripts become ours,
 * a vanity number keeps its letters, and brackets, dots and spaces stay where users put them so that they can read it.
 */
export function cleanDialled(text: string): string {
  return toPlainText(text)
    .replace(/^\s*(?:tel|callto|sip|sips|phone):(?:\/\/)?/i, '')
    .replace(/[^\p{L}\p{N}\s+*#().,;'/&@_-]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^ /, '')
    .slice(0, 64);
}

/** Toll-free codes are what letters are dialled behind: `1-800-FLOWERS`. */
const VANITY = /^\+?(?:1[-. ]{0,2})?\(?(?:0?8(?:00|33|44|55|66|77|88)|1[38]00)\)?[-. ]/;

/** Whether the text is a name to look for rather than something to dial. */
export function isName(text: string): boolean {
  if (VANITY.test(text)) return false;
  return /\p{L}{2}/u.test(text.replace(/\bext\.?\b|\bx(?=\s*\d)/gi, ''));
}

/** Only what goes to the phone system: `+`, digits, star and hash. */
export function dialString(text: string): string {
  return text
    .replace(/\(0\)/g, '')
    .replace(/[^0-9+*#]/g, '')
    .replace(/(?!^)\+/g, '');
}

/** Whether a click on Call can do anything. */
export function isDiallable(text: string): boolean {
  return !isName(text) && /[0-9*#]/.test(dialString(text));
}
