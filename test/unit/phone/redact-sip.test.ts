import { describe, expect, it } from 'vitest';
import { maskNumber, maskNumbers, redactSip } from '@/utils/phone/sip/redact-sip';
import { createSipTrace } from '@/utils/phone/sip/sip-trace';
import { fakeSdp } from '../../support/fake-media-host';

const message = (lines: string[], body = '', type = 'application/sdp') =>
  [...lines, ...(body ? [`Content-Type: ${type}`] : []), `Content-Length: ${body.length}`, '', body].join(
    '\r\n',
  );

const BASE = [
  'INVITE sip:+15035550141@pbx.example.com SIP/2.0',
  'Via: SIP/2.0/WSS 4f2a1b.invalid;branch=z9hG4bK7761234567890',
  'Max-Forwards: 70',
  'From: "Carola Canary" <sip:1001@pbx.example.com>;tag=abc123',
  'To: <sip:+15035550141@pbx.example.com>',
  'Call-ID: 1234567890123@4f2a1b.invalid',
  'CSeq: 2 INVITE',
];

/** Each must not be readable in what is shown, wherever it stood. */
const CANARIES: [what: string, canary: string, message: string][] = [
  [
    'a proof',
    'c0ffee5ec7e7',
    message([...BASE, 'Authorization: Digest username="1001", response="c0ffee5ec7e7"']),
  ],
  [
    'a proof to a proxy, in small letters',
    'deadbeef',
    message([...BASE, 'proxy-authorization:Digest response="deadbeef"']),
  ],
  ['a proof on a folded line', 'f01ded', message([...BASE, 'Authorization:', '  Server: f01ded'])],
  [
    'a proof with a space before its colon',
    '5paced',
    message([...BASE, 'Authorization : Digest response="5paced"']),
  ],
  [
    'a challenge',
    'n0nceValue',
    message(['SIP/2.0 401 Unauthorized', ...BASE.slice(1), 'WWW-Authenticate: Digest nonce="n0nceValue"']),
  ],
  ['the name of a caller', 'Canary', message(BASE)],
  ['a name without quotes', 'Birdie', message([...BASE.slice(0, 3), 'From: Berta Birdie <sip:2@x>;tag=1'])],
  [
    'a name in the second of two headers in one',
    'Lark',
    message([...BASE, 'P-Asserted-Identity: "A" <sip:1@x>, Lena Lark <tel:+1>']),
  ],
  [
    'a name in the short form of a header',
    'Wren',
    message(['OPTIONS sip:x SIP/2.0', 'f: "Willy Wren" <sip:3@x>']),
  ],
  ['a number in the first line', '5550141', message(BASE)],
  ['a number in a tel address', '5550177', message([...BASE, 'P-Asserted-Identity: <tel:+15035550177>'])],
  [
    'a number in free text',
    '5550188',
    message([...BASE, 'Reason: Q.850;text="moved to (503) 555-0188"']).replace(
      '(503) 555-0188',
      '+15035550188',
    ),
  ],
  ['a number written apart', '555-0199', message([...BASE, 'Warning: 399 x "call 503 555-0199"'])],
  ['a password inside an address', 'hunter2', message([...BASE, 'Contact: <sip:1001:hunter2@10.0.0.1>'])],
  [
    'a header inside an address',
    'evilproof',
    message([...BASE, 'Refer-To: <sip:7@x?Authorization=evilproof>']),
  ],
  ['a header of the PBX’s own', 'customer-4711', message([...BASE, 'X-Customer: customer-4711'])],
  [
    'the id of the installation',
    '0f4c2c6a',
    message([...BASE, 'Contact: <sip:a@b>;+sip.instance="<urn:uuid:0f4c2c6a-52e1-4f3b-9f5e-0123456789ab>"']),
  ],
  ['the key of the sound', '0123456789abcdef01234567', message(BASE, fakeSdp())],
  ['the fingerprint of the sound', '10:11:12:13', message(BASE, fakeSdp())],
  ['an SDES key', 'inline:s3cr3t', message(BASE, 'v=0\r\na=crypto:1 AES_CM_128 inline:s3cr3t\r\n')],
  [
    'who the sound is from',
    '5550123',
    message(BASE, 'v=0\r\na=ssrc:3023919611 cname:sip:+15035550123@pbx.test\r\n'),
  ],
  ['the name of a session', 'Nightingale', message(BASE, 'v=0\r\ns=Nightingale\r\n')],
  ['the user of a session', 'florence', message(BASE, 'v=0\r\no=florence 1 1 IP4 192.0.2.1\r\n')],
  [
    'a typed digit',
    'Signal=7',
    message(['INFO sip:x SIP/2.0'], 'Signal=7\r\nDuration=160\r\n', 'application/dtmf-relay'),
  ],
  ['a chat message', 'see you at nine', message(['MESSAGE sip:x SIP/2.0'], 'see you at nine', 'text/plain')],
  ['a body of no kind', 'whatever', ['NOTIFY sip:x SIP/2.0', '', 'whatever'].join('\n')],
  [
    'a colleague’s call',
    'Mallory',
    message(
      ['NOTIFY sip:x SIP/2.0'],
      '<dialog-info><display>Mallory</display></dialog-info>',
      'application/dialog-info+xml',
    ),
  ],
  [
    'a mailbox address',
    'sip:5035550123@',
    message(
      ['NOTIFY sip:x SIP/2.0'],
      'Messages-Waiting: yes\r\nMessage-Account: sip:5035550123@x',
      'application/simple-message-summary',
    ),
  ],
];

