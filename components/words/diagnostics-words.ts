import type { BrowserFacts } from '@/components/options/help-port';
import { LINE_PROBLEM_WORDS } from '@/components/words/line-words';
import { OUTCOME_WORDS } from '@/components/words/log-words';
import { qualityFigures, worstWords } from '@/components/words/quality-words';
import type { AppState } from '@/utils/messaging/app-state';
import type { HistoryRow } from '@/utils/messaging/apis';
import type { DiagnosticsReport, LineMoment } from '@/utils/messaging/diagnostics';
import { maskNumber } from '@/utils/phone/sip/redact-sip';

/** One change of the line in words, without its time. */
export function lineMomentWords({ line, problem, sipStatus, server }: LineMoment): string {
  const at = server ? ` (${server})` : '';
  if (line === 'registered') return `Ready for calls${at}`;
  if (line === 'connecting') return `Connecting${at}`;
  if (line === 'off') return 'Phone is off';
  const words = problem ? LINE_PROBLEM_WORDS[problem].title : 'No phone line';
  return `${words}${sipStatus ? `, answer ${sipStatus}` : ''}${at}`;
}

/** How a past call sounded, in one line. */
export function callSoundWords({ outcome, quality }: HistoryRow): string {
  if (!quality) return OUTCOME_WORDS[outcome];
  const figures = qualityFigures(quality).map(([name, value]) => `${name.toLowerCase()} ${value}`);
  return [worstWords(quality) || 'Too short to say', ...figures].join(', ');
}

const EXPLANATION = [
  'This file helps whoever looks after your phone system to find out why something does not work.',
  'It holds: the state of your phone line and when it changed, versions, what the browser allows, the names of',
  'your microphones and speakers, how your last calls sounded, and, if you switched it on, a recording of the',
  'messages between this computer and your phone system.',
  'It does not hold: passwords, keys, names of callers, notes, what was said, digits you typed, or anything of',
  'your CRM. Telephone numbers are shortened. Addresses of computers are in it. Read it before you hand it on.',
];

/** The report as a text that people can read before they hand it on. */
export function diagnosticsText(
  report: DiagnosticsReport,
  { facts, state, now }: { facts: BrowserFacts; state: AppState | null; now: number },
): string {
  const time = (at: number) => new Date(at).toISOString();
  const part = (title: string, lines: readonly string[]) => [
    '',
    title,
    '-'.repeat(title.length),
    ...(lines.length > 0 ? lines : ['(none)']),
  ];
  const phone = state?.phone;
  return [
    'Switchhook: report for whoever helps',
    `Made ${time(now)}`,
    '',
    ...EXPLANATION,
    ...part('Versions', [
      `Switchhook ${facts.version}`,
      facts.browser,
      `Online: ${facts.online ? 'yes' : 'no'}`,
    ]),
    ...part('Phone line', [
      ...(phone ? [`Extension ${phone.address || '(not set up)'} at ${phone.server || '(no server)'}`] : []),
      ...report.line.map((moment) => `${time(moment.at)}  ${lineMomentWords(moment)}`),
    ]),
    ...part('CRM', [
      `${state?.crm.name || 'None'}: ${state?.crm.state ?? 'unknown'}`,
      `Logs waiting: ${state?.outbox.waiting ?? 0}, refused: ${state?.outbox.attention ?? 0}`,
      ...(state?.storageProblem ? [state.storageProblem] : []),
    ]),
    ...part(
      'Permissions',
      facts.permissions.map(([what, value]) => `${what}: ${value}`),
    ),
    ...part('Microphones', facts.microphones),
    ...part('Speakers', facts.speakers),
    ...part(
      'Last calls',
      report.calls.map(
        (call) =>
          `${time(call.startedAt)}  ${call.direction === 'inbound' ? 'from' : 'to'} ${maskNumber(call.number) || 'withheld'}  ${call.talkSeconds} s  ${callSoundWords(call)}`,
      ),
    ),
    ...part(
      'Messages between this computer and the phone system',
      report.recorded.flatMap(({ at, direction, text }) => [`${time(at)}  ${direction}`, text, '']),
    ),
    '',
  ].join('\n');
}
