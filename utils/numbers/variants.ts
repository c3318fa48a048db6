import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The spellings under which a CRM may have stored a number: it compares text, not numbers. */
export interface NumberVariants {
  /** `+12125550106` */
  e164: string;
  /** `12125550106` */
  digits: string;
  /** As dialled at home, digits only: `2125550106`, `03023125380`. */
  national: string;
  /** Without calling code and trunk prefix: `3023125380`. */
  significant: string;
  /** The last digits that two spellings of the same number share (at most nine), for "ends with" searches. */
  last: string;
  /** With the separators of its country, national then international. */
  formatted: string[];
}

const LAST_DIGITS = 9;

/** All spellings of a number in E.164; of anything else (an extension) its digits. */
export function variantsOf(e164: string): NumberVariants {
  const digits = e164.replace(/\D/g, '');
  const parsed = e164.startsWith('+') ? parsePhoneNumberFromString(e164) : undefined;
  if (!parsed)
    return {
      e164,
      digits,
      national: digits,
      significant: digits,
      last: digits.slice(-LAST_DIGITS),
      formatted: [],
    };
  const significant = parsed.nationalNumber;
  const national = parsed.formatNational();
  return {
    e164: parsed.number,
    digits,
    national: national.replace(/\D/g, ''),
    significant,
    last: significant.slice(-LAST_DIGITS),
    formatted: [...new Set([national, parsed.formatInternational()])],
  };
}

/** Whether two spellings mean the same number: equal E.164, or one is the national form of the other. */
export function sameNumber(one: string, other: string, country?: string): boolean {
  const [a, b] = [one, other].map((text) => toComparable(text, country));
  return a !== '' && a === b;
}

function toComparable(text: string, country?: string): string {
  const parsed = parsePhoneNumberFromString(text, country as never);
  return parsed?.number ?? text.replace(/\D/g, '');
}
