import { describe, expect, it } from 'vitest';
import { renderText } from '@/utils/gotemplate/render-text';
import { callEntry, type EntryContext } from '@/utils/journal/call-entry';
import { base32, callKey } from '@/utils/journal/call-key';
import type { JournalRow } from '@/utils/journal/journal-row';
import { logVariables } from '@/utils/journal/log-variables';
import type { Call } from '@/utils/phone/call';
import { endedCall } from '../../support/journal.ts';

const startedAt = Date.parse('2026-02-23T12:30:00Z');
const row = (call: Partial<Call> = {}, more: Partial<JournalRow> = {}): JournalRow => ({
  id: 'call-1',
  seq: 1,
  key: 'KEY',
  owner: '',
  call: endedCall({ startedAt, ...call }),
  phases: [],
  heartbeatAt: 0,
  closed: 1,
  name: 'Ann Lee',
  record: { module: 'Contacts', id: '42', name: 'Ann Lee', url: '' },
  note: '',
  log: { state: 'off' },
  ...more,
});
const context = (settings: Partial<EntryContext['settings']> = {}): EntryContext => ({
  settings: {
    enabled: true,
    subject: '{{.Communication_Type}} call from {{.Call_From}}',
    description: '{{.Talk_Duration}}',
    fields: {},
    owner: 'agent',
    recordingLink: false,
    logMissed: true,
    logInternal: true,
    ...settings,
  },
  defaults: { subject: 'Call {{.Call_From}}', description: 'A call' },
  renderText,
  country: 'US',
  own: { number: '1001', name: 'Bob Agent' },
  offsetMinutes: () => 60,
});
const missed = { answeredAt: undefined, end: { cause: 'cancelled' } } as Partial<Call>;

describe('the entry of a call', () => {
  it('is rendered from the templates with Yeastar’s variables', () => {
    expect(callEntry(row(), context())).toMatchObject({
      key: 'KEY',
      outcome: 'answered',
      talkSeconds: 60,
      utcOffsetMinutes: 60,
      subject: 'Inbound call from Ann Lee <+12065550118>',
      description: '00:01:00',
      record: { module: 'Contacts', id: '42' },
    });
  });

  it('is not made when somebody else answered, logging is off, or missed calls are not wanted', () => {
    const elsewhere = row({ ...missed, end: { cause: 'answered-elsewhere' } });
    expect(callEntry(elsewhere, context())).toBeNull();
    expect(callEntry(row(), context({ enabled: false }))).toBeNull();
    expect(callEntry(row(missed), context({ logMissed: false }))).toBeNull();
    expect(callEntry(row(missed), context())).toMatchObject({ outcome: 'missed', talkSeconds: 0 });
  });

  it.each([
    ['a colleague', { number: '1002', name: '' }, false],
    ['the mailbox', { number: '*97', name: '' }, false],
    ['somebody outside', { number: '030901820', name: '' }, true],
    ['somebody abroad', { number: '112233', e164: '+4930112233', name: '' }, true],
    ['a withheld number', { number: '', name: '' }, true],
  ])('of a call with %s is made as the switch for calls with colleagues says', (_, remote, always) => {
    const call = row({ remote }, { record: undefined, name: '' });
    expect(callEntry(call, context())).not.toBeNull();
    expect(callEntry(call, context({ logInternal: false })) !== null).toBe(always);
  });

  it('of a short number that is somebody’s in the CRM is always made', () => {
    expect(
      callEntry(row({ remote: { number: '1002', name: '' } }), context({ logInternal: false })),
    ).not.toBeNull();
  });

  it('has the times of the CRM’s clock when ours is wrong', () => {
    const day = 86_400_000;
    expect(callEntry(row(), { ...context(), clockError: day + 400 })).toMatchObject({
      startedAt: startedAt + day,
      endedAt: startedAt + day + 65_000,
      talkSeconds: 60,
    });
  });

  it('loses its text, not itself, to a template that is wrong', () => {
    const entry = callEntry(row(), context({ subject: '{{.Broken', fields: { Region: '{{' } }));
    expect(entry).toMatchObject({ subject: 'Call Ann Lee <+12065550118>', fields: { Region: '' } });
  });

  it('says that the browser stopped, and how the audio was', () => {
    const entry = callEntry(
      row({ end: { cause: 'interrupted' }, quality: { verdict: 'no-audio-in' } }),
      context(),
    );
    expect(entry!.description).toMatch(/browser stopped.*\n.*nothing was received/);
  });

  it('leaves subject and description to the CRM’s template until the user writes others', () => {
    const bad = row({ quality: { verdict: 'no-audio-in' } });
    const delivered = {
      ...context({ subject: 'Call {{.Call_From}}', description: 'A call' }),
      templateTexts: true,
    };
    expect(callEntry(bad, delivered)).toMatchObject({
      name: 'Ann Lee',
      subject: '',
      description: '',
      remarks: 'Audio: nothing was received.',
    });
    const own = callEntry(bad, { ...context(), templateTexts: true })!;
    expect(own.subject).toBe('Inbound call from Ann Lee <+12065550118>');
    expect(own.description).toBe('00:01:00\nAudio: nothing was received.');
    expect(own.remarks).toBeUndefined();
  });

  it('carries a recording only where that is wanted', () => {
    const recordingUrl = 'https://pbx.example.com/r.wav';
    const recorded = row({ facts: { recordingUrl } });
    expect(callEntry(recorded, context())!.recordingUrl).toBeUndefined();
    expect(callEntry(recorded, context({ recordingLink: true }))!.recordingUrl).toBe(recordingUrl);
  });
});

