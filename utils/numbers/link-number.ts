import { accessCodeAt } from '@/utils/numbers/extension';
import { findInText } from '@/utils/numbers/find-in-text';
import { planOf, withoutTrunkPrefix } from '@/utils/numbers/plan';
import { toPlainText } from '@/utils/numbers/plain-text';

/** A number behind a link. `valid` is false where the digits only have a possible length (`tel:555-555-5555`). */
export interface LinkNumber {
  e164: string;
  ext?: string;
  valid: boolean;
}

const SCHEME = /^\s*(tel|callto|sips?|skype|sms|smsto|whatsapp):(?:\/\/)?/i;
const CHAT = /^\s*https?:\/\/(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?(?:[^#]*&)?phone=)\+?(\d{7,15})/i;

/** Whether a link is about telephone numbers at all: what `a[href]` has to begin with. */
export const PHONE_LINKS = ['tel:', 'callto:', 'sip:', 'sips:', 'skype:', 'sms:', 'smsto:', 'whatsapp:'];

/**
 * The number a link calls: RFC 3966 `tel:`, RFC 3261 `sip:` with digits as user part, RFC 5724 `sms:`, `callto:`,
 * `skype:` and WhatsApp's click-to-chat. Null for names (`sip:alice@…`), feature codes (`tel:*67`) and other links.
 */
export function readLink(href: string, country: string | undefined): LinkNumber | null {
  if (href.length > 500) return null;
  const chat = CHAT.exec(href);
  if (chat) return readDigits(`+${chat[1]!}`, country);
  const scheme = SCHEME.exec(href);
  if (!scheme) return null;
  const rest = decode(href.slice(scheme[0].length));
  const [address = '', ...parameters] = toPlainText(rest).split(/[;?&](?=[a-z])/i);
  const user = address.split('@')[0]!;
  if (/^sip/i.test(scheme[1]!) && !address.includes('@') && !/^\+?\d/.test(user)) return null;
  if (/[*#\p{L}]/u.test(user.replace(/[pwx,;]\d+#?$/i, ''))) return null;
  const pause = user.search(/[,;pwx]/i);
  const number = readDigits(pause < 0 ? user : user.slice(0, pause), country);
  if (!number) return null;
  const named = parameters.map((parameter) => /^(?:ext|isub)=(\d{1,9})$/i.exec(parameter)?.[1]).find(Boolean);
  const ext = named ?? (pause < 0 ? undefined : accessCodeAt(user, pause)?.digits);
  return ext ? { ...number, ext } : number;
}

function readDigits(text: string, country: string | undefined): LinkNumber | null {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 6 || digits.length > 18) return null;
  const [found] = findInText(text.includes('+') ? `+${digits}` : digits, country);
  const written = found ?? findInText(text, country)[0];
  if (written) return { e164: written.e164, valid: true };
  if (text.includes('+'))
    return digits.length > 15 ? null : { e164: `+${digits.replace(/^0+/, '')}`, valid: false };
  const plan = planOf(country);
  if (!plan) return null;
  // An assigned number abroad that lost its plus (`callto://13125550187` read in Germany).
  const national = withoutTrunkPrefix(plan, digits);
  if (plan.lengths.includes(national.length))
    return { e164: `+${plan.callingCode}${national}`, valid: false };
  const abroad = findInText(`+${digits}`, country)[0];
  return abroad ? { e164: abroad.e164, valid: true } : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
