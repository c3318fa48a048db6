import { describe, expect, it } from 'vitest';
import type { CallEntry } from '@/utils/crm/connector';
import { callFieldsFrom, duration, toZohoCall } from '@/utils/crm/zoho/zoho-call';
import type { ZohoField } from '@/utils/crm/zoho/zoho-metadata';

const entry: CallEntry = {
  key: 'ABCDEFGHIJKLMNOPQRST',
  direction: 'inbound',
  outcome: 'answered',
  startedAt: Date.parse('2026-02-23T12:30:00.500Z'),
  endedAt: 0,
  talkSeconds: 205,
  utcOffsetMinutes: -210,
  number: { raw: '1', country: 'US' },
  subject: 'A call\nfrom  Ann',
  description: 'Talked.',
};
const plain = callFieldsFrom(null);
const field = (apiName: string, more: Partial<ZohoField> = {}): ZohoField => ({
  apiName,
  label: apiName,
  type: 'text',
  mandatory: false,
  readOnly: false,
  creatable: true,
  unique: false,
  custom: false,
  options: [],
  ...more,
});

describe('a call as Zoho wants it', () => {
  it('has one line of subject, the start with its offset, and the duration twice', () => {
    expect(toZohoCall(entry, plain)).toMatchObject({
      Subject: 'A call from Ann',
      Call_Type: 'Inbound',
      Call_Start_Time: '2026-02-23T09:00:00-03:30',
      Call_Duration: '03:25',
      Call_Duration_in_seconds: 205,
    });
    expect([duration(5), duration(3_599), duration(3_724)]).toEqual(['00:05', '59:59', '01:02:04']);
  });

  it('links a contact by Who_Id, anything else by What_Id with its module', () => {
    expect(toZohoCall({ ...entry, record: { module: 'Contacts', id: '5' } }, plain)).toMatchObject({
      Who_Id: { id: '5' },
    });
    const lead = toZohoCall({ ...entry, record: { module: 'Leads', id: '6' } }, plain);
    expect(lead).toMatchObject({ What_Id: { id: '6' }, $se_module: 'Leads' });
    expect(lead).not.toHaveProperty('Who_Id');
  });

  it('gives a missed call no duration, and an unanswered one of ours the least Zoho takes', () => {
    const missed = toZohoCall({ ...entry, outcome: 'missed', talkSeconds: 0 }, plain);
    expect(missed).toMatchObject({ Call_Type: 'Missed' });
    expect(missed).not.toHaveProperty('Call_Duration');
    const fields = callFieldsFrom([field('Call_Result', { options: ['Interested', 'No response/Busy'] })]);
    expect(
      toZohoCall({ ...entry, direction: 'outbound', outcome: 'not-reached', talkSeconds: 0 }, fields),
    ).toMatchObject({ Call_Type: 'Outbound', Call_Duration: '00:01', Call_Result: 'No response/Busy' });
  });

  it('carries the key in its own field, else as last line of the description, whatever is cut', () => {
    const own = callFieldsFrom([field('Softphone_Call_Key1', { label: 'Softphone Call Key', unique: true })]);
    expect(own).toMatchObject({ keyField: 'Softphone_Call_Key1', keyIsUnique: true });
    expect(toZohoCall(entry, own)).toMatchObject({ Softphone_Call_Key1: entry.key, Description: 'Talked.' });
    const long = toZohoCall({ ...entry, description: 'x'.repeat(40_000) }, plain).Description as string;
    expect(long.length).toBeLessThanOrEqual(32_000);
    expect(long.endsWith(`Call key: ${entry.key}`)).toBe(true);
  });

  it('cuts texts to what the organisation allows, at a whole character', () => {
    const fields = callFieldsFrom([field('Subject', { maxLength: 10 })]);
    expect(toZohoCall({ ...entry, subject: '12345678😀9' }, fields).Subject).toBe('12345678…');
  });

  it('uses the field names of this organisation', () => {
    const outbound = { ...entry, direction: 'outbound' as const };
    expect(toZohoCall(outbound, callFieldsFrom([field('Outbound_Call_Status')]))).toMatchObject({
      Outbound_Call_Status: 'Completed',
    });
    expect(toZohoCall(outbound, plain)).not.toHaveProperty('Outgoing_Call_Status');
  });

  it('keeps note, recording and further fields, but lets none of them replace what a call is', () => {
    const body = toZohoCall(
      {
        ...entry,
        note: 'Call back',
        recordingUrl: 'https://pbx/r.wav',
        fields: { Campaign: 'A', Call_Type: 'Missed' },
      },
      plain,
    );
    expect(body).toMatchObject({
      Campaign: 'A',
      Call_Type: 'Inbound',
      Voice_Recording__s: 'https://pbx/r.wav',
    });
    expect(body.Description).toContain('Call back');
  });
});
