import type { CallEntry } from '@/utils/crm/connector';
import { timeFormat } from '@/utils/gotemplate/time-format';

/** What of a call is known beyond its entry. */
export interface CallContext {
  /** The other party's name, empty when unknown. */
  readonly otherName: string;
  /** The user's own name, number (extension) and user in the CRM. */
  readonly own: {
    readonly name: string;
    readonly number: string;
    readonly email: string;
    readonly crmId: string;
  };
  /** Still ringing: there is no end yet. */
  readonly isRinging?: boolean;
}

/** The call variables of Yeastar's guide (see `variables.ts`) from a finished or ringing call. */
export function callVariables(entry: CallEntry, context: CallContext): Record<string, string | number> {
  const other = { name: context.otherName, number: entry.number.e164 ?? entry.number.raw };
  const [caller, callee] = entry.direction === 'inbound' ? [other, context.own] : [context.own, other];
  const started = Math.floor(entry.startedAt / 1000);
  const ended = Math.floor(entry.endedAt / 1000);
  const [firstName, lastName] = splitName(context.own.name);
  return {
    CallKey: entry.key,
    Time: timeFormat(started + entry.utcOffsetMinutes * 60, 'yyyy/MM/dd HH:mm:ss', 'UTC'),
    StartTimeUnix: started,
    EndTimeUnix: context.isRinging ? '' : ended,
    Call_From: party(caller),
    Call_To: party(callee),
    CallerName: caller.name,
    CallerNumber: caller.number,
    CalleeName: callee.name,
    CalleeNumber: callee.number,
    CrmId: entry.ownerId ?? context.own.crmId,
    ExtensionFirstName: firstName,
    ExtensionLastName: lastName,
    ExtensionEmail: context.own.email,
    ContactSyncType: entry.record?.module ?? '',
    ContactNumber: other.number,
    ContactId: entry.record?.id ?? '',
    ContactsId: entry.record?.id ?? '',
    CallDuration: ended - started,
    Talk_Duration: context.isRinging ? '' : clock(entry.talkSeconds),
    Talk_Duration_Sec: entry.talkSeconds,
    Communication_Type: entry.direction === 'inbound' ? 'Inbound' : 'Outbound',
    Call_Status: entry.outcome === 'answered' ? 'Completed' : 'Missed',
    Call_Log_Status: logStatus(entry),
    CallDisposition: DISPOSITIONS[entry.outcome],
    EnableCallRecording: entry.recordingUrl ? '1' : '0',
    RecordPath: entry.recordingUrl ?? '',
    Note: entry.note ?? '',
    ...(entry.ticketId ? { TicketId: entry.ticketId } : {}),
    ...entry.fields,
  };
}

const DISPOSITIONS = { answered: 'ANSWERED', missed: 'MISSED', 'not-reached': 'NO ANSWER' } as const;

function logStatus(entry: CallEntry): string {
  if (entry.direction === 'outbound') return 'Outgoing Call';
  return entry.outcome === 'answered' ? 'Incoming Call' : 'Missed Call';
}

const party = ({ name, number }: { name: string; number: string }) =>
  name ? `${name} <${number}>` : `<${number}>`;

/** `hh:mm:ss`. */
function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** First name and the rest. */
function splitName(name: string): [string, string] {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return [first, rest.join(' ')];
}
