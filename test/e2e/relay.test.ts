import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffice, type Office } from '../support/office.ts';

/** Sound over a TURN relay only, for those who must not tell their addresses, or whose firewall lets nothing else through. */
describe('a phone that may only use the relay', { timeout: 120_000 }, () => {
  let office: Office;

  beforeAll(async () => {
    office = await startOffice({ turn: true });
    const port = String(office.relay!.port);
    office.laptop.drop('OUTPUT', '-p', 'udp', '!', '--dport', port);
    office.laptop.drop('INPUT', '-p', 'udp', '!', '--sport', port);
  });
  afterAll(() => office?.stop());

  it('is heard and hears, tells no address of its own, and does so again on another network', async () => {
    const { pbx, laptop } = office;
    const call = await office.talk();
    const first = laptop.wifi.address;
    const since = Date.now();
    laptop.wifi.changeAddress();
    await call.bothHear(since, 40_000);
    await call.end();

    const told = pbx
      .messages()
      .filter(
        (message) =>
          (/^a=ice-ufrag:/m.test(message) && /^Via: SIP\/2.0\/WSS/m.test(message)) ||
          (/\r\nUser-Agent: Switchhook/.test(message) && /^v=0/m.test(message)),
      );
    const candidates = told.flatMap((message) => message.match(/^a=candidate:.*$/gm) ?? []);
    expect(candidates.length).toBeGreaterThan(0);
    expect(candidates.filter((candidate) => !/ typ relay /.test(candidate))).toEqual([]);
    for (const address of [first, laptop.wifi.address])
      expect(told.filter((message) => message.includes(address))).toEqual([]);
  });
});
