import { describe, expect, it } from 'vitest';
import { callSoundWords, diagnosticsText, lineMomentWords } from '@/components/words/diagnostics-words';
import type { DiagnosticsReport } from '@/utils/messaging/diagnostics';
import { appState, card, HISTORY, NOW } from '../../sandbox/gallery/fixtures';

const FACTS = {
  version: '1.2.3',
  browser: 'Chrome/156',
  permissions: [['Microphone', 'allowed']] as [string, string][],
  microphones: ['Jabra Evolve2 40'],
  speakers: [],
  online: true,
};
const REPORT: DiagnosticsReport = {
  line: [
    { at: NOW - 60_000, line: 'problem', problem: 'rejected', sipStatus: 503, server: 'pbx.halden.example' },
    { at: NOW, line: 'registered', server: 'pbx.halden.example' },
  ],
  calls: HISTORY,
  trace: { until: null, messages: 1 },
  recorded: [{ at: NOW, direction: 'sent', text: 'REGISTER sip:pbx.halden.example SIP/2.0' }],
};

describe('the report for whoever helps', () => {
  const text = diagnosticsText(REPORT, { facts: FACTS, state: appState({ calls: [card()] }), now: NOW });

  it('says first what is in it, then everything that was seen', () => {
    expect(text.indexOf('It does not hold: passwords')).toBeLessThan(text.indexOf('Phone line'));
    for (const fact of [
      'Switchhook 1.2.3',
      'Chrome/156',
      'Microphone: allowed',
      'Jabra Evolve2 40',
      'The phone system refused to sign you in, answer 503 (pbx.halden.example)',
      'Ready for calls (pbx.halden.example)',
      'Poor network, lost on the way to you 2.1 %',
      'REGISTER sip:pbx.halden.example SIP/2.0',
    ])
      expect(text).toContain(fact);
    expect(text).toMatch(/Speakers\n-+\n\(none\)/);
  });

  it('holds no names, no notes and no whole number', () => {
    for (const secret of ['Jane', 'Whitmore', 'Habsburg', 'purchasing committee', '2125550106', '7946 0958'])
      expect(text).not.toContain(secret);
    expect(text).toContain('to +12*******06');
  });
});

describe('in one line', () => {
  it('a change of the line says why', () => {
    expect(lineMomentWords({ at: 0, line: 'problem', problem: 'offline', server: '' })).toBe(
      'You are offline',
    );
    expect(lineMomentWords({ at: 0, line: 'off', server: '' })).toBe('Phone is off');
  });

  it('a call says how it sounded, or why it did not', () => {
    expect(callSoundWords(HISTORY[0]!)).toBe('Missed');
    expect(callSoundWords({ ...HISTORY[1]!, quality: { verdict: 'unknown' } })).toBe('Too short to say');
  });
});
