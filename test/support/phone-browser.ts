import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Call, CallEnd } from '@/utils/phone/call';
import type { PhoneSetup } from '@/utils/phone/phone-setup';
import type { PhoneService, PhoneSnapshot } from '@/utils/phone/phone-service';
import type { KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { microphoneFile } from './microphone-file.ts';
import { bundleForPage } from './page-bundle';
import type { PagePhone, startPagePhone } from './phone-page';
import { phoneSetup } from './phone-setup';

/** The tone our microphone hears, unless a tab has a voice of its own. */
export const OUR_HZ = 880;

declare const page: { phone: PagePhone };
declare const phonePage: { startPagePhone: typeof startPagePhone };

/** Where and as whom a tab registers. */
export interface TabAccount {
  /** `wss:` address. */
  readonly server: string;
  readonly domain: string;
  readonly username: string;
  readonly password: string;
}

/** How a user of the PBX (1001, if not said otherwise) registers there: directly, or through what stands before it at `port`. */
export function tabAccount(
  pbx: Pick<KamailioSandbox, 'domain' | 'port' | 'users'>,
  { user = 0, port = pbx.port } = {},
): TabAccount {
  const { username, password } = pbx.users[user]!;
  return { server: `wss://127.0.0.1:${port}/ws`, domain: pbx.domain, username, password };
}

/** The phone in a tab of a real browser: real sound, without the extension around it. */
export interface PhoneTab {
  readonly page: Page;
  /** Calls a method of the phone and resolves with its result. */
  ask<M extends Exclude<keyof PhoneService, 'snapshot' | 'subscribe'>>(
    method: M,
    ...args: Parameters<PhoneService[M]>
  ): Promise<Awaited<ReturnType<PhoneService[M]>>>;
  dial(number: string): Promise<string>;
  /** Answers the next call that rings, or the one that does; resolves with its id. */
  answer(): Promise<string>;
  snapshot(): Promise<PhoneSnapshot>;
  /** Resolves when the calls of the phone are like this. `fits` runs in the page and may use nothing else. */
  until(fits: (calls: Call[]) => boolean, timeoutMs?: number): Promise<void>;
  /** Resolves when so many calls talk. */
  active(calls?: number): Promise<void>;
  /** Resolves with how a call ended, once it has. */
  ended(id: string): Promise<CallEnd>;
  /** Resolves when exactly these tones are heard (±15 Hz), or silence for none. */
  untilHears(hz: readonly number[], timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

export interface PhoneBrowser {
  readonly browser: Browser;
  /** `voiceHz`: the tone its microphone hears, if not `OUR_HZ`. */
  open(account: TabAccount, voiceHz?: number): Promise<PhoneTab>;
  close(): Promise<void>;
}

/** Starts Chromium with a microphone that hears a steady tone. */
export async function startPhoneBrowser(): Promise<PhoneBrowser> {
  const script = await bundleForPage('test/support/phone-page.ts', 'phonePage');
  const server = createServer((request, response) => {
    const isScript = request.url === '/phone.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Phone</title><script src="/phone.js"></script>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--ignore-certificate-errors',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphoneFile(OUR_HZ)}`,
      '--autoplay-policy=no-user-gesture-required',
      // A page without a microphone would name itself in ways nobody here can look up.
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      '--disable-background-networking',
      '--no-first-run',
    ],
  });
  return {
    browser,
    async open(account, voiceHz) {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${port}/`);
      const { server: address, ...user } = account;
      const setup = phoneSetup({ servers: [address], ...user, sip: { dtmf: 'rtp' } });
      const quiet = { noiseSuppression: false, echoCancellation: false, autoGainControl: false };
      await tab.evaluate(
        ([config, instanceId, hz]) => {
          const phone = phonePage.startPagePhone(config, instanceId, hz);
          (globalThis as unknown as { page: { phone: PagePhone } }).page = { phone };
        },
        [
          // Tones must reach the other side as they are.
          { ...setup, audio: { ...setup.audio, ringtone: 'silent', ...quiet } } satisfies PhoneSetup,
          `7e57c0de-0000-4000-8000-${user.username.padStart(12, '0')}`,
          voiceHz,
        ] as const,
      );
      await tab.waitForFunction(() => page.phone.phone.snapshot.status.line === 'registered');
      return phoneTab(tab);
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

function phoneTab(tab: Page): PhoneTab {
  const snapshot = () => tab.evaluate(() => page.phone.phone.snapshot);
  const ask: PhoneTab['ask'] = (method, ...args) =>
    tab.evaluate(
      ([name, values]) =>
        (page.phone.phone[name as 'hangUp'] as (...all: unknown[]) => Promise<never>)(
          ...(values as unknown[]),
        ),
      [method, args] as const,
    );
  return {
    page: tab,
    ask,
    snapshot,
    dial: (number) => ask('dial', { number }),
    async answer() {
      const ringing = await tab.waitForFunction(
        () => page.phone.phone.snapshot.calls.find(({ phase }) => phase === 'incoming')?.id,
      );
      const id = (await ringing.jsonValue())!;
      await ask('answer', id);
      return id;
    },
    async until(fits, timeoutMs = 15_000) {
      await tab.waitForFunction(`(${fits})(page.phone.phone.snapshot.calls)`, undefined, {
        timeout: timeoutMs,
      });
    },
    async active(calls = 1) {
      await tab.waitForFunction(
        (count) => page.phone.phone.snapshot.calls.filter(({ phase }) => phase === 'active').length === count,
        calls,
      );
    },
    async ended(id) {
      const end = await tab.waitForFunction((call) => page.phone.ends[call], id);
      return (await end.jsonValue())!;
    },
    async untilHears(hz, timeoutMs = 12_000) {
      const wanted = hz.toSorted((a, b) => a - b);
      const near = (tone: number) => wanted.find((each) => Math.abs(each - tone) <= 15) ?? Math.round(tone);
      await expect
        .poll(async () => (await tab.evaluate(() => page.phone.hears())).tones.map(near), {
          timeout: timeoutMs,
        })
        .toEqual(wanted);
    },
    async close() {
      await tab.evaluate(() => page.phone.phone.stop());
      await tab.close();
    },
  };
}
