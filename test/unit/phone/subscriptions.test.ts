import { afterEach, describe, expect, it } from 'vitest';
import { lineState, readDialogInfo, readPidf } from '@/utils/phone/sip/presence';
import { startSipClient, type SipHarness } from '../../support/sip-client-harness';
import { answerTo, headerOf, methodOf } from '../../support/sip-messages';

const CHALLENGE = 'Digest realm="pbx.test", nonce="n0nce", qop="auth"';
const isSubscribe = (user: string, event: string) => (message: string) =>
  methodOf(message) === 'SUBSCRIBE' &&
  message.startsWith(`SUBSCRIBE sip:${user}@`) &&
  headerOf(message, 'Event') === event;
const isProven = (message: string) => /^(Proxy-)?Authorization:/im.test(message);

it('a colleague who calls somebody is busy, not ringing: there is nothing to pick up', () => {
  const dialog = (direction: string, state: string) =>
    `<dialog id="1" direction="${direction}"><state>${state}</state></dialog>`;
  const told = (...dialogs: string[]) =>
    readDialogInfo(`<?xml version="1.0"?><dialog-info version="0">${dialogs.join('')}</dialog-info>`).dialog;
  expect(told(dialog('initiator', 'early'))).toBe('busy');
  expect(told(dialog('recipient', 'early'))).toBe('ringing');
  expect(told(dialog('initiator', 'terminated'), dialog('recipient', 'early'))).toBe('ringing');
  expect(told(dialog('initiator', 'terminated'))).toBe('idle');
});

const dialogInfo = (...states: string[]) =>
  `<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="0" state="full" entity="sip:1002@pbx.test">${states
    .map((state, id) => `<dialog id="${id}"><state event="x">${state}</state></dialog>`)
    .join('')}</dialog-info>`;
const pidf = (basic: string) =>
  `<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:1002@pbx.test"><tuple id="a"><status><basic>${basic}</basic></status></tuple></presence>`;

let phone: SipHarness | undefined;
afterEach(() => phone?.port.dispose());

/** A phone that has proven itself to the registrar, as before every subscription. */
async function registered(): Promise<SipHarness> {
  const harness = (phone = await startSipClient());
  harness.port.register(300);
  const first = await harness.sent((message) => methodOf(message) === 'REGISTER');
  harness.socket.receive(answerTo(first, 401, [`WWW-Authenticate: ${CHALLENGE}`]));
  const second = await harness.sent((message) => methodOf(message) === 'REGISTER' && message !== first);
  harness.socket.receive(answerTo(second, 200, [`Contact: ${headerOf(second, 'Contact')}`]));
  await harness.event('registered');
  return harness;
}

