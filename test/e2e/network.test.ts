import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOffice, type Office, type OfficeCall } from '../support/office.ts';

/**
 * The product in a browser on links of its own: what laptops and networks do to a call. Each part has a fresh browser, because
 * a phone registers a few times a minute at most.
 */
let office: Office;

beforeEach(async () => {
  office = await startOffice();
});
afterEach(() => office?.stop());

const reconnecting = ({ window }: OfficeCall) =>
  window.getByText('Reconnecting…').first().waitFor({ timeout: 10_000 });
/** How soon it comes back is for `npm run bench -- network` to say; here it must come back at all. */
const AT_ALL_MS = 20_000;
const repaired = async (call: OfficeCall) => {
  await call.window.getByText('Reconnecting…').first().waitFor({ state: 'hidden', timeout: 30_000 });
  await call.bothHear();
};

describe('a call on a laptop', { timeout: 120_000 }, () => {
  it('goes on under another address, over another link, and while its connection is half open', async () => {
    const call = await office.talk();
    const { wifi, cable, drop, fidget } = office.laptop;
    let since = Date.now();
    wifi.changeAddress();
    await call.bothHear(since, AT_ALL_MS);
    await repaired(call);

    // The browser tells its pages nothing of this, neither that it was offline nor what addresses there are now.
    const rest = await fidget();
    cable.up();
    since = Date.now();
    wifi.down();
    await call.bothHear(since, AT_ALL_MS);
    await rest();
    await repaired(call);

    // Nothing of the phone system arrives any more, and nobody says so: found within ten seconds, and heard all along.
    const answers = drop('INPUT', '-p', 'tcp');
    await reconnecting(call);
    await call.bothHear();
    answers();
    await repaired(call);
    await call.end();
  });

  it('says so when only the sound is lost, is taken over by the second server, and ends for the customer though the laptop is offline', async () => {
    const call = await office.talk();
    const sound = office.laptop.drop('INPUT', '-p', 'udp');
    await call.window.getByText('No sound from the other side').waitFor({ timeout: 15_000 });
    sound();
    await repaired(call);

    const [first, second] = office.servers;
    expect(first.open()).toBe(1);
    first.freeze();
    first.cut();
    await reconnecting(call);
    await repaired(call);
    expect(second.open()).toBe(1);

    office.laptop.wifi.down();
    await reconnecting(call);
    await call.window.getByRole('button', { name: 'Hang up', exact: true }).click();
    await call.window.getByText('Call ended').first().waitFor();
    expect(call.desk.state).toBe('answered');
    office.laptop.wifi.up();
    await call.desk.ended(20_000);
  });
});