describe('a SIP message for a helper', () => {
  it.each(CANARIES)('does not tell %s', (_, canary, original) => {
    expect(original).toContain(canary);
    const shown = redactSip(original);
    expect(shown).not.toContain(canary);
    // Nor with other line ends.
    expect(redactSip(original.replaceAll('\r\n', '\n'))).not.toContain(canary);
  });

  it('keeps what a line is mended by', () => {
    const shown = redactSip(
      message([...BASE, 'Expires: 300', 'Warning: 399 pbx "Codec mismatch"'], fakeSdp()),
    );
    expect(shown).toContain('INVITE sip:+15*******41@pbx.example.com SIP/2.0');
    expect(shown).toContain('branch=z9hG4bK7761234567890');
    expect(shown).toContain('From: "(name)" <sip:1001@pbx.example.com>;tag=abc123');
    expect(shown).toContain('Call-ID: 1234567890123@4f2a1b.invalid');
    expect(shown).toContain('Warning: 399 pbx "Codec mismatch"');
    expect(shown).toContain('a=rtpmap:0 PCMU/8000');
    expect(shown).toContain('a=ice-pwd:(left out)');
    expect(redactSip('SIP/2.0 486 Busy Here\r\nRetry-After: 30\r\n\r\n')).toBe(
      'SIP/2.0 486 Busy Here\nRetry-After: 30',
    );
  });

  it('never fails, whatever it is given', () => {
    for (const text of ['', '\r\n\r\n', ':', 'x', '<<<<@', 'From: """<sip:', '\u0000'.repeat(50)])
      expect(typeof redactSip(text)).toBe('string');
  });
});

describe('a value without end', () => {
  it.each(['x', '"', '\\"', '<', 'sip:', '1 ', ', a'])(
    'of %j is cut before it is looked through',
    (piece) => {
      const value = piece.repeat(60_000 / piece.length);
      const shown = redactSip(`From: ${value}\r\nTo: ${value}\r\nContact: ${value}\r\n\r\n${value}`);
      expect(shown.length).toBeLessThan(20_000);
    },
  );
});

describe('numbers', () => {
  it('keep their ends, and extensions stay', () => {
    expect(maskNumber('+15035550141')).toBe('+15*******41');
    expect(maskNumber('1001')).toBe('1001');
    expect(maskNumbers('from 2026-11-20 call 1001 or +1 503 555-0141')).toBe(
      'from 20****20 call 1001 or +15*******41',
    );
  });
});

describe('a recording', () => {
  it('is off until it is started, and ends by itself', () => {
    let now = 0;
    const trace = createSipTrace(() => now);
    trace.record('sent', 'REGISTER sip:x SIP/2.0');
    expect(trace.entries()).toEqual([]);
    expect(trace.until()).toBeNull();
    trace.start();
    trace.record('sent', 'REGISTER sip:x SIP/2.0');
    expect(trace.until()).toBe(600_000);
    now = 600_000;
    trace.record('received', 'SIP/2.0 200 OK');
    expect(trace.until()).toBeNull();
    expect(trace.entries().map(({ text }) => text)).toEqual(['REGISTER sip:x SIP/2.0']);
  });

  it('keeps the newest and stays small', () => {
    const trace = createSipTrace(() => 1);
    trace.start();
    for (let i = 0; i < 1000; i++)
      trace.record('received', `SIP/2.0 200 ${i}\r\nServer: ${'x'.repeat(2000)}`);
    expect(trace.entries().length).toBeLessThanOrEqual(400);
    expect(trace.entries().reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(400_000);
    expect(trace.entries().at(-1)!.text).toContain('SIP/2.0 200 999');
  });

  it('begins empty each time', () => {
    const trace = createSipTrace(() => 1);
    trace.start();
    trace.record('sent', 'A sip:x SIP/2.0');
    trace.start();
    expect(trace.entries()).toEqual([]);
  });
});
