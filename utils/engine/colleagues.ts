import type { ColleagueLine } from '@/utils/messaging/app-state';
import type { Colleague } from '@/utils/phone/phone-config';
import type { PhoneStatus } from '@/utils/phone/phone-status';

/** Colleagues with what the PBX tells of their lines; nothing is known while the own line is down. */
export function colleagueLines(
  colleagues: readonly Colleague[],
  { line, presence = {} }: Pick<PhoneStatus, 'line' | 'presence'>,
): ColleagueLine[] {
  return colleagues.map(({ number, name }) => ({
    number,
    name,
    state: (line === 'registered' && presence[number]) || 'unknown',
  }));
}

/** What is dialled to take a call that rings at a colleague's; null where the PBX has no code for it. */
export function pickupNumber(code: string, extension: string): string | null {
  return code === '' ? null : code.replace('{extension}', extension);
}
