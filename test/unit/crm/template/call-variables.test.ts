import { describe, expect, it } from 'vitest';
import type { CallEntry } from '@/utils/crm/connector';
import { callVariables } from '@/utils/crm/template/call-variables';
import { VARIABLES } from '@/utils/crm/template/variables';

const ENTRY: CallEntry = {
  key: 'k',
  direction: 'inbound',
  outcome: 'answered',
  startedAt: 1_767_608_430_500,
  endedAt: 1_767_612_240_000,
  talkSeconds: 3805,
  utcOffsetMinutes: 330,
  number: { raw: '030 1', e164: '+49301', country: 'DE' },
  record: { module: 'leads', id: '9007199254740993' },
  subject: '',
  description: '',
};
const CONTEXT = {
  otherName: 'Ana',
  own: { name: 'Ben de Boss', number: '1001', email: 'ben@acme.example', crmId: '77' },
};

describe('the variables of a call', () => {
  it('tell who called whom, when and how long', () => {
    expect(callVariables(ENTRY, CONTEXT)).toMatchObject({
      Call_From: 'Ana <+49301>',
      Call_To: 'Ben de Boss <1001>',
      CallerNumber: '+49301',
      CalleeNumber: '1001',
      Time: '2026/01/05 15:50:30',
      StartTimeUnix: 1_767_608_430,
      CallDuration: 3810,
      Talk_Duration: '01:03:25',
      Communication_Type: 'Inbound',
      Call_Status: 'Completed',
      Call_Log_Status: 'Incoming Call',
      CallDisposition: 'ANSWERED',
      CrmId: '77',
      ExtensionFirstName: 'Ben',
      ExtensionLastName: 'de Boss',
      ContactSyncType: 'leads',
      ContactId: '9007199254740993',
      EnableCallRecording: '0',
    });
  });

  it('turn round for a call made, and name what became of it', () => {
    const { record: _record, ...unknown } = {
      ...ENTRY,
      direction: 'outbound' as const,
      outcome: 'not-reached' as const,
    };
    expect(callVariables(unknown, { ...CONTEXT, otherName: '' })).toMatchObject({
      Call_From: 'Ben de Boss <1001>',
      Call_To: '<+49301>',
      Call_Status: 'Missed',
      Call_Log_Status: 'Outgoing Call',
      CallDisposition: 'NO ANSWER',
      ContactId: '',
    });
    expect(callVariables({ ...ENTRY, outcome: 'missed' }, CONTEXT)).toMatchObject({
      Call_Log_Status: 'Missed Call',
    });
  });

  it('have no end while it rings', () => {
    expect(callVariables(ENTRY, { ...CONTEXT, isRinging: true })).toMatchObject({
      EndTimeUnix: '',
      Talk_Duration: '',
    });
  });

  it('are all in the guide', () => {
    const known = VARIABLES.map(({ name }) => name);
    for (const name of Object.keys(callVariables(ENTRY, CONTEXT))) expect(known).toContain(name);
  });
});
