import { renderText } from '@/utils/gotemplate/render-text';
import type { JournalRow } from '@/utils/journal/journal-row';
import { logVariables } from '@/utils/journal/log-variables';

const STARTED = Date.UTC(2026, 2, 12, 14, 5);

/** A call as it might have been, to show what a template makes of it. */
const ROW: JournalRow = {
  id: 'example',
  seq: 1,
  key: 'example',
  owner: '',
  call: {
    id: 'example',
    pbxId: '',
    direction: 'inbound',
    phase: 'ended',
    remote: { number: '+12125550106', e164: '+12125550106', name: '' },
    facts: { queue: 'Sales' },
    startedAt: STARTED,
    answeredAt: STARTED + 8_000,
    endedAt: STARTED + 203_000,
    end: { cause: 'hung-up', by: 'them' },
    muted: false,
    held: false,
    heldByRemote: false,
    reconnecting: false,
    earlyMedia: false,
    quality: { verdict: 'good' },
    inConference: false,
  },
  phases: [],
  heartbeatAt: STARTED + 203_000,
  closed: 1,
  name: 'Amelia Hart',
  record: { module: 'Contacts', id: '4876876000000333001', name: 'Amelia Hart', url: '' },
  note: 'Wants an offer.',
  log: { state: 'off' } as JournalRow['log'],
};

/** The variables of that call: every name a template may use, with what it would hold. */
export const EXAMPLE_VARIABLES = logVariables(ROW, {
  own: { number: '1001', name: 'Nora Lindqvist' },
  offsetMinutes: () => 0,
  agent: { id: '4876876000000111001', firstName: 'Nora', lastName: 'Lindqvist', email: 'nora@example.com' },
});

/** What a template makes of the example, or why it cannot be used. */
export function renderExample(source: string): { text: string } | { problem: string } {
  try {
    return { text: renderText(source, EXAMPLE_VARIABLES) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { problem: `This template cannot be used${reason ? `: ${reason}` : '.'}` };
  }
}
