import type { Confirmation } from '@/utils/messaging/app-state';
import { placeOf } from '@/utils/numbers/country-info';
import { needsConfirmation } from '@/utils/numbers/dial-format';
import { displayNumber } from '@/utils/numbers/format';
import { parseNumber } from '@/utils/numbers/parse';
import type { DialRequest } from '@/utils/phone/phone-service';

/** A wish to dial, wherever it came from. */
export interface DialWish {
  number: string;
  /** From a page's content script, or from the product's own pages. */
  from: 'page' | 'extension';
  /** Host of the page, for the user's eyes. */
  host?: string;
  trusted: boolean;
  /** `not-shown`: nobody could read the number before it was asked for. */
  doubt?: 'differs-from-link' | 'mixed-script' | 'not-shown';
}

/** At most so many numbers not called before may be dialled from one page in a minute (toll fraud, T-08). */
export const NEW_NUMBERS_PER_MINUTE = 10;

const MINUTE = 60_000;

/** E.164 or a number as dialled inside a country or company; nothing that could become a header or a feature code. */
const FROM_PAGE = /^\+?[0-9]{3,20}$/;
/** The dialpad may also send feature codes. */
const FROM_DIALPAD = /^\+?[0-9*#]{1,32}$/;

/** What a number is reduced to before anything else looks at it; null when it is no number. */
export function cleanWish(wish: DialWish): string | null {
  const number = wish.number.replace(/[\s().\-/\u00a0\u2000-\u200f\u202f]/g, '');
  return (wish.from === 'page' ? FROM_PAGE : FROM_DIALPAD).test(number) ? number : null;
}

/** Remembers what each page asked for lately. */
export interface DialHistory {
  /** Numbers dialled from this host in the last minute, with their times. */
  recent: { host: string; number: string; at: number }[];
  /** Numbers the user said yes to, or called before. */
  known: ReadonlySet<string>;
}

/** Why a human has to say yes first, or null when the call may start. */
export function whyConfirm(
  number: string,
  wish: DialWish,
  history: DialHistory,
  options: { country: string; confirmInternational: boolean; now: number },
): Confirmation['reason'] | null {
  if (wish.from === 'page') {
    if (wish.doubt) return wish.doubt === 'not-shown' ? 'not-shown' : 'differs-from-link';
    if (!wish.trusted) return 'untrusted-click';
    const lately = new Set(
      history.recent
        .filter(({ host, at }) => host === wish.host && at > options.now - MINUTE)
        .map((entry) => entry.number),
    );
    if (!lately.has(number) && lately.size >= NEW_NUMBERS_PER_MINUTE) return 'too-many';
  }
  if (!options.confirmInternational) return null;
  const kind = needsConfirmation(number, options.country);
  if (kind === 'emergency') return 'emergency';
  if (kind === 'premium' || kind === 'satellite') return history.known.has(number) ? null : 'premium';
  // Typed on the own dialpad, a number abroad is meant; on a page it may be planted.
  if (kind === 'international' && wish.from === 'page') return history.known.has(number) ? null : 'abroad';
  return null;
}

/** What the confirmation window shows: exactly what will be dialled. */
export function toConfirmation(
  id: string,
  { number, ext }: Pick<DialRequest, 'number' | 'ext'>,
  wish: DialWish,
  reason: Confirmation['reason'],
  country: string,
): Confirmation {
  const e164 = parseNumber(number, country)?.e164;
  return {
    id,
    number,
    shown: displayNumber(number, country, ext),
    country: e164 && placeOf(e164)?.name,
    reason,
    host: wish.host,
  };
}
