import type { LineProblem, PhoneStatus } from '@/utils/phone/phone-status';

/** What the user can do about a problem of the line. */
export type LineRemedy = 'settings' | 'retry' | 'wait';

/** One problem in the words of somebody who sells for a living: what is wrong, what to do, and which button helps. */
export interface ProblemWords {
  title: string;
  advice: string;
  remedy: LineRemedy;
}

/** Sentences for every problem of the line. */
export const LINE_PROBLEM_WORDS: Record<LineProblem, ProblemWords> = {
  'not-set-up': {
    title: 'Your phone line is not set up yet',
    advice: 'It needs the server, your extension and your password.',
    remedy: 'settings',
  },
  'no-password': {
    title: 'Your phone password is missing',
    advice: 'Enter the password of your extension.',
    remedy: 'settings',
  },
  'wrong-password': {
    title: 'The phone system refused your password',
    advice: 'Check extension and password. Switchhook stopped trying, so that your account is not blocked.',
    remedy: 'settings',
  },
  'not-allowed': {
    title: 'The phone system does not let this extension sign in',
    advice: 'Ask your administrator to allow calls from the browser (WebRTC) for your extension.',
    remedy: 'retry',
  },
  'unknown-user': {
    title: 'The phone system does not know your extension',
    advice: 'Check the extension and the domain.',
    remedy: 'settings',
  },
  unreachable: {
    title: 'The phone system cannot be reached',
    advice:
      'Check the server address. If it is right, the network may block it or the browser may not trust its certificate: open the server’s address in a tab once to see.',
    remedy: 'settings',
  },
  'no-answer': {
    title: 'The phone system does not answer',
    advice: 'It is reached but silent. Switchhook keeps trying; tell your administrator if this lasts.',
    remedy: 'retry',
  },
  rejected: {
    title: 'The phone system refused to sign you in',
    advice: 'Check the settings of your line, or tell your administrator the number shown here.',
    remedy: 'settings',
  },
  offline: {
    title: 'You are offline',
    advice: 'Switchhook reconnects by itself as soon as the network is back.',
    remedy: 'wait',
  },
};

/** The line's state in two words, for the header. */
export function lineTitle(status: PhoneStatus): string {
  switch (status.line) {
    case 'registered':
      return status.doNotDisturb ? 'Do not disturb' : 'Ready for calls';
    case 'connecting':
      return 'Connecting…';
    case 'off':
      return 'Phone is off';
    case 'problem':
      return status.problem === 'offline' ? 'Offline' : 'No phone line';
  }
}

/** Problem and advice for a line that is not registered; null while nothing is wrong. */
export function lineProblem(status: PhoneStatus): ProblemWords | null {
  if (status.line !== 'problem') return null;
  const words = LINE_PROBLEM_WORDS[status.problem ?? 'rejected'];
  return status.sipStatus && status.problem === 'rejected'
    ? { ...words, title: `${words.title} (${status.sipStatus})` }
    : words;
}
