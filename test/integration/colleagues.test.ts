import { afterAll, beforeAll, expect, it } from 'vitest';
import { pickupNumber } from '@/utils/engine/colleagues';
import { startSipp } from '../sandbox/pbx/sipp.ts';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { expectRequest, reply, sippCaller } from '../support/sipp-call.ts';
import { startAgent } from '../support/test-phone';

const COLLEAGUE = '1006';
let pbx: KamailioSandbox;

beforeAll(async () => {
  pbx = await startKamailio();
});
afterAll(() => pbx?.stop());

/** NOTIFY of what the SUBSCRIBE asked for, in the dialog it made. */
const notify = (cseq: number, type: string, body: string) => `
  <send retrans="500"><![CDATA[
    NOTIFY [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: [$to];tag=line
    To: [$from]
    [last_Call-ID:]
    CSeq: ${cseq} NOTIFY
    [routes]
    Contact: <sip:${COLLEAGUE}@[local_ip]:[local_port]>
    Max-Forwards: 70
    Event: ${type === 'pidf' ? 'presence' : 'dialog'}
    Subscription-State: active;expires=3600
    Content-Type: application/${type}+xml
    Content-Length: [len]

    <?xml version="1.0"?>${body}
  ]]></send>
  <recv response="200" />`;

/** The state of the line (RFC 4235). */
const calls = (cseq: number, states: string) =>
  notify(
    cseq,
    'dialog-info',
    `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${cseq}" state="full" entity="sip:${COLLEAGUE}@x">${states}</dialog-info>`,
  );
const dialog = (state: string) => `<dialog id="a"><state>${state}</state></dialog>`;

/** Whether a phone is signed in (RFC 3863). */
const signedIn = (cseq: number, basic: 'open' | 'closed') =>
  notify(
    cseq,
    'pidf',
    `<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:${COLLEAGUE}@x"><tuple id="a"><status><basic>${basic}</basic></status></tuple></presence>`,
  );

/** A phone system that tells of the colleague's calls, and of their phone. */
const line = (
  ofCalls: string,
  ofPhone = '',
) => `<?xml version="1.0" encoding="UTF-8" ?><!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="a colleague's line">
  <recv request="SUBSCRIBE" rrs="true">
    <action>
      <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from" />
      <ereg regexp=".*" search_in="hdr" header="To:" assign_to="to" />
      <ereg regexp="presence" search_in="hdr" header="Event:" assign_to="phone" />
    </action>
  </recv>
  <send next="phone" test="phone"><![CDATA[
    SIP/2.0 200 OK
    [last_Via:]
    [last_Record-Route:]
    [last_From:]
    [last_To:];tag=line
    [last_Call-ID:]
    [last_CSeq:]
    Contact: <sip:${COLLEAGUE}@[local_ip]:[local_port]>
    Expires: 3600
    Content-Length: 0
  ]]></send>
  ${ofCalls}
  <nop next="end" />
  <label id="phone" />
  ${ofPhone}
  <label id="end" />
</scenario>`;

/** The part of a phone system that hands over a call that rings elsewhere: who asks for it has it. */
const TAKES_THE_CALL = sippCaller(COLLEAGUE, [
  expectRequest('INVITE'),
  reply(200, { offer: 'sendrecv', tag: 'pickup' }),
  expectRequest('ACK'),
  expectRequest('BYE'),
  reply(200),
]);

/** What the phone of 1001 shows of the colleague, until the phone system has told everything. */
async function watched(scenario: string, subscriptions: number) {
  const agent = startAgent(pbx);
  const sipp = await startSipp(scenario, { remote: `${pbx.address}:${pbx.sipPort}`, calls: subscriptions });
  try {
    await pbx.route(COLLEAGUE, `sip:127.0.0.1:${sipp.port}`);
    await agent.registered();
    const seen: (string | undefined)[] = [];
    agent.phone.subscribe(({ status }) => {
      const state = status.presence?.[COLLEAGUE];
      if (state !== seen.at(-1)) seen.push(state);
    });
    agent.phone.configure({
      ...agent.setup,
      calls: { ...agent.setup.calls, colleagues: [{ number: COLLEAGUE, name: 'Anna Berg' }] },
    });
    const { isFine, messages, errors } = await sipp.finished;
    expect({ isFine, errors }).toEqual({ isFine: true, errors: '' });
    return { seen: [...seen], messages };
  } finally {
    await agent.phone.stop();
    await sipp.stop();
  }
}

it('a colleague is seen free, ringing and on a call, through a PBX that asks for a proof', async () => {
  const states = calls(1, '') + calls(2, dialog('early')) + calls(3, dialog('confirmed'));
  const { seen, messages } = await watched(line(states), 1);
  expect(messages).toContain('Accept: application/dialog-info+xml');
  expect(seen).toEqual(['idle', 'ringing', 'busy']);
});

it('a colleague whose phone is signed out is seen offline, until it signs in again', async () => {
  const phone = signedIn(1, 'closed') + signedIn(2, 'open');
  const { seen, messages } = await watched(line(calls(1, ''), phone), 2);
  expect(messages).toContain('Accept: application/pidf+xml');
  expect(seen).toContain('offline');
  expect(seen.at(-1)).toBe('idle');
});

it('a call that rings at a colleague is asked for by the pickup code as it is set, not as a number', async () => {
  const code = pickupNumber('*8{extension}', COLLEAGUE)!;
  const agent = startAgent(pbx, 0, { sip: { dialFormat: 'double-zero', dialPrefix: '0' } });
  const sipp = await startSipp(TAKES_THE_CALL, { remote: `${pbx.address}:${pbx.sipPort}` });
  try {
    await pbx.route(`*8${COLLEAGUE}`, `sip:127.0.0.1:${sipp.port}`);
    await agent.registered();
    const id = await agent.phone.dial({ number: code });
    expect((await agent.call('active')).id).toBe(id);
    await agent.phone.hangUp(id);
    const { isFine, messages, errors } = await sipp.finished;
    expect({ isFine, errors }).toEqual({ isFine: true, errors: '' });
    expect(messages).toMatch(new RegExp(`^INVITE sip:\\*8${COLLEAGUE}@`, 'm'));
  } finally {
    await agent.phone.stop();
    await sipp.stop();
  }
});
