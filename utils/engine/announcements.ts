import type { JournalRow } from '@/utils/journal/journal-row';
import type { Badge, Notice } from '@/utils/messaging/apis';
import type { AppState, CallCard } from '@/utils/messaging/app-state';
import { displayNumber } from '@/utils/numbers/format';
import type { LineProblem } from '@/utils/phone/phone-status';

const LINE: Record<LineProblem, string> = {
  'not-set-up': 'the phone line is not set up yet',
  'no-password': 'the phone line needs its password',
  'wrong-password': 'the phone system refused the user name or password',
  'not-allowed': 'the phone system does not allow this extension',
  'unknown-user': 'the phone system does not know this extension',
  unreachable: 'the phone system cannot be reached',
  'no-answer': 'the phone system does not answer',
  rejected: 'the phone system refused the phone line',
  offline: 'this computer is offline',
};

const isLive = ({ call }: CallCard) => call.phase !== 'ended';

/** What the toolbar shows: calls first, then the line, then logs that need a look. */
export function badgeOf(state: AppState): Badge {
  const live = state.calls.filter(isLive);
  if (live.some(({ call }) => call.phase === 'incoming'))
    return { text: '!', tone: 'call', title: 'Switchhook: incoming call' };
  if (live.length > 0) return { text: `${live.length}`, tone: 'call', title: 'Switchhook: in a call' };
  const { line, problem, address } = state.phone;
  if (line === 'problem' || line === 'off')
    return { text: '!', tone: 'warn', title: `Switchhook: ${LINE[problem ?? 'not-set-up']}` };
  if (line === 'connecting')
    return { text: '…', tone: 'plain', title: 'Switchhook: connecting to the phone system' };
  if (state.outbox.attention > 0)
    return {
      text: `${state.outbox.attention}`,
      tone: 'warn',
      title: `Switchhook: ${state.outbox.attention === 1 ? 'a call log needs' : `${state.outbox.attention} call logs need`} your attention`,
    };
  if (state.phone.doNotDisturb) return { text: 'dnd', tone: 'plain', title: 'Switchhook: do not disturb' };
  return { text: '', tone: 'plain', title: `Switchhook: ready (${address})` };
}

/** One line, no control characters, at most 120 characters: callers write these names. */
function oneLine(text: string): string {
  const flat = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return flat.length > 120 ? `${flat.slice(0, 119)}…` : flat;
}

/** Who calls, in one line: the CRM's name only where the number was found there, never the caller's own claim alone. */
export function callerLine(card: CallCard, country: string): string {
  const { remote } = card.call;
  const number = remote.number ? displayNumber(remote.e164 ?? remote.number, country) : 'Number withheld';
  const picked =
    card.match.records.find(({ id }) => id === card.match.picked?.id) ??
    (card.match.records.length === 1 ? card.match.records[0] : undefined);
  if (picked) return oneLine([picked.name, picked.company, number].filter(Boolean).join(' · '));
  return oneLine(remote.name ? `${number} · caller says “${remote.name}”` : number);
}

/** The notice an incoming or missed call deserves, or null. */
export function noticeOf(card: CallCard, country: string): Notice | null {
  const { call } = card;
  if (call.direction !== 'inbound') return null;
  if (call.phase === 'incoming')
    return {
      id: `call-${call.id}`,
      title: 'Incoming call',
      body: callerLine(card, country),
      buttons: ['answer', 'decline'],
      callId: call.id,
    };
  const missed =
    call.phase === 'ended' &&
    call.answeredAt === undefined &&
    (call.end?.cause === 'cancelled' || call.end?.cause === 'no-answer');
  if (!missed) return null;
  return {
    id: `call-${call.id}`,
    title: 'Missed call',
    body: callerLine(card, country),
    buttons: call.remote.number ? ['call-back'] : [],
    callId: call.id,
  };
}

/** A call that went on when the browser or this phone stopped. */
export function interruptedNotice(row: JournalRow, country: string): Notice {
  const { e164, number } = row.call.remote;
  const shown = number ? displayNumber(e164 ?? number, country) : 'Number withheld';
  return {
    id: `call-${row.id}`,
    title: 'Call interrupted',
    body: oneLine([row.name, shown].filter(Boolean).join(' · ')),
    buttons: number ? ['call-back'] : [],
    callId: row.id,
  };
}
