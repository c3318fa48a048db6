import type { JournalRow } from '@/utils/journal/journal-row';
import { outcomeOf, talkSecondsOf } from '@/utils/journal/outcome';
import { isoTime } from '@/utils/platform/iso-time';

/** What the call itself does not know. */
export interface LogContext {
  /** Our own number and name, as the PBX knows us. */
  own: { number: string; name: string };
  /** Minutes east of UTC where the user is, at a time. */
  offsetMinutes: (at: number) => number;
  /** The agent, as the CRM knows them. */
  agent?: { id: string; firstName: string; lastName: string; email: string };
  /** Address of the recording, where the PBX gave one. */
  recordingUrl?: string;
}

/**
 * The variables of Yeastar's guide that subject, description and field templates may use ("Call journaling",
 * Variables). Text, but for `StartTimeUnix`, `EndTimeUnix`, `CallDuration` and `Talk_Duration_Sec`.
 */
export function logVariables(row: JournalRow, context: LogContext): Record<string, string | number> {
  const { call } = row;
  const endedAt = call.endedAt ?? row.heartbeatAt;
  const outcome = outcomeOf(call);
  const inbound = call.direction === 'inbound';
  const other = { number: call.remote.e164 ?? call.remote.number, name: row.name || call.remote.name };
  const [from, to] = inbound ? [other, context.own] : [context.own, other];
  const talk = talkSecondsOf(call, endedAt);
  const answered = outcome === 'answered';
  return {
    Time: isoTime(call.startedAt, context.offsetMinutes(call.startedAt)).slice(0, 19).replace('T', ' '),
    StartTimeUnix: Math.floor(call.startedAt / 1000),
    EndTimeUnix: Math.floor(endedAt / 1000),
    Call_From: party(from),
    Call_To: party(to),
    CallerName: from.name,
    CallerNumber: from.number,
    CalleeName: to.name,
    CalleeNumber: to.number,
    CrmId: context.agent?.id ?? '',
    ExtensionFirstName: context.agent?.firstName ?? '',
    ExtensionLastName: context.agent?.lastName ?? '',
    ExtensionEmail: context.agent?.email ?? '',
    ContactSyncType: row.record?.module ?? '',
    ContactNumber: other.number,
    ContactId: row.record?.id ?? '',
    ContactsId: row.record?.id ?? '',
    CallDuration: Math.max(0, Math.round((endedAt - call.startedAt) / 1000)),
    Talk_Duration: clock(talk),
    Talk_Duration_Sec: talk,
    Communication_Type: inbound ? 'Inbound' : 'Outbound',
    Call_Status: answered ? 'Completed' : 'Missed',
    Call_Log_Status: !inbound ? 'Outgoing Call' : answered ? 'Incoming Call' : 'Missed Call',
    CallDisposition: disposition(row),
    EnableCallRecording: context.recordingUrl ? '1' : '0',
    RecordPath: context.recordingUrl ?? '',
    Phone: other.number,
    Queue: call.facts.queue ?? '',
    Note: row.note,
  };
}

/** `Name <number>`, or `<number>` without a name. */
function party({ number, name }: { number: string; name: string }): string {
  return name ? `${name} <${number}>` : `<${number}>`;
}

/** `hh:mm:ss`. */
function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function disposition({ call }: JournalRow): string {
  if (call.answeredAt !== undefined) return 'ANSWERED';
  if (call.direction === 'inbound') return 'MISSED';
  return call.end?.cause === 'busy' ? 'BUSY' : 'NO ANSWER';
}
