import type { CallEntry, RecordRef } from '@/utils/crm/connector';
import type { JournalSettings } from '@/utils/journal/journal-config';
import { isInternal } from '@/utils/journal/internal-call';
import type { JournalRow } from '@/utils/journal/journal-row';
import { logVariables, type LogContext } from '@/utils/journal/log-variables';
import { outcomeOf, talkSecondsOf } from '@/utils/journal/outcome';

/** Renders a template with variables; throws when the template is wrong. */
export type RenderText = (source: string, variables: Record<string, string | number>) => string;

/** What an entry is made with. */
export interface EntryContext extends LogContext {
  settings: JournalSettings;
  renderText: RenderText;
  /** ISO region for numbers without calling code. */
  country: string;
  /** The CRM user the log belongs to; absent means the signed-in one. */
  ownerId?: string;
  /** Milliseconds the CRM's clock is ahead of ours (`CrmConnector.clockError`). Applied once, here: a repeat must carry the same times. */
  clockError?: number;
  /** The CRM's template brings a subject and a description: they count until the user writes others. */
  templateTexts?: boolean;
  defaults: Pick<JournalSettings, 'subject' | 'description'>;
}

/**
 * What is to be logged of a closed call, or null when nothing is: logging is off, somebody else answered, or missed
 * calls, or those with colleagues, are not wanted. A template that fails costs its text, never the log: the delivered one takes its place.
 */
export function callEntry(journalled: JournalRow, context: EntryContext): CallEntry | null {
  const { settings } = context;
  const row = byClockOfCrm(journalled, context.clockError ?? 0);
  const { call } = row;
  const name = row.name || call.remote.name;
  const outcome = outcomeOf(call);
  if (!settings.enabled || outcome === 'answered-elsewhere') return null;
  if (outcome === 'missed' && !settings.logMissed) return null;
  if (!settings.logInternal && !row.record && isInternal(call)) return null;
  const endedAt = call.endedAt ?? row.heartbeatAt;
  const recordingUrl = settings.recordingLink ? call.facts.recordingUrl : undefined;
  const variables = logVariables(row, { ...context, recordingUrl });
  const render = (source: string, fallback: string) =>
    attempt(context.renderText, source, variables) ?? attempt(context.renderText, fallback, variables) ?? '';
  /** What the user left as delivered is the template's to say. */
  const composed = (text: 'subject' | 'description') =>
    context.templateTexts && settings[text] === context.defaults[text]
      ? ''
      : render(settings[text], context.defaults[text]);
  const description = composed('description');
  return {
    key: row.key,
    direction: call.direction,
    outcome,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt,
    talkSeconds: talkSecondsOf(call, endedAt),
    utcOffsetMinutes: context.offsetMinutes(call.startedAt),
    number: { raw: call.remote.number, e164: call.remote.e164, country: context.country },
    record: refOf(row),
    ...(name ? { name } : {}),
    subject: composed('subject').replace(/\s+/g, ' ').trim(),
    description: description && [description, ...remarks(row)].join('\n'),
    ...(description ? {} : { remarks: remarks(row).join('\n') || undefined }),
    note: row.note || undefined,
    result: row.result,
    purpose: row.purpose,
    recordingUrl,
    ownerId: context.ownerId,
    ticketId: row.ticketId,
    fields: Object.fromEntries(
      Object.entries(settings.fields).map(([name, source]) => [name, render(source, '')] as const),
    ),
  };
}

function byClockOfCrm(row: JournalRow, clockError: number): JournalRow {
  const error = Math.round(clockError / 1000) * 1000;
  if (error === 0) return row;
  const shifted = (at: number | undefined) => (at === undefined ? undefined : at + error);
  const { call } = row;
  return {
    ...row,
    heartbeatAt: row.heartbeatAt + error,
    call: {
      ...call,
      startedAt: call.startedAt + error,
      answeredAt: shifted(call.answeredAt),
      endedAt: shifted(call.endedAt),
    },
  };
}

/** What a reader of the log should know beyond the template. */
function remarks({ call }: JournalRow): string[] {
  const quality: Record<string, string> = {
    'poor-network': 'Audio: the network was poor.',
    'they-may-not-hear-you': 'Audio: the other side may not have heard us.',
    'no-audio-in': 'Audio: nothing was received.',
  };
  return [
    call.end?.cause === 'interrupted' ? 'The browser stopped during this call; its end is estimated.' : '',
    call.end?.cause === 'connection-lost' ? 'The connection was lost during this call.' : '',
    call.answeredAt === undefined ? '' : (quality[call.quality.worst ?? call.quality.verdict] ?? ''),
  ].filter(Boolean);
}

function refOf({ record }: JournalRow): RecordRef | undefined {
  return record && { module: record.module, id: record.id };
}

function attempt(
  renderText: RenderText,
  source: string,
  variables: Record<string, string | number>,
): string | null {
  try {
    return renderText(source, variables);
  } catch {
    return null;
  }
}
