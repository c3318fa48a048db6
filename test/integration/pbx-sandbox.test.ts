import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCertificate } from '../sandbox/certificate.ts';
import type { DeskPhone } from '../sandbox/pbx/pbx-sandbox.ts';
import { SPECIAL_NUMBERS } from '../sandbox/pbx/pbx-sandbox.ts';
import { ANNOUNCEMENT_HZ, startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startSipp } from '../sandbox/pbx/sipp.ts';
import { registerInNode } from '../support/node-user-agent.ts';

describe('the phone system of the sandbox', () => {
  let pbx: KamailioSandbox;
  let colleague: DeskPhone;

  beforeAll(async () => {
    pbx = await startKamailio();
    colleague = await pbx.addPhone({ toneHz: 700, extension: '1002' });
    await pbx.registered('1002');
  });
  afterAll(() => pbx.stop());

  const account = (username: string, password?: string) => ({
    ...pbx,
    username,
    password: password ?? pbx.users.find((user) => user.username === username)!.password,
  });

  it('carries audio both ways, so that each side hears the other tone', async () => {
    const arrives = colleague.incoming();
    const call = await pbx.customer.call('1002', { from: '+12025550111', displayName: 'Grace Hopper' });
    const atColleague = await arrives;
    await call.answered();
    await call.untilHears(700);
    await atColleague.untilHears(440);
    expect((await atColleague.recording()).toneHz).toBeCloseTo(440, -1);
    expect(atColleague).toMatchObject({ peer: '+12025550111', displayName: 'Grace Hopper' });
    await call.hangUp();
    await atColleague.ended();
  });

  it('holds, resumes and tells digits between two phones', async () => {
    const arrives = pbx.customer.incoming();
    const call = await colleague.call('+12025550177');
    const atCustomer = await arrives;
    await call.answered();
    await atCustomer.untilHears(700);
    await atCustomer.hold();
    await call.untilHears(null);
    await atCustomer.resume();
    await call.untilHears(440);
    await atCustomer.untilHears(700);
    await call.sendDigits('12#');
    await expect.poll(() => atCustomer.digits()).toBe('12#');
    await call.hangUp();
    await atCustomer.ended();
  });

  it.each([
    ['busy', 486],
    ['rejects', 603],
    ['unknown', 404],
  ] as const)('has a number that is %s', async (kind, status) => {
    const reply = pbx.customer.calls().length;
    const call = await colleague.call(SPECIAL_NUMBERS[kind]);
    expect(await call.ended()).toContain(String(status));
    expect(pbx.customer.calls()).toHaveLength(reply);
  });

  it('has a number that rings for ever and one that announces before it answers', async () => {
    for (const [number, status] of [
      [SPECIAL_NUMBERS.noAnswer, 180],
      [SPECIAL_NUMBERS.earlyMedia, 183],
    ] as const) {
      const progress = pbx.waitFor('reply', (reply) => reply.status === status);
      const call = await colleague.call(number);
      await progress;
      expect(call.state).toBe('ringing');
      if (status === 183)
        await expect
          .poll(async () => (await call.recording()).toneHz, { timeout: 10_000 })
          .toBeCloseTo(ANNOUNCEMENT_HZ, -1);
      await call.hangUp();
      await call.ended();
    }
  });

  it('adds headers to an incoming call, once', async () => {
    const phone = createSocket('udp4');
    await once(phone.bind(0, '127.0.0.1'), 'listening');
    await pbx.route('1009', `sip:127.0.0.1:${phone.address().port}`);
    for (const headers of [{ 'X-Call-UUID': 'uuid-1', Diversion: '<sip:+12025550100@trunk>' }, undefined]) {
      const arrived = once(phone, 'message');
      void pbx.customer.call('1009', { headers });
      const [bytes, from] = (await arrived) as [Buffer, RemoteInfo];
      const invite = bytes.toString();
      const copied = invite.match(/^(Via|From|To|Call-ID|CSeq): .*$/gm)!.join('\r\n');
      const reply = `SIP/2.0 486 Busy Here\r\n${copied.replace(/^To: .*$/m, '$&;tag=1')}\r\n\r\n`;
      phone.send(reply, from.port, from.address);
      expect(/^X-Call-UUID: uuid-1\r$/m.test(invite)).toBe(headers !== undefined);
      expect(/^Diversion: <sip:\+12025550100@trunk>\r$/m.test(invite)).toBe(headers !== undefined);
      await once(phone, 'message');
    }
    phone.close();
    await pbx.route('1009', null);
  });

  it('registers a browser’s user agent over a secure WebSocket with the right password only', async () => {
    const right = await registerInNode(account('1001'));
    expect(right.status).toBe(200);
    await pbx.registered('1001');
    const wrong = await registerInNode(account('1003', 'not-the-password'));
    expect(wrong.status).toBe(401);
    await right.stop();
    await wrong.stop();
  });

  it('shows a certificate that only its own fingerprint makes trusted', async () => {
    const other = createCertificate([pbx.host]);
    expect(other.spkiHash).not.toBe(pbx.certificate.spkiHash);
    await expect(registerInNode({ ...account('1001'), certificate: other })).rejects.toThrow();
  });

  it('comes back after a kill with its registrations forgotten', async () => {
    await pbx.kill();
    await pbx.restart();
    expect(JSON.stringify(await pbx.rpc('ul.dump', ['brief']))).not.toContain('1002-');
    const call = await pbx.customer.call('1002');
    expect(await call.ended()).toContain('480');
  });
});

describe('a SIPp scenario', () => {
  const scenario = `<?xml version="1.0" encoding="ISO-8859-1" ?>
    <scenario name="busy">
      <recv request="INVITE" />
      <send><![CDATA[
        SIP/2.0 486 Busy Here
        [last_Via:]
        [last_From:]
        [last_To:];tag=[pid]SIPpTag[call_number]
        [last_Call-ID:]
        [last_CSeq:]
        Content-Length: 0

      ]]></send>
      <recv request="ACK" />
    </scenario>`;

  it('takes a call that is routed to it', async () => {
    const pbx = await startKamailio();
    try {
      const sipp = await startSipp(scenario, { remote: `${pbx.address}:${pbx.sipPort}` });
      await pbx.route('1005', `sip:127.0.0.1:${sipp.port}`);
      const call = await pbx.customer.call('1005');
      expect(await call.ended()).toContain('486');
      const { isFine, messages, errors } = await sipp.finished;
      expect({ isFine, errors }).toEqual({ isFine: true, errors: '' });
      expect(messages).toContain('INVITE sip:1005@');
    } finally {
      await pbx.stop();
    }
  });
});