/** A NOTIFY within the subscription. */
function notify(subscribe: string, cseq: number, type: string, body: string, state = 'active;expires=3600') {
  return [
    `NOTIFY ${/<([^>]+)>/.exec(headerOf(subscribe, 'Contact')!)![1]} SIP/2.0`,
    `Via: SIP/2.0/WSS 192.0.2.1;branch=z9hG4bK-n${cseq}-${headerOf(subscribe, 'Call-ID')}`,
    'Max-Forwards: 70',
    `From: ${headerOf(subscribe, 'To')};tag=pbx`,
    `To: ${headerOf(subscribe, 'From')}`,
    `Call-ID: ${headerOf(subscribe, 'Call-ID')}`,
    `CSeq: ${cseq} NOTIFY`,
    'Contact: <sip:pbx@192.0.2.1;transport=ws>',
    `Event: ${headerOf(subscribe, 'Event')}`,
    `Subscription-State: ${state}`,
    `Content-Type: ${type}`,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

/** Answers the SUBSCRIBE for a line as a PBX does that asks who is there. */
async function accept(harness: SipHarness, user: string, event: string): Promise<string> {
  const first = await harness.sent(isSubscribe(user, event));
  expect(isProven(first)).toBe(false);
  harness.socket.receive(answerTo(first, 401, [`WWW-Authenticate: ${CHALLENGE}`]));
  const second = await harness.sent((message) => isSubscribe(user, event)(message) && isProven(message));
  harness.socket.receive(answerTo(second, 200, ['Expires: 3600']));
  return second;
}

describe('a colleague’s line', () => {
  it('is asked for with a proof, and followed from free to ringing to busy to offline', async () => {
    const harness = await registered();
    harness.port.watch({ voicemail: false, numbers: ['1002'] });
    const line = await accept(harness, '1002', 'dialog');
    const type = 'application/dialog-info+xml';
    harness.socket.receive(notify(line, 1, type, dialogInfo()));
    const phoneThere = await accept(harness, '1002', 'presence');
    harness.socket.receive(notify(line, 2, type, dialogInfo('early')));
    harness.socket.receive(notify(line, 3, type, dialogInfo('confirmed', 'terminated')));
    harness.socket.receive(notify(line, 4, type, dialogInfo('terminated')));
    harness.socket.receive(notify(phoneThere, 1, 'application/pidf+xml', pidf('closed')));
    const states = () => harness.events.flatMap((event) => (event.type === 'presence' ? [event.state] : []));
    await expect.poll(states).toEqual(['idle', 'ringing', 'busy', 'idle', 'offline']);
  });

  it('is no longer told of when another list has replaced the old one', async () => {
    const harness = await registered();
    harness.port.watch({ voicemail: false, numbers: ['1002'] });
    const line = await accept(harness, '1002', 'dialog');
    harness.socket.receive(notify(line, 1, 'application/dialog-info+xml', dialogInfo()));
    await harness.event('presence');
    harness.port.watch({ voicemail: false, numbers: ['1003'] });
    harness.socket.receive(notify(line, 2, 'application/dialog-info+xml', dialogInfo('confirmed')));
    expect(harness.events.filter(({ type }) => type === 'presence')).toHaveLength(1);
    await accept(harness, '1003', 'dialog');
  });

  it.each(['timeout', 'deactivated', 'probation;retry-after=60'])(
    'is not asked for again at once when the PBX ends it by %s',
    async (reason) => {
      const harness = await registered();
      harness.port.watch({ voicemail: false, numbers: ['1002', '1003'] });
      const line = await accept(harness, '1002', 'dialog');
      const type = 'application/dialog-info+xml';
      harness.socket.receive(notify(line, 1, type, dialogInfo(), `terminated;reason=${reason}`));
      await harness.event('presence');
      await accept(harness, '1003', 'dialog');
      expect(harness.socket.sent.filter(isSubscribe('1002', 'dialog'))).toHaveLength(2);
    },
  );

  it('proves nothing to a realm that is not the registrar’s', async () => {
    const harness = await registered();
    harness.port.watch({ voicemail: false, numbers: ['1002', '1003'] });
    const first = await harness.sent(isSubscribe('1002', 'dialog'));
    harness.socket.receive(
      answerTo(first, 401, ['WWW-Authenticate: Digest realm="evil.test", nonce="n0nce", qop="auth"']),
    );
    // The refusal is taken, and the next line is asked for.
    await harness.sent(isSubscribe('1003', 'dialog'));
    expect(harness.socket.sent.filter((message) => methodOf(message) === 'SUBSCRIBE').some(isProven)).toBe(
      false,
    );
  });
});

describe('the mailbox', () => {
  it('is asked for, and counted', async () => {
    const harness = await registered();
    harness.port.watch({ voicemail: true, numbers: [] });
    const box = await accept(harness, '1001', 'message-summary');
    const body = 'Messages-Waiting: yes\r\nVoice-Message: 3/8 (0/0)\r\n';
    harness.socket.receive(notify(box, 1, 'application/simple-message-summary', body));
    expect(await harness.event('voicemail')).toEqual({ type: 'voicemail', waiting: true, count: 3 });
  });
});

describe('what a line is said to be', () => {
  it.each([
    [{}, 'unknown'],
    [{ dialog: 'idle' }, 'idle'],
    [{ dialog: 'idle', closed: true }, 'offline'],
    [{ dialog: 'busy', closed: true }, 'busy'],
    [{ closed: false }, 'unknown'],
  ] as const)('%j is %s', (news, state) => {
    expect(lineState(news)).toBe(state);
  });

  it('comes from documents of the right kind only', () => {
    expect(readDialogInfo('<html><state>confirmed</state></html>')).toEqual({});
    expect(readDialogInfo('')).toEqual({});
    expect(readPidf('<basic>closed</basic>')).toEqual({});
    expect(readPidf(pidf('open'))).toEqual({ closed: false });
  });
});
