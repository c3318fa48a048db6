import { expect } from 'vitest';
import { TORTURE } from '../fixtures/sip/torture-messages';
import type { KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { mutate, originals } from './hostile-messages';
import { OUR_HZ, type PhoneTab } from './phone-browser';
import type { PagePhone } from './phone-page';
import { seededRandom } from './random';
import { headerOf } from './sip-messages';

declare const page: { phone: PagePhone };

/** Messages that arrive while one stretch of sound is listened to. */
const VOLLEY = 350;

export interface FireOptions {
  readonly pbx: KamailioSandbox;
  /** The phone of extension 1001. */
  readonly tab: PhoneTab;
  readonly customerHz: number;
  /** Mutated messages; the torture messages come on top. */
  readonly messages: number;
  readonly seed: number;
}

/**
 * Fires mutated messages and those of RFC 4475 at a phone that talks. After each volley both sides must hear each other, and
 * nothing of what was fired may become a call. Resolves with how many stretches of sound during a volley were listened to,
 * and in how many of them (`gaps`) a tone was not clear: on a machine that does much else, that may have other reasons.
 */
export async function fireAtCall({ pbx, tab, customerHz, messages, seed }: FireOptions) {
  const uncaught: string[] = [];
  tab.page.on('pageerror', (error) => void uncaught.push(String(error)));
  const desk = await pbx.customer.call('1001');
  const id = await tab.answer();
  await desk.answered();
  await tab.untilHears([customerHz]);
  await desk.untilHears(OUR_HZ);

  const { invite, ok, before } = await tab.page.evaluate(() => {
    const { wire } = page.phone;
    return { invite: wire.invite, ok: wire.ok, before: wire.held() };
  });
  const random = seededRandom(seed);
  const cseq = Number.parseInt(headerOf(invite, 'CSeq')!) + 1;
  const kinds = originals({ invite, ok, cseq, newest: () => invite });
  const inCall = headerOf(invite, 'Call-ID')!;
  const ammunition = TORTURE.map(({ text }) => text);
  for (let n = 0; ammunition.length < TORTURE.length + messages; n++) {
    const text = mutate(kinds[Math.floor(random() * kinds.length)]!(n), random);
    // Who knows the dialog may end it or move its sound: that is no attack on it.
    if (/^(BYE|INVITE) /.test(text) && text.includes(inCall)) continue;
    ammunition.push(text);
  }

  let [stretches, gaps] = [0, 0];
  for (let at = 0; at < ammunition.length; at += VOLLEY, stretches++) {
    const [ours] = await Promise.all([
      tab.page.evaluate(() => page.phone.hears()),
      tab.page.evaluate((texts) => page.phone.wire.slipIn(texts), ammunition.slice(at, at + VOLLEY)),
    ]);
    const theirs = await desk.hears();
    if (!near(ours.toneHz, customerHz) || !near(theirs.toneHz, OUR_HZ)) gaps++;
    await tab.untilHears([customerHz]);
    await desk.untilHears(OUR_HZ);
    for (const call of (await tab.snapshot()).calls)
      if (call.phase === 'incoming') await tab.ask('decline', call.id);
  }

  const held = () => tab.page.evaluate(() => page.phone.wire.held());
  // What was refused and never acknowledged stays half a minute more (RFC 3261, Timer H), early dialogs with it.
  const standing = async () => {
    const { confirmed, sessions } = await held();
    return { confirmed, sessions };
  };
  await expect
    .poll(standing, { timeout: 10_000 })
    .toEqual({ confirmed: before.confirmed, sessions: before.sessions });
  expect(uncaught).toEqual([]);
  expect(await tab.page.evaluate(() => page.phone.wire.defects)).toEqual([]);
  return { id, desk, held, before, fired: ammunition.length, stretches, gaps };
}

const near = (heard: number | null, hz: number) => heard !== null && Math.abs(heard - hz) <= 15;
