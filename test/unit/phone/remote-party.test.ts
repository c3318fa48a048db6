import { describe, expect, it } from 'vitest';
import { cleanNumber, cleanText } from '@/utils/phone/clean-text';
import { callFacts, pbxIdOf, remoteParty } from '@/utils/phone/sip/remote-party';

const reader = (headers: Record<string, string>) => (name: string) =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

describe('the caller', () => {
  it.each<[string, Record<string, string>, { number: string; name: string }]>([
    ['From', { From: '"Ada" <sip:+15550100@pbx>;tag=1' }, { number: '+15550100', name: 'Ada' }],
    [
      'P-Asserted-Identity before From',
      { From: '"Bank" <sip:1@x>;tag=1', 'P-Asserted-Identity': '"Ada" <sip:+15550100@pbx>' },
      { number: '+15550100', name: 'Ada' },
    ],
    [
      'a tel: URI',
      { From: '<sip:a@x>;tag=1', 'P-Asserted-Identity': '<tel:+15550100;phone-context=x>' },
      { number: '+15550100', name: '' },
    ],
    ['nobody', { From: '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1' }, { number: '', name: '' }],
    [
      'a name without quotes',
      { From: 'Ada Lovelace <sip:7@x>;tag=1' },
      { number: '7', name: 'Ada Lovelace' },
    ],
    ['an escaped name', { From: '"A \\"B\\" C" <sip:7@x>;tag=1' }, { number: '7', name: 'A "B" C' }],
    [
      'a name that reads backwards',
      { From: '"\u202eknaB\u202c\u200b" <sip:7@x>;tag=1' },
      { number: '7', name: 'knaB' },
    ],
    ['a hostile number', { From: '<sip:%0d%0a1%3Cb%3E2;x=y@x>;tag=1' }, { number: '1b2', name: '' }],
  ])('is read from %s', (_, headers, expected) => {
    expect(remoteParty(reader(headers))).toEqual(expected);
  });

  it('has no name longer than 64 characters', () => {
    const { name } = remoteParty(reader({ From: `"${'x'.repeat(500)}" <sip:7@x>;tag=1` }));
    expect(name).toHaveLength(64);
  });
});

describe('the facts of a call', () => {
  it('are what the PBX tells, as clean text', () => {
    expect(
      callFacts(
        reader({
          Diversion: '"Desk" <sip:8005550100@pbx>;reason=no-answer',
          'X-Queue': 'Sales\u0007',
          'Alert-Info': '<http://evil.test/x.wav>;info="Queue call"',
          'Call-ID': 'abc',
        }),
      ),
    ).toEqual({ diversion: '8005550100', queue: 'Sales', alertInfo: 'Queue call', callId: 'abc' });
  });

  it.each([
    ['X-Recording-Url', 'https://pbx.example.com/rec/7.wav', 'https://pbx.example.com/rec/7.wav'],
    ['X-RecordPath', '<https://pbx.example.com/rec/8.wav>', 'https://pbx.example.com/rec/8.wav'],
    ['X-Recording-Url', 'data:audio/wav,x', undefined],
    ['X-Recording-Url', 'http://pbx.example.com/9.wav', undefined],
    ['X-Recording-Url', 'https://user:secret@pbx.example.com/9.wav', undefined],
    ['X-Recording-Url', '20260101-1.wav', undefined],
  ])('hold a recording only by a plain https address: %s: %s', (name, value, recordingUrl) => {
    expect(callFacts(reader({ [name]: value })).recordingUrl).toBe(recordingUrl);
  });

  it('take the first called number from History-Info', () => {
    const value = '<sip:800@pbx>;index=1, <sip:1001@pbx>;index=1.1';
    expect(callFacts(reader({ 'History-Info': value })).diversion).toBe('800');
  });

  it.each<[Record<string, string>, string]>([
    [{ 'X-Call-UUID': 'u', 'X-Linkedid': 'l', 'Call-ID': 'c' }, 'u'],
    [{ 'X-Linkedid': 'l', 'Call-ID': 'c' }, 'l'],
    [{ 'Call-ID': 'c' }, 'c'],
    [{}, ''],
  ])('name the call by the best id of %j', (headers, id) => {
    expect(pbxIdOf(reader(headers))).toBe(id);
  });
});

describe('clean text', () => {
  it('is one line without controls, in NFC, cut at whole characters', () => {
    expect(cleanText(' a\r\n\tb\u0000c e\u0301 ')).toBe('a bc \u00e9');
    expect(cleanText('\u{1f600}'.repeat(5), 3)).toBe('\u{1f600}'.repeat(3));
    expect(cleanNumber('%zz+1 (555)')).toBe('zz+1555');
  });
});
