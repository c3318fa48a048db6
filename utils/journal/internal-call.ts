import type { Call } from '@/utils/phone/call';

/** Longer numbers are people's; shorter ones extensions, mailboxes and other services of the phone system. */
const LONGEST_EXTENSION = 6;

/** Whether a call stayed within the phone system: with an extension (1002), or with a code of its own (*97). Withheld numbers do not. */
export function isInternal({ remote }: Pick<Call, 'remote'>): boolean {
  if (remote.e164) return false;
  if (/^[*#]/.test(remote.number)) return true;
  return /^\d+$/.test(remote.number) && remote.number.length <= LONGEST_EXTENSION;
}
