import { describe, expect, it } from 'vitest';
import { END_CAUSE_WORDS, endSentence, phaseSentence, transferSentence } from '@/components/words/call-words';
import { CONFIRMATION_WORDS, confirmationQuestion } from '@/components/words/confirmation-words';
import { CRM_ERROR_WORDS } from '@/components/words/crm-words';
import { LINE_PROBLEM_WORDS, lineProblem, lineTitle } from '@/components/words/line-words';
import { LOG_BADGE_WORDS, logSentence, OUTCOME_WORDS } from '@/components/words/log-words';
import { MICROPHONE_WORDS, MOVED_WORDS } from '@/components/words/microphone-words';
import { PRESENCE_WORDS } from '@/components/words/presence-words';
import { QUALITY_WORDS, qualityFigures, worstWords } from '@/components/words/quality-words';
import type { PhoneStatus } from '@/utils/phone/phone-status';
import { call } from '../../sandbox/gallery/fixtures';

const status = (change: Partial<PhoneStatus>): PhoneStatus => ({
  line: 'registered',
  address: '1001@pbx.example',
  server: 'pbx.example',
  doNotDisturb: false,
  microphone: 'granted',
  ...change,
});

/** Every string in a table of words, however deep. */
function strings(table: unknown): string[] {
  if (typeof table === 'string') return [table];
  return table && typeof table === 'object' ? Object.values(table).flatMap(strings) : [];
}

/** Values that are told by state, not said. */
const REMEDIES = new Set(['settings', 'retry', 'wait', 'sign-in', 'ask-admin', 'change', 'open-existing']);
const TABLES = {
  LINE_PROBLEM_WORDS,
  END_CAUSE_WORDS,
  QUALITY_WORDS,
  CRM_ERROR_WORDS,
  CONFIRMATION_WORDS,
  MICROPHONE_WORDS,
  MOVED_WORDS,
  PRESENCE_WORDS,
  OUTCOME_WORDS,
  LOG_BADGE_WORDS,
};
const JARGON =
  /\b(SIP|WSS?|ICE|SDP|RTP|TLS|HTTP|API|OAuth|401|403|404|486|socket|exception|an error occurred|token|payload)\b/i;

describe.each(Object.entries(TABLES))('%s', (_, table) => {
  it('uses no word that a salesperson would not say', () => {
    expect(strings(table).filter((words) => !REMEDIES.has(words) && JARGON.test(words))).toEqual([]);
  });

  it('begins each sentence with a capital letter', () => {
    expect(
      strings(table).filter((words) => words !== '' && !REMEDIES.has(words) && !/^\p{Lu}/u.test(words)),
    ).toEqual([]);
  });
});

describe('the words of the line', () => {
  it('say what to do about every problem', () => {
    for (const words of Object.values(LINE_PROBLEM_WORDS)) expect(words.advice).toMatch(/\.$/);
  });

  it('say nothing while the line stands', () => {
    expect(lineProblem(status({}))).toBeNull();
    expect(lineTitle(status({}))).toBe('Ready for calls');
  });

  it('do not call a phone ready that is told not to disturb', () => {
    expect(lineTitle(status({ doNotDisturb: true }))).toBe('Do not disturb');
  });

  it('give the number of an answer nobody foresaw', () => {
    expect(lineProblem(status({ line: 'problem', problem: 'rejected', sipStatus: 503 }))?.title).toContain(
      '(503)',
    );
  });
});

describe('the words of a call', () => {
  it('call an incoming call that nobody answered missed', () => {
    expect(endSentence({ direction: 'inbound', end: { cause: 'no-answer' } })).toBe('Missed call');
    expect(endSentence({ direction: 'outbound', end: { cause: 'no-answer' } })).toBe('Nobody answered');
  });

  it('do not call a call missed that was answered elsewhere', () => {
    expect(endSentence({ direction: 'inbound', end: { cause: 'answered-elsewhere' } })).not.toMatch(
      /missed/i,
    );
  });

  it('tell busy from hung up', () => {
    expect(endSentence({ direction: 'outbound', end: { cause: 'busy' } })).toBe('The line is busy');
  });

  it('tell who holds whom', () => {
    const held = phaseSentence(call({ phase: 'active', held: true }));
    const heldByRemote = phaseSentence(call({ phase: 'active', heldByRemote: true }));
    expect(held).toBe('On hold');
    expect(heldByRemote).toBe('They put you on hold');
  });

  it('name the queue a call comes through', () => {
    expect(phaseSentence(call({ facts: { queue: 'Sales' } }))).toContain('Sales');
  });

  it('say that a failed transfer left the caller where he was', () => {
    expect(transferSentence({ to: '1002', state: 'failed' })).toMatch(/still connected/);
  });
});

describe('the words of the log', () => {
  it('name the CRM the call was saved in', () => {
    expect(logSentence({ state: 'logged' }, 'Zoho CRM')).toBe('Saved in Zoho CRM');
  });

  it('give the reason why a call is not saved yet', () => {
    expect(logSentence({ state: 'waiting', message: 'a pause until 14:40' }, 'Zoho CRM')).toContain(
      'a pause until 14:40',
    );
    expect(logSentence({ state: 'attention', message: 'value too long' }, 'Zoho CRM')).toContain(
      'value too long',
    );
  });
});

it('a confirmation asks with exactly the number that will be dialled, and where it is', () => {
  expect(confirmationQuestion({ shown: '+44 20 7946 0958', country: 'United Kingdom' })).toBe(
    'Call +44 20 7946 0958, United Kingdom?',
  );
});

describe('the sound of a call', () => {
  it('is told in figures, as far as the browser gave them', () => {
    expect(
      qualityFigures({
        verdict: 'good',
        lossIn: 0.004,
        lossOut: 0.25,
        jitterMs: 7,
        roundTripMs: 0,
        codec: 'opus',
      }),
    ).toEqual([
      ['Lost on the way to you', '0.4 %'],
      ['Lost on the way to them', '25 %'],
      ['Jitter', '7 ms'],
      ['Round trip', '0 ms'],
      ['Codec', 'opus'],
    ]);
    expect(qualityFigures({ verdict: 'unknown' })).toEqual([]);
  });

  it('is remembered by its worst moment', () => {
    expect(worstWords({ verdict: 'good', worst: 'no-audio-in' })).toBe('No sound from the other side');
    expect(worstWords({ verdict: 'unknown' })).toBe('');
  });
});
