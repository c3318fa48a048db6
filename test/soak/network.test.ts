import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOffice, type Office } from '../support/office.ts';

/** What takes a laptop's network longer than the tests that run each time may take. */
describe('a laptop', () => {
  let office: Office;

  beforeEach(async () => {
    office = await startOffice();
  });
  afterEach(() => office?.stop());

  it('that sleeps for a minute in a call talks on when it wakes up, or says that the call is over', async () => {
    const call = await office.talk();
    const { pid } = office.browser;
    process.kill(-pid, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    process.kill(-pid, 'SIGCONT');
    const ms = await call.bothHear(Date.now(), 40_000);
    console.log(`sound both ways ${ms.toFixed(0)} ms after a minute's sleep`);
    await call.end();
    const calls = office.pbx.customer.calls();
    expect(calls.filter(({ state }) => state !== 'ended')).toEqual([]);
  });

  it('that sleeps on while the customer hangs up says that the call is over', async () => {
    const call = await office.talk();
    const { pid } = office.browser;
    process.kill(-pid, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    await call.desk.hangUp();
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    process.kill(-pid, 'SIGCONT');
    await call.window.getByText('Call ended').first().waitFor({ timeout: 20_000 });
  });

  it('that is out of reach for eight seconds in a call talks on', async () => {
    const call = await office.talk();
    office.laptop.wifi.down();
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    office.laptop.wifi.up();
    await call.bothHear(Date.now(), 30_000);
    await call.end();
  });

  it('whose phone system is killed and started again talks on', async () => {
    const call = await office.talk();
    await office.pbx.kill();
    await call.window.getByText('Reconnecting…').first().waitFor({ timeout: 15_000 });
    await call.bothHear();
    await office.pbx.restart();
    await call.window.getByText('Reconnecting…').first().waitFor({ state: 'hidden', timeout: 60_000 });
    await call.bothHear();
    await call.end();
  });

  it('finds within 35 seconds without a call that its connection is half open', async () => {
    const popup = await office.browser.page('popup.html');
    await popup
      .getByText(/ready|registered/i)
      .first()
      .waitFor();
    const answers = office.laptop.drop('INPUT', '-p', 'tcp');
    await popup
      .getByText(/cannot be reached/i)
      .first()
      .waitFor({ timeout: 36_000 });
    answers();
    await popup
      .getByText(/ready|registered/i)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(office.servers.some((server) => server.open() > 0)).toBe(true);
  });
});