describe('the variables of templates', () => {
  it('follow the guide', () => {
    expect(logVariables(row({ direction: 'outbound' }), context())).toMatchObject({
      Time: '2026-02-23 13:30:00',
      StartTimeUnix: startedAt / 1000,
      EndTimeUnix: startedAt / 1000 + 65,
      Call_From: 'Bob Agent <1001>',
      Call_To: 'Ann Lee <+12065550118>',
      CallDuration: 65,
      Talk_Duration: '00:01:00',
      Talk_Duration_Sec: 60,
      Communication_Type: 'Outbound',
      Call_Status: 'Completed',
      Call_Log_Status: 'Outgoing Call',
      CallDisposition: 'ANSWERED',
      ContactId: '42',
      ContactsId: '42',
    });
  });

  it.each([
    ['inbound', 'cancelled', 'MISSED', 'Missed Call'],
    ['outbound', 'busy', 'BUSY', 'Outgoing Call'],
    ['outbound', 'no-answer', 'NO ANSWER', 'Outgoing Call'],
  ] as const)('call an unanswered %s call (%s) %s', (direction, cause, disposition, status) => {
    const variables = logVariables(row({ ...missed, direction, end: { cause } }), context());
    expect(variables).toMatchObject({
      CallDisposition: disposition,
      Call_Log_Status: status,
      Call_Status: 'Missed',
      Talk_Duration_Sec: 0,
    });
  });
});

describe('the key of a call', () => {
  it('is the same for both legs and every try, and differs between calls', async () => {
    const key = await callKey(endedCall({ id: 'a', pbxId: 'linked-1' }), crypto);
    expect(key).toMatch(/^[A-Z2-7]{20}$/);
    expect(await callKey(endedCall({ id: 'b', pbxId: 'linked-1' }), crypto)).toBe(key);
    expect(await callKey(endedCall({ id: 'a', pbxId: 'linked-2' }), crypto)).not.toBe(key);
  });

  it('is base32 of RFC 4648', () => {
    const vectors = {
      f: 'MY',
      fo: 'MZXQ',
      foo: 'MZXW6',
      foob: 'MZXW6YQ',
      fooba: 'MZXW6YTB',
      foobar: 'MZXW6YTBOI',
    };
    for (const [text, code] of Object.entries(vectors))
      expect(base32(new TextEncoder().encode(text))).toBe(code);
  });
});
