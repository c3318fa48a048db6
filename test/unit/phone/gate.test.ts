import { describe, expect, it } from 'vitest';
import { checkMessage } from '@/utils/phone/sip/gate';
import { TORTURE } from '../../fixtures/sip/torture-messages';
import { fakeSdp } from '../../support/fake-media-host';
import { incomingInvite } from '../../support/sip-messages';

const invite = (extra: string[] = []) => incomingInvite({ callId: 'gate-1', extra });

describe('the gate', () => {
  it('lets an ordinary call through', () => {
    expect(checkMessage(invite())).toBeNull();
  });

  it.each(TORTURE)('$name ($section): $why', ({ text, gate }) => {
    expect(checkMessage(text)).toBe(gate);
  });

  const spellings: [string, string[]][] = [
    [
      'From',
      [
        'From: "Bank" <sip:bank@evil.test>;tag=9',
        'f: <sip:bank@evil.test>;tag=9',
        'FROM : <sip:b@e.test>;tag=9',
      ],
    ],
    ['To', ['To: <sip:x@evil.test>', 't: <sip:x@evil.test>', 'to\t: <sip:x@evil.test>']],
    ['Call-ID', ['Call-ID: other', 'i: other', 'Call-ID : other']],
    ['CSeq', ['CSeq: 2 INVITE', 'cseq: 2 INVITE', 'CSeq : 2 INVITE']],
    ['Content-Length', ['Content-Length: 0', 'l: 0', 'CONTENT-LENGTH : 0']],
    ['Content-Type', ['Content-Type: text/html', 'c: text/html', 'content-type : text/html']],
  ];
  for (const [name, seconds] of spellings)
    it.each(seconds)(`refuses a second ${name} written %j`, (line) => {
      expect(checkMessage(invite([line]))).toMatch(/^(duplicate|bad)-header$/);
    });

  it.each([
    [
      'a message over 64 KiB',
      invite([
        `Subject: ${'x'.repeat(8000)}`,
        ...Array.from({ length: 9 }, (_, i) => `X-${i}: ${'y'.repeat(8000)}`),
      ]),
    ],
    ['a line over 8 KiB', invite([`Subject: ${'x'.repeat(8193)}`])],
    ['more than 200 header lines', invite(Array.from({ length: 200 }, (_, i) => `X-Header-${i}: 1`))],
  ])('refuses %s', (_, text) => {
    expect(checkMessage(text)).toBe('too-large');
  });

  it.each([
    ['a line without a colon', 'nonsense'],
    ['a folded line', ' folded'],
    ['a null byte', 'Subject: a\u0000b'],
    ['a bare line feed', 'Subject: a\nFrom: <sip:b@evil.test>;tag=1'],
  ])('refuses %s', (_, line) => {
    expect(checkMessage(invite([line]))).toBe('bad-header');
  });

  it.each(['Content-Disposition: ;;', 'Content-Disposition: "', 'Content-Encoding: gzip'])(
    'refuses %s',
    (line) => {
      expect(checkMessage(invite([line]))).toBe('bad-body-headers');
    },
  );

  it('refuses PRACK, which SIP.js does not survive', () => {
    expect(checkMessage(invite().replaceAll('INVITE', 'PRACK'))).toBe('unwanted-method');
  });

  it('reads the length in bytes', () => {
    const name = fakeSdp().replace('s=-', 's=Jos\u00e9');
    expect(checkMessage(incomingInvite({ callId: 'gate-2', body: name }))).toBeNull();
  });
});
