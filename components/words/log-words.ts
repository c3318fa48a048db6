import type { CrmStatus, LogState } from '@/utils/messaging/app-state';
import type { HistoryRow } from '@/utils/messaging/apis';

/** What became of a call's log, in one line; `crm` is the CRM's name. */
export function logSentence(log: LogState, crm: string): string {
  switch (log.state) {
    case 'not-yet':
      return `Will be saved in ${crm} when the call ends`;
    case 'off':
      return 'Calls are not saved in a CRM';
    case 'waiting':
      return log.message ? `Waiting to be saved: ${log.message}` : `Saving in ${crm}…`;
    case 'logged':
      return `Saved in ${crm}`;
    case 'attention':
      return log.message ? `Not saved yet: ${log.message}` : `${crm} refused the entry`;
  }
}

/** What becomes of a note that is typed after the call was saved, where the CRM takes no changes. */
export function lateNoteWords(
  log: LogState['state'] | HistoryRow['log']['state'],
  { name, takesChanges }: Pick<CrmStatus, 'name' | 'takesChanges'>,
): string | undefined {
  return log === 'logged' && !takesChanges
    ? `The call is in ${name || 'your CRM'} already, which takes no changes: what you add now stays in this browser.`
    : undefined;
}

/** Words for every outcome in the history. */
export const OUTCOME_WORDS: Record<HistoryRow['outcome'], string> = {
  answered: 'Answered',
  missed: 'Missed',
  'not-reached': 'Not reached',
  'answered-elsewhere': 'Answered on another phone',
};

/** Words for what a history row shows of its log; nothing where nothing needs saying. */
export const LOG_BADGE_WORDS: Record<HistoryRow['log']['state'], string> = {
  off: '',
  waiting: 'Waiting',
  logged: 'Saved',
  attention: 'Needs attention',
};
