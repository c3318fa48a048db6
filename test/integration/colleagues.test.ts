import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSipp } from '../sandbox/pbx/sipp.ts';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startAgent } from '../support/test-phone';

const COLLEAGUE = '1006';
let pbx: KamailioSandbox;

beforeAll(async () => {
  pbx = await startKamailio();
});
afterAll(() => pbx?.stop());

/** NOTIFY with the state of the line (RFC 4235), in the dialog the SUBSCRIBE made. */
const notify = (cseq: number, states: string) => `
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
    Event: dialog
    Subscription-State: active;expires=3600
    Content-Type: application/dialog-info+xml
    Content-Length: [len]

    <?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${cseq}" state="full" entity="sip:${COLLEAGUE}@x">${states}</dialog-info>
  ]]></send>
  <recv response="200" />`;

const dialog = (state: string) => `<dialog id="a"><state>${state}</state></dialog>`;

/** A line that is free, rings, and talks. */
const line = `<?xml version="1.0" encoding="UTF-8" ?><!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="a colleague's line">
  <recv request="SUBSCRIBE" rrs="true">
    <action>
      <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from" />
      <ereg regexp=".*" search_in="hdr" header="To:" assign_to="to" />
    </action>
  </recv>
  <send><![CDATA[
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
  ${notify(1, '')}${notify(2, dialog('early'))}${notify(3, dialog('confirmed'))}
</scenario>`;

it('a colleague is seen free, ringing and on a call, through a PBX that asks for a proof', async () => {
  const agent = startAgent(pbx);
  const sipp = await startSipp(line, { remote: `${pbx.address}:${pbx.sipPort}` });
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
    expect(messages).toContain('Accept: application/dialog-info+xml');
    expect(seen).toEqual(['idle', 'ringing', 'busy']);
  } finally {
    await agent.phone.stop();
    await sipp.stop();
  }
});
