import type { CrmErrorKind } from '@/utils/crm/crm-error';

/** What the user can do about a problem with the CRM. */
export type CrmRemedy = 'sign-in' | 'retry' | 'wait' | 'ask-admin' | 'change' | 'open-existing';

/** Title, advice and remedy for one kind of problem. The CRM's own words stand beside it, never instead of it. */
export interface CrmProblemWords {
  title: string;
  advice: string;
  remedy: CrmRemedy;
}

/** Words for every kind of problem a CRM can have. */
export const CRM_ERROR_WORDS: Record<CrmErrorKind, CrmProblemWords> = {
  'signed-out': {
    title: 'You are signed out of your CRM',
    advice: 'Sign in again in the settings. Calls work meanwhile, and their logs wait.',
    remedy: 'sign-in',
  },
  forbidden: {
    title: 'Your CRM does not allow this',
    advice:
      'Ask your CRM administrator for the permission named below, or sign in again with all permissions.',
    remedy: 'ask-admin',
  },
  'rate-limited': {
    title: 'Your CRM asks for a pause',
    advice: 'It had too many requests. Switchhook continues by itself.',
    remedy: 'wait',
  },
  rejected: {
    title: 'Your CRM refused this entry',
    advice: 'Read what it says below, correct the entry and try again.',
    remedy: 'change',
  },
  duplicate: {
    title: 'This record is already in your CRM',
    advice: 'Open the existing one instead of creating a second.',
    remedy: 'open-existing',
  },
  unreachable: {
    title: 'Your CRM cannot be reached',
    advice: 'Nothing is lost: Switchhook tries again by itself.',
    remedy: 'retry',
  },
  ambiguous: {
    title: 'Your CRM did not confirm',
    advice: 'Switchhook looks first whether the entry has arrived, so that nothing is entered twice.',
    remedy: 'wait',
  },
};
